"""Marking one page as reviewed: a click, from the dashboard or from the page's editor."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from .reviews import is_reviewable, mark_reviewed


@require_POST
def mark_reviewed_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if is_reviewable(page):
        mark_reviewed([page], request.user)
        messages.success(request, f"“{page.title}” is marked as reviewed. Readers see no difference.")
    else:
        messages.error(request, f"“{page.title}” is not reviewed: only live pages whose texts grow old are.")
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return redirect(back)
