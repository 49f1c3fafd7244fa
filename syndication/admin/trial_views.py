"""“Send a test”: the form, and what came of the tests before."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ..models import NewsletterIssuePage, TrialMail
from .forms import TrialMailForm

LISTED = 10  # tests


def send_test(request: HttpRequest, page_id: int) -> HttpResponse:
    """Queue a test of the newest draft; for whoever may edit the issue."""
    issue = get_object_or_404(NewsletterIssuePage, pk=page_id)
    if not issue.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = TrialMailForm(request.POST or None, user=request.user, initial={"recipients": _own_address(request)})
    if request.method == "POST" and form.is_valid():
        TrialMail.objects.create(
            issue=issue,
            revision=issue.get_latest_revision(),
            recipients=form.cleaned_data["recipients"],
            asked_by_id=request.user.pk,
        )
        messages.success(request, "The test is on its way. Reload this page to see what came of it.")
        return HttpResponseRedirect(reverse("syndication_send_test", args=[issue.pk]))
    context = {"issue": issue, "form": form, "tests": issue.trial_mails.all()[:LISTED]}
    return TemplateResponse(request, "syndication/send_test.html", context)


def _own_address(request: HttpRequest) -> str:
    return str(getattr(request.user, "email", ""))
