"""The two statements behind related pages.

Candidates are bounded: of each topic or framework only the newest ``CANDIDATES`` pages in a language are looked at,
whether it has ten or ten thousand. The database finds them by the index on ``first_published_at``, so that the cost
does not grow with the content. A page that was never published by the CMS has no such date and is no candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from content_api.lookahead.drafted import drafted, drafted_keys
from content_api.viewer import Viewer
from content_api.visibility import visible

CANDIDATES = 100
MOST_BRANCHES = 200  # SQLite takes 500 queries in a union

CHOSEN, SHARED = 0, 1

Group = tuple[int, int]  # a topic or framework, and a locale


@dataclass
class Candidate:
    """A page that shares something with others."""

    key: int
    published: datetime
    shared: set[int] = field(default_factory=set)


@dataclass
class Links:
    """What leads on from one page: pages that editors chose, in order, and topics or frameworks."""

    chosen: list[int] = field(default_factory=list)
    shared: set[int] = field(default_factory=set)


def links_of(model: Any, pages: Iterable[Any], viewer: Viewer) -> dict[int, Links]:
    """The links of each page by primary key, as far as the viewer may see where they lead: one statement.

    Two more for each draft, whose links are in no table.
    """
    drafts = [page for page in pages if drafted(page, model.shares.partition("__")[0]) is not None]
    stored = [page.pk for page in pages if page not in drafts]
    rows = _shared(model, stored, viewer)
    if model.chosen_pages:
        rows = rows.union(_chosen(model, stored, viewer), all=True)
    links: dict[int, Links] = defaultdict(Links, {page.pk: _links_of_draft(page, viewer) for page in drafts})
    for page, target, kind, _ in sorted(rows, key=lambda row: row[3]):
        if kind == CHOSEN:
            links[page].chosen.append(target)
        else:
            links[page].shared.add(target)
    return links


def _links_of_draft(page: Any, viewer: Viewer) -> Links:
    relation, _, target = page.shares.partition("__")
    shared = drafted_keys(page, relation, f"{target}_id" if target else "pk") or []
    shown = visible(_shared_model(type(page))._default_manager.filter(pk__in=shared), viewer)
    links = Links(shared=set(shown.values_list("pk", flat=True)))
    if chosen := drafted_keys(page, page.chosen_pages, "related_page_id"):
        target = _in_its_language(OuterRef("translation_key"), page.locale_id, viewer)
        found = Page.objects.filter(pk__in=chosen).order_by().annotate(target=target)
        targets = dict(found.filter(target__isnull=False).values_list("pk", "target"))
        links.chosen = [targets[key] for key in chosen if key in targets]
    return links


def candidates_in(model: Any, groups: Iterable[Group], viewer: Viewer) -> dict[Group, list[Candidate]]:
    """The newest pages of each group, newest first, each with all the topics or frameworks of ``groups`` it has.

    One statement for every 200 groups. An answer depends on the group alone: a page that is found by way of another
    group, and is too old for this one, is cut off again.
    """
    groups = sorted(groups)
    by_group: dict[Group, dict[int, Candidate]] = defaultdict(dict)
    for start in range(0, len(groups), MOST_BRANCHES):
        branches = [_newest(model, group, viewer) for group in groups[start : start + MOST_BRANCHES]]
        keys = branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]
        rows = model.objects.order_by().filter(pk__in=keys, **{f"{model.shares}__in": {shared for shared, _ in groups}})
        candidates: dict[int, Candidate] = {}
        for key, locale, published, shared in rows.values_list("pk", "locale", "first_published_at", model.shares):
            candidate = candidates.setdefault(key, Candidate(key, published))
            candidate.shared.add(shared)
            by_group[shared, locale][key] = candidate
    return {group: _newest_first(found.values())[:CANDIDATES] for group, found in by_group.items()}


def _shared(model: Any, pages: Collection[int], viewer: Viewer) -> QuerySet[Any, Any]:
    """Rows of page, topic or framework, ``SHARED`` and no position."""
    shown = visible(_shared_model(model)._default_manager.all(), viewer)
    rows = model.objects.filter(pk__in=pages, **{f"{model.shares}__in": shown.values("pk")})
    return _rows(rows, "pk", model.shares, SHARED, Value(0, output_field=IntegerField()))


def _chosen(model: Any, pages: Collection[int], viewer: Viewer) -> QuerySet[Any, Any]:
    """Rows of page, chosen page, ``CHOSEN`` and position. In place of a page in another language its translation."""
    entries = model._meta.get_field(model.chosen_pages).related_model
    target = _in_its_language(OuterRef("related_page__translation_key"), OuterRef("page__locale"), viewer)
    rows = visible(entries.objects.filter(page__in=pages), viewer).annotate(target=target)
    return _rows(rows.filter(target__isnull=False), "page_id", "target", CHOSEN, F("sort_order"))


def _in_its_language(translation_key: Any, locale: Any, viewer: Viewer) -> Subquery:
    """The key of the visible page with this translation key in this locale."""
    pages = Page.objects.filter(translation_key=translation_key, locale=locale, alias_of__isnull=True)
    return Subquery(visible(pages, viewer).values("pk")[:1])


def _rows(queryset: QuerySet[Any], page: str, target: str, kind: int, position: Any) -> QuerySet[Any, Any]:
    """Four columns, the same for both parts of the union."""
    return queryset.order_by().values_list(
        page, target, Value(kind, output_field=IntegerField()), Coalesce(position, Value(0))
    )


def _newest(model: Any, group: Group, viewer: Viewer) -> QuerySet[Any, Any]:
    """Primary keys of the newest visible pages of a group."""
    shared, locale = group
    # The relation goes first: PostgreSQL keeps the order of so many joins, and has to begin with a rare topic's.
    pages = model.objects.filter(**{model.shares: shared}).filter(
        locale=locale, alias_of__isnull=True, first_published_at__isnull=False
    )
    newest = visible(pages, viewer).order_by("-first_published_at", "-pk").values("pk")[:CANDIDATES]
    if connection.features.supports_slicing_ordering_in_compound:
        return newest
    # SQLite sorts and cuts no part of a union, only a query within one.
    return model.objects.order_by().filter(pk__in=newest).values("pk")


def _shared_model(model: Any) -> Any:
    """The model at the end of the path ``model.shares``."""
    for name in model.shares.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _newest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: (candidate.published, candidate.key), reverse=True)
