"""The overview of one partner: state, agreement, what it has fetched and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.urls import reverse
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from content_api.clients.admin.states import moment
from content_api.territory import read_territory

from ...models import SyndicationPartner
from ...models.partner_choices import authors, frameworks, image_rights, kinds, languages, topics
from .. import tokens
from ..outdated import outdated_receipts
from ..problems import problems_of
from .states import state_of

LISTED = 50  # receipts, those that were fetched last
DAYS = 30  # with fetches


class OverviewView(InspectView):
    """Takes the place of Wagtail's inspection of an object."""

    page_title = "Overview"
    template_name = "syndication/partners/overview.html"
    object: SyndicationPartner

    @cached_property
    def may_change(self) -> bool:
        return bool(self.user_has_permission("change"))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        return [HeaderButton("Edit", url=self.get_edit_url(), icon_name="edit")]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("partners:index"), "label": "Partners"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.object.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        partner = self.object
        state = state_of(partner)
        outdated = set(outdated_receipts([partner], read_territory()).values_list("pk", flat=True))
        receipts = [(receipt, receipt.pk in outdated) for receipt in partner.receipts.all()[:LISTED]]
        return super().get_context_data(
            partner=partner,
            state=state,
            problems=[] if partner.is_live else problems_of(partner),
            facts=facts(partner),
            tokens=list(partner.tokens.all()),
            current=tokens.current(partner),
            receipts=receipts,
            outdated=len(outdated),
            fetch_days=partner.fetch_days.all()[:DAYS],
            may_change=self.may_change,
            may_see_address=self.user_has_permission("show_address"),
            **kwargs,
        )


def facts(partner: SyndicationPartner) -> list[tuple[str, str]]:
    """The agreement in words. A filter that is not used is left out."""
    found = [
        ("Contact", partner.contact),
        ("Format", partner.get_feed_format_display()),
        ("Gets", partner.get_content_display()),
        ("Languages", _named(partner.locales, languages)),
        ("Topics", _named(partner.topics, topics)),
        ("Kinds", _named(partner.kinds, kinds)),
        ("Authors", _named(partner.authors, authors)),
        ("Frameworks", _named(partner.frameworks, frameworks)),
        ("Tags", ", ".join(partner.tags)),
        ("Delay", f"{partner.delay_hours} hours" if partner.delay_hours else "none"),
        ("Images", _named(partner.image_rights, image_rights)),
        ("Attribution", partner.attribution_text),
        ("Canonical link", "required" if partner.must_link_canonical else "free"),
        ("Search engines", partner.get_robots_display()),
        ("Campaign", "&".join(f"{name}={value}" for name, value in partner.campaign.items())),
        ("Expires", moment(partner.expires_at, "never")),
        ("Last fetched", moment(partner.last_fetched_at, "never")),
    ]
    return [(label, value) for label, value in found if value]


def _named(chosen: Iterable[str], choices: Callable[[], list[tuple[str, str]]]) -> str:
    """What was chosen, in the words of the form; what is gone since is said to be."""
    if not chosen:
        return ""
    names = dict(choices())
    return ", ".join(names.get(one, "(deleted)") for one in chosen)
