"""Who holds a text that reads otherwise now, or that nobody may read any more: partners by receipts, and issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from content_api.changes.models import ContentChange
from content_api.territory import Territory, read_territory
from content_api.viewer import Reach, default_viewer
from content_api.visibility import visible

from ..models import CarriedPage, Receipt, SyndicationPartner
from ..models.partner_choices import PartnerStatus
from .chosen import changed_at, in_reach, reach_of

ISSUES_OF = timedelta(days=180)  # older mails are hardly read any more, and nobody can change them

CHANGED, CORRECTED, WITHDRAWN = "changed", "corrected", "withdrawn"


@dataclass(frozen=True)
class Outdated:
    """One text in one place. ``since`` is the state that is held there."""

    holder: str
    holder_url: str
    title: str
    article_key: int | None
    since: datetime
    reason: str
    is_issue: bool = False


def outdated_texts() -> list[Outdated]:
    """All of them, partners first. The same number of statements whatever there is."""
    return [*_of_partners(), *_of_issues()]


def outdated_receipts(partners: list[SyndicationPartner], territory: Territory) -> QuerySet[Receipt]:
    """Receipts of these partners for an older state than they would get now, or for what was withdrawn since.

    An article that has left a partner's reach without being withdrawn is none: nothing would ever clear it.
    """
    holds: Any = Q(pk__in=[])
    for partner in partners:
        of_site = default_viewer(territory, Reach(site=partner.site_id))
        shown = visible(ArticlePage.objects.order_by(), of_site).filter(uid=OuterRef("article_uid"))
        withdrawn = Q(withdrawal_told_at=None) & ~Exists(shown)
        for locale in partner.locales:
            viewer = default_viewer(territory, reach_of(partner, locale))
            newer = in_reach(partner, viewer).annotate(changed=changed_at())
            changed = Exists(newer.filter(uid=OuterRef("article_uid"), changed__gt=OuterRef("modified_at")))
            holds |= Q(partner=partner, locale=locale) & (Q(changed) | withdrawn)
    return Receipt.objects.filter(holds)


def _of_partners() -> Iterator[Outdated]:
    fetching = SyndicationPartner.objects.exclude(status=PartnerStatus.DRAFT)
    partners = list(fetching.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now())))
    if not partners:
        return
    of_article = ContentChange.objects.filter(
        object_id=OuterRef("article_key"), object_type=ArticlePage._meta.model_name
    )
    later = of_article.filter(created_at__gt=OuterRef("last_fetched_at"))
    rows = outdated_receipts(partners, read_territory()).annotate(
        is_corrected=Exists(later.filter(is_correction=True)),
        is_withdrawn=Exists(of_article.filter(is_newest=True, is_visible=False)),
    )
    for row in rows.select_related("partner").order_by("partner__name", "title", "pk"):
        yield Outdated(
            holder=row.partner.name,
            holder_url=reverse("partners:inspect", args=[row.partner_id]),
            title=row.title,
            article_key=row.article_key,
            since=row.modified_at,
            reason=WITHDRAWN if row.is_withdrawn else CORRECTED if row.is_corrected else CHANGED,
        )


def _of_issues() -> Iterator[Outdated]:
    carried = CarriedPage.objects.outdated().filter(carried_at__gt=timezone.now() - ISSUES_OF)
    later = ContentChange.objects.filter(
        object_id=OuterRef("page_id"), is_correction=True, created_at__gt=OuterRef("carried_at")
    )
    rows = carried.annotate(is_corrected=Exists(later))
    for row in rows.select_related("issue", "page").order_by("-carried_at", "pk"):
        is_withdrawn = row.page is None or not row.page.live
        yield Outdated(
            holder=row.issue.title,
            holder_url=reverse("wagtailadmin_pages:edit", args=[row.issue_id]),
            title=row.title,
            article_key=row.page_id,
            since=row.modified_at,
            reason=WITHDRAWN if is_withdrawn else CORRECTED if row.is_corrected else CHANGED,
            is_issue=True,
        )
