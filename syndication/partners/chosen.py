"""Which articles a partner gets now, and until when that holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from articles import subjects
from articles.filters import articles_by, articles_under, tagged
from articles.models import ArticlePage, Author, Framework, Topic
from content_api.viewer import Reach, Viewer
from content_api.visibility import visible

from ..models import Receipt, SyndicationPartner

RECENT = 50  # articles in a feed
MOST_AGAIN = 50  # older ones that the partner holds in a former state
MOST_ENTRIES = RECENT + MOST_AGAIN
NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())
PUBLISHED = Coalesce("first_published_at", NEVER)

Way = Callable[[QuerySet[Any], Viewer], QuerySet[Any]]


@dataclass(frozen=True)
class Chosen:
    """An article that is released to the partner, and the state that it is in."""

    key: int
    uid: UUID
    revision: int | None
    changed_at: datetime


def reach_of(partner: SyndicationPartner, locale: str) -> Reach:
    return Reach(site=partner.site_id, locales=(locale,))


def changed_at() -> Coalesce:
    """When what readers read of an article was changed last, as a column that is never empty."""
    return Coalesce("modified_at", "last_published_at", "first_published_at", NEVER)


def in_reach(partner: SyndicationPartner, viewer: Viewer) -> QuerySet[ArticlePage]:
    """The visible articles that fit the partner's filters, released or not. Aliases stand in no feed."""
    articles = visible(ArticlePage.objects.filter(alias_of=None), viewer)
    return articles.filter(matching(partner, viewer))


def matching(partner: SyndicationPartner, viewer: Viewer) -> Q:
    """What an article has to fit. Each filter that is set must hold; a filter holds if any of its values does."""
    return Q(*(condition for _, condition in conditions(partner, viewer)))


def conditions(partner: SyndicationPartner, viewer: Viewer) -> list[tuple[str, Q]]:
    """The filters that are set, by name."""
    found = []
    if partner.topics:
        found.append(("topics", _linked(Topic, partner.topics, viewer, articles_under)))
    if partner.kinds:
        found.append(("kinds", Q(kind__in=partner.kinds)))
    if partner.authors:
        found.append(("authors", _linked(Author, partner.authors, viewer, articles_by)))
    if partner.frameworks:
        ways = (subjects.pages_with_claims_about_frameworks, subjects.pages_with_comparisons_of)
        found.append(("frameworks", _linked(Framework, partner.frameworks, viewer, *ways)))
    if partner.tags:
        found.append(("tags", tagged(partner.tags, viewer)))
    return found


def released(articles: QuerySet[ArticlePage], partner: SyndicationPartner, now: datetime) -> QuerySet[ArticlePage]:
    """Those of ``articles`` whose delay is over. Where nobody knows when one was published, no delay ends."""
    if not partner.delay_hours:
        return articles
    return articles.filter(first_published_at__lte=now - _delay(partner))


def chosen(partner: SyndicationPartner, viewer: Viewer, now: datetime) -> tuple[list[Chosen], datetime | None]:
    """What the feed holds, in no order, and when the next article is released, if one waits; one statement.

    It holds the most recent ones, and older ones that the partner has in a former state, so that corrections reach it.
    """
    articles = in_reach(partner, viewer)
    ready = released(articles, partner, now)
    recent = ready.order_by(PUBLISHED.desc(), "-pk").values("pk")[:RECENT]
    held = Receipt.objects.filter(partner=partner, article_uid=OuterRef("uid"), modified_at__lt=OuterRef("changed"))
    dated = ready.annotate(changed=changed_at())
    again = dated.filter(Exists(held)).order_by("-changed", "-pk").values("pk")[:MOST_AGAIN]
    first = waiting(articles, partner, now).order_by("first_published_at").values("pk")[:1]
    rows = ArticlePage.objects.filter(Q(pk__in=recent) | Q(pk__in=again) | Q(pk__in=first)).order_by()
    columns = ("pk", "uid", "live_revision_id", "changed", "published")
    found = [
        (Chosen(key, uid, revision, changed), released_at(partner, published))
        for key, uid, revision, changed, published in rows.annotate(
            changed=changed_at(), published=PUBLISHED
        ).values_list(*columns)
    ]
    if not partner.delay_hours:
        return [row for row, _ in found], None
    later = min((moment for _, moment in found if moment > now), default=None)
    return [row for row, moment in found if moment <= now], later


def waiting(articles: QuerySet[ArticlePage], partner: SyndicationPartner, now: datetime) -> QuerySet[ArticlePage]:
    """Those of ``articles`` that are released later."""
    if not partner.delay_hours:
        return articles.none()
    return articles.filter(first_published_at__gt=now - _delay(partner))


def released_at(partner: SyndicationPartner, published: datetime) -> datetime:
    """When an article that was first published at ``published`` is released."""
    return published + _delay(partner)


def _delay(partner: SyndicationPartner) -> timedelta:
    return timedelta(hours=partner.delay_hours)


def _linked(model: Any, uids: list[str], viewer: Viewer, *ways: Way) -> Q:
    """Has to do with a visible object with one of the identities. One that is gone matches nothing."""
    targets = visible(model.objects.filter(uid__in=uids).order_by(), viewer)
    first, *others = (way(targets, viewer) for way in ways)
    return Q(pk__in=first.union(*others) if others else first)
