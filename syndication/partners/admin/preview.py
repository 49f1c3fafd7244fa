"""The preview: exactly what the partner would receive, what is held back, and why."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView
from wagtail.permissions import page_permission_policy

from ...models.partner_choices import languages
from .base import PartnerMixin


class PreviewView(PartnerMixin, TemplateView):
    permission_required = "view"
    page_title = "Preview"
    header_icon = "view"
    template_name = "syndication/partners/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from ..previewing import preview_of  # needs the schema, which is not there when the admin is wired up

        user = self.request.user
        chosen = self.request.GET.get("locale") or next(iter(self.partner.locales), "")
        if chosen not in self.partner.locales:
            raise Http404("The partner has no feed in this language.")
        preview = preview_of(self.partner, chosen, user)
        names = dict(languages())
        return super().get_context_data(
            preview=preview,
            language=names.get(chosen, chosen),
            others=[(one, names.get(one, one)) for one in self.partner.locales if one != chosen],
            may_open_pages=page_permission_policy.user_has_any_permission(user, ["change", "publish"]),
            **kwargs,
        )
