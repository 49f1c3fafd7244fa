"""Sharing the draft of one page, and revoking.

The link is written into the answer to the form that made it, and nowhere else.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from .. import links
from ..frames import frontend_url, has_frontend
from ..models import PreviewLink
from ..rights import may_edit
from .forms import ShareForm
from .log_entries import REVOKED, SHARED, note
from .states import shared_links, states_of


def address_of(token: str) -> str:
    return f"{frontend_url()}?{urlencode({'token': token})}"


def breadcrumbs(page: Page, label: str) -> list[dict[str, Any]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("wagtailadmin_explore_root"), "label": "Pages"},
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
        {"url": "", "label": label},
    ]


class SharePreviewView(WagtailAdminTemplateMixin, FormView[Any]):
    """Makes a link, and lists those of the page. For those who may see its drafts."""

    form_class = ShareForm
    template_name = "content_api/previews/share.html"
    page_title = "Share preview"
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_frontend():
            raise Http404("No frontend shows previews.")
        if not may_edit(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        page: Page = get_object_or_404(Page, pk=self.kwargs["page"], depth__gt=1, alias_of=None).specific
        return page

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return breadcrumbs(self.page, self.page_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(shared_links(self.request.user).filter(page=self.page.pk))
        states = states_of(found)
        return super().get_context_data(
            page=self.page,
            links=[(link, states[link.pk]) for link in found],
            here=reverse("previews_admin:share", args=[self.page.pk]),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            **kwargs,
        )

    def form_valid(self, form: ShareForm) -> HttpResponse:
        origin = f"{self.request.scheme}://{self.request.get_host()}"
        with transaction.atomic():
            link, token = links.share(
                self.page,
                by=self.request.user,
                editor_origin=origin,
                lasting=form.lasting,
                note=form.cleaned_data["note"],
            )
            note(SHARED, link, self.request.user)
        context = self.get_context_data(form=self.form_class(), made=link, address=address_of(token))
        response = TemplateResponse(self.request, self.template_name, context)
        response["Cache-Control"] = "no-store, private"
        return response


class RevokePreviewView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, then ends a link. For those who may see the page's drafts."""

    template_name = "content_api/previews/revoke.html"
    page_title = "Revoke shared preview"
    header_icon = "view"

    @cached_property
    def link(self) -> PreviewLink:
        return get_object_or_404(shared_links(self.request.user), pk=self.kwargs["pk"])

    @property
    def page(self) -> Page:
        page = self.link.page
        assert page is not None  # noqa: S101  (only saved pages are shared)
        return page

    @property
    def way_back(self) -> str:
        return reverse("previews_admin:share", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return breadcrumbs(self.page, self.page_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(link=self.link, way_back=self.way_back, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.link.is_open:
            with transaction.atomic():
                links.revoke(self.link)
                note(REVOKED, self.link, request.user)
            messages.success(request, f"The shared preview of “{self.page}” is revoked.")
        else:
            messages.error(request, "This link has ended already.")
        return redirect(self.way_back)
