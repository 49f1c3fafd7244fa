"""Sources whose address no longer answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F
from django.urls import reverse
from wagtail.permissions import policy_registry

from articles.models import LinkStatus, Source

from .base import DeskPanel, first_and_count


class DeadSourcesPanel(DeskPanel):
    """For those who look after facts. Sources on which the most rests come first."""

    name = "dead_sources"
    heading = "Dead sources"
    icon = "openquote"
    order = 130
    all_is_well = "No source is dead."
    template_name = "articles/desk/panels/sources.html"

    def is_for(self, user: Any) -> bool:
        return bool(policy_registry.get_by_type(Source).user_has_permission(user, "change"))

    def find(self) -> tuple[Sequence[Any], int]:
        dead = Source.objects.filter(link_status=LinkStatus.DEAD).annotate(
            claim_count=Count("claim_sources__claim", distinct=True),
            article_count=Count("article_sources__page", distinct=True),
        )
        return first_and_count(dead.order_by(-(F("claim_count") + F("article_count")), "title", "pk"))

    def report_url(self) -> str:
        return f"{reverse('desk:sources')}?link_status={LinkStatus.DEAD}"
