"""One address: what is known of it, where it stands, another check, the archived copy."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from ...links.effects import sources_at
from ...models import ExternalLink, Source
from .places import places_of
from .rights import LinkRights


class OneLink(LinkRights):
    """The address that the view is about."""

    kwargs: dict[str, Any]

    @cached_property
    def link(self) -> ExternalLink:
        return get_object_or_404(ExternalLink.objects.select_related("host"), pk=self.kwargs["pk"])

    def back(self) -> HttpResponse:
        return redirect("links:link", self.link.pk)


class LinkView(OneLink, WagtailAdminTemplateMixin, TemplateView):
    """Everything about one address."""

    page_title = "Link"
    header_icon = "link-external"
    template_name = "articles/links/link.html"

    def get_page_subtitle(self) -> str:
        return self.link.host.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("links:report"), "label": "Links"}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.link.host.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = self.link
        context: dict[str, Any] = super().get_context_data(
            link=link,
            places=places_of([link.pk], self.request.user)[link.pk],
            waiting=waiting_for_copy(link) if link.archived_url else [],
            is_off=not settings.LINK_CHECK["enabled"],
            **kwargs,
        )
        return context


class CheckAgainView(OneLink, View):
    """Makes the address due; the worker asks it in its next round."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.LINK_CHECK["enabled"]:
            messages.error(request, "The link checker is switched off. An operator can switch it on.")
            return self.back()
        ExternalLink.objects.filter(pk=self.link.pk).update(next_check_at=timezone.now())
        messages.success(request, "The address is checked in the next round, in a minute or two.")
        return self.back()


class UseCopyView(OneLink, View):
    """Gives the sources at the address the archived copy that was found; those that have one keep it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sources = waiting_for_copy(self.link) if self.link.archived_url else []
        if not sources:
            messages.error(request, "There is no source that waits for an archived address.")
            return self.back()
        try:
            with transaction.atomic():
                for source in sources:
                    source.archived_url = self.link.archived_url
                    source.full_clean()
                    source.save()
                    log(source, "wagtail.edit", user=request.user)
        except ValidationError as error:
            messages.error(request, f"The archived address cannot be used: {' '.join(error.messages)}")
            return self.back()
        messages.success(request, f"{', '.join(map(str, sources))}: the archived address is filled in.")
        return self.back()


def waiting_for_copy(link: ExternalLink) -> list[Source]:
    return list(sources_at(link).filter(archived_url="").order_by("title", "pk"))
