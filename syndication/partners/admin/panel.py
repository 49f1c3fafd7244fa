"""The dashboard's panel of texts that read otherwise now, where others hold them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from wagtail.permissions import page_permission_policy, policy_registry

from articles.desk.panels import SHOWN, DeskPanel

from ...models import SyndicationPartner
from ..outdated import outdated_texts


def sees_partners(user: Any) -> bool:
    return bool(policy_registry.get_by_type(SyndicationPartner).user_has_any_permission(user, ["change", "view"]))


def sees_outdated_texts(user: Any) -> bool:
    """Who looks after partners or publishes pages."""
    return sees_partners(user) or bool(page_permission_policy.user_has_permission(user, "publish"))


class OutdatedTextsPanel(DeskPanel):
    """Partners first, then newsletter issues."""

    name = "outdated_texts"
    heading = "Outdated texts"
    order = 140
    all_is_well = "No partner or newsletter issue holds an outdated text."
    template_name = "syndication/partners/outdated.html"

    def is_for(self, user: Any) -> bool:
        return sees_outdated_texts(user)

    def find(self) -> tuple[Sequence[Any], int]:
        found = outdated_texts()
        return found[:SHOWN], len(found)

    def report_url(self) -> str:
        return reverse("desk_syndication:outdated-texts")

    def context(self) -> dict[str, Any]:
        return {"sees_partners": self.sees_partners}

    @cached_property
    def sees_partners(self) -> bool:
        return sees_partners(self.request.user)
