"""Conditions on documents, written in SQL around querysets of Django: what is asked for, and what may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from ..viewer import Viewer
from ..visibility import rule_for, visible
from .engines import engine
from .searchable import Searchable, of_models


@dataclass(frozen=True)
class Condition:
    """A condition over a document ``d``."""

    sql: str
    parameters: tuple[Any, ...] = ()


NEVER = Condition("1 = 0")


def all_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(" AND ", conditions) if conditions else Condition("1 = 1")


def any_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(" OR ", conditions) if conditions else NEVER


def of_types(wanted: Sequence[Searchable]) -> Condition:
    """Documents of these models."""
    if not wanted:
        return NEVER
    marks = ", ".join(["%s"] * len(wanted))
    return Condition(f"d.model IN ({marks})", tuple(one.label for one in wanted))


def in_language(wanted: Sequence[Searchable], viewer: Viewer) -> Condition:
    """Pages of the viewer's locale, all pages where none is set; other objects by the texts that the viewer is shown.

    They are shown in the viewer's locale, else in the default locale, as ``TranslatedTexts`` does it. A document in a
    language beyond the client's reach is none of these: it may hold words that the client is never shown.
    """
    pages = [of_types([one for one in wanted if one.is_page])]
    if viewer.locale:
        pages.append(Condition("d.language = %s", (viewer.locale,)))
    first, *further = viewer.languages or ("",)
    shown = Condition("d.language = %s", (first,))
    for default in further:
        fallback = Condition(
            "d.language = %s AND NOT EXISTS (SELECT 1 FROM content_api_searchdocument AS better"
            " WHERE better.object_id = d.object_id AND better.model = d.model AND better.language = %s)",
            (default, first),
        )
        shown = any_of([shown, fallback])
    others = of_types([one for one in wanted if not one.is_page])
    found = any_of([all_of(pages), all_of([others, shown])])
    return found if viewer.reach.locales is None else all_of([_in_any(viewer.reach.locales), found])


def _in_any(languages: Sequence[str]) -> Condition:
    """Documents in one of these languages."""
    if not languages:
        return NEVER
    marks = ", ".join(["%s"] * len(languages))
    return Condition(f"d.language IN ({marks})", tuple(languages))


def within(rows: Iterable[QuerySet[Any]]) -> Condition:
    """Documents of the objects in any of the querysets."""
    return any_of([_among(queryset) for queryset in rows])


def seen_by(viewer: Viewer, wanted: Sequence[Searchable]) -> Condition:
    """Documents of objects that ``viewer`` may see, asked of each document apart.

    It is one question for all pages whose model has no rule of its own, and one for each other model.
    """
    by_model: dict[type[Model], list[Searchable]] = {}
    for one in wanted:
        root = Page if one.is_page and rule_for(one.model) is rule_for(Page) else one.model
        by_model.setdefault(root, []).append(one)
    return any_of([all_of([of_types(group), _is_seen(model, viewer)]) for model, group in by_model.items()])


def _is_seen(model: type[Model], viewer: Viewer) -> Condition:
    rows: Any = model._default_manager.order_by().filter(pk=RawSQL("d.object_id", ()))
    condition = _compiled(visible(rows, viewer).values("pk"))
    return Condition(f"EXISTS ({condition.sql})", condition.parameters) if condition else NEVER


def _among(rows: QuerySet[Any]) -> Condition:
    keys = _compiled(rows.order_by().values("pk"))
    if keys is None:
        return NEVER
    # Answered once, then looked up: the planner, which cannot know how many match, would ask for each of them.
    among = Condition(f"d.object_id IN ({keys.sql} {engine().APART})", keys.parameters)
    return all_of([of_types(of_models([rows.model])), among])


def _compiled(rows: QuerySet[Any]) -> Condition | None:
    """``None`` where Django knows without asking that there are no rows."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return Condition(sql, tuple(parameters))


def _joined(word: str, conditions: Sequence[Condition]) -> Condition:
    if NEVER in conditions:
        conditions = [NEVER] if word == " AND " else [one for one in conditions if one != NEVER] or [NEVER]
    return Condition(
        word.join(f"({condition.sql})" for condition in conditions),
        tuple(parameter for condition in conditions for parameter in condition.parameters),
    )
