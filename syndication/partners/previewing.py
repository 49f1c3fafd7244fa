"""What a partner would receive now, and which articles it does not get, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from articles.models import ArticlePage
from content_api.http.inside import Reader
from content_api.viewer import Reach, Viewer, default_viewer
from content_api.visibility import visible, visible_rows

from ..feeds.entries import Entry, Feed
from ..feeds.formats import FORMATS
from ..models import SyndicationPartner
from .chosen import RECENT, conditions, reach_of, released_at
from .making import feed_of, images_left_out

MOST_LISTED = 100
REASONS = {
    "topics": "Under none of the topics",
    "kinds": "Of another kind",
    "authors": "By none of the authors",
    "frameworks": "About none of the frameworks",
    "tags": "With none of the tags",
}


@dataclass(frozen=True)
class HeldBack:
    """An article that the partner does not get now. ``until`` is told where time alone decides."""

    key: int
    title: str
    reasons: list[str]
    until: datetime | None = None


@dataclass(frozen=True)
class Preview:
    """``source`` is the feed as it would be sent; ``left_out`` the images that it lacks, by identity of the article."""

    feed: Feed
    source: str
    left_out: dict[str, int]
    held_back: list[HeldBack]

    @property
    def entries(self) -> list[tuple[Entry, int]]:
        """Each entry with the number of images that it lacks."""
        return [(entry, self.left_out.get(entry.uid, 0)) for entry in self.feed.entries]


def preview_of(partner: SyndicationPartner, locale: str, user: Any) -> Preview:
    """The preview in one language, for ``user``: of hidden articles those are named that the user may edit."""
    reader = Reader(reach_of(partner, locale))
    made = feed_of(partner, locale, reader)
    source = FORMATS[partner.feed_format].write(made.feed).decode()
    of_site = default_viewer(reader.viewer.territory, Reach(site=partner.site_id))
    given = {entry.uid for entry in made.feed.entries}
    held_back = [*_visible(partner, locale, of_site, given), *_hidden(of_site, user)]
    reader.context.release()
    left_out = {node["uid"]: images_left_out(partner, node) for node in made.nodes}
    return Preview(made.feed, source, left_out, held_back)


def _visible(partner: SyndicationPartner, locale: str, viewer: Viewer, given: set[str]) -> list[HeldBack]:
    """Of the newest articles that readers see, those that the feed lacks; one statement."""
    articles = visible(ArticlePage.objects.filter(alias_of=None), viewer)
    named = conditions(partner, viewer)
    flags = {f"fits_{name}": _flag(condition) for name, condition in named}
    rows: QuerySet[Any] = articles.select_related("locale").annotate(**flags)
    newest = rows.order_by("-first_published_at", "-pk")[: MOST_LISTED + len(given)]
    found = []
    for article in newest:
        if str(article.uid) in given:
            continue
        reasons = [REASONS[name] for name, _ in named if not getattr(article, f"fits_{name}")]
        if article.locale.language_code != locale:
            reasons.insert(0, f"In another language: {article.locale.get_display_name()}")
        until = _until(partner, article) if not reasons else None
        if until is not None:
            reasons.append("The delay has not ended")
        elif not reasons:
            reasons.append(_why_still_missing(partner, article))
        found.append(HeldBack(article.pk, article.title, reasons, until))
    return found


def _until(partner: SyndicationPartner, article: ArticlePage) -> datetime | None:
    published = article.first_published_at
    if not partner.delay_hours or published is None:
        return None
    end = released_at(partner, published)
    return end if end > timezone.now() else None


def _why_still_missing(partner: SyndicationPartner, article: ArticlePage) -> str:
    if partner.delay_hours and article.first_published_at is None:
        return "Nobody knows when it was published first, so no delay ends"
    return f"Older than the newest {RECENT}"


def _hidden(viewer: Viewer, user: Any) -> list[HeldBack]:
    """Of the articles that no reader sees, those that the user may edit, the last changed first."""
    mine = page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    hidden = ArticlePage.objects.filter(pk__in=mine.values("pk")).exclude(pk__in=visible_rows(Page, viewer))
    rows = hidden.order_by("-latest_revision_created_at", "-pk")[:MOST_LISTED]
    return [HeldBack(page.pk, page.get_admin_display_title(), [_why_hidden(page)], page.go_live_at) for page in rows]


def _why_hidden(page: ArticlePage) -> str:
    if page.live:
        return "Hidden: behind a log-in, or not on the partner's site"
    if page.go_live_at:
        return "Hidden: scheduled"
    return "Hidden: expired" if page.expired else "Hidden: not published"


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
