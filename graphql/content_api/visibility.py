"""``visible()``: the one function that decides what a viewer may see.

Every path of the API goes through it: root fields, relations, choosers in blocks, links in rich text, search hits,
redirect targets. It fails closed: a model without a rule answers nothing. A rule narrows a queryset by stored
state only, never by the clock, so that an answer stays right until something is written.

Rules are registered by the app that owns the model::

    @register(Claim)
    def live_claims(claims, viewer):
        return claims.filter(live=True)

    everybody_sees(Author, Topic)
    follows(ClaimSource, "claim")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from django.db.models import Model, QuerySet
from wagtail.models import Locale

from .viewer import Viewer

Narrow = Callable[[QuerySet[Any], Viewer], QuerySet[Any]]


class Rule(Protocol):
    """What makes rows of a model visible."""

    @property
    def is_open(self) -> bool:
        """Whether everybody sees every row."""

    def narrow(self, rows: QuerySet[Any], viewer: Viewer, known: str) -> QuerySet[Any]:
        """The visible part of ``rows``, whose objects at the foreign key ``known`` are known to be visible."""

    def implies(self, relation: str) -> bool:
        """Whether the object at a foreign key of a visible row is visible for certain."""


@dataclass(frozen=True)
class OwnRule:
    """A rule written as a function."""

    function: Narrow
    is_open: bool = False

    def narrow(self, rows: QuerySet[Any], viewer: Viewer, known: str) -> QuerySet[Any]:
        return self.function(rows, viewer)

    def implies(self, relation: str) -> bool:
        return False


@dataclass(frozen=True)
class FollowingRule:
    """Rows are visible exactly when the objects at all these foreign keys are."""

    relations: tuple[str, ...]
    is_open: bool = False

    def narrow(self, rows: QuerySet[Any], viewer: Viewer, known: str) -> QuerySet[Any]:
        for relation in self.relations:
            if relation != known:
                parent: Any = rows.model._meta.get_field(relation).related_model
                if not is_open_to_everybody(parent):
                    rows = rows.filter(**{f"{relation}__in": visible_rows(parent, viewer)})
        return rows

    def implies(self, relation: str) -> bool:
        return relation in self.relations


_rules: dict[type[Model], Rule] = {}


def register(*models: type[Model]) -> Callable[[Narrow], Narrow]:
    """Make the decorated function the rule of ``models`` and of their subclasses without a rule of their own."""

    def decorate(function: Narrow) -> Narrow:
        for model in models:
            _rules[model] = OwnRule(function)
        return function

    return decorate


def everybody_sees(*models: type[Model]) -> None:
    """All rows of ``models`` are meant for readers: they have no drafts and cannot be restricted."""
    for model in models:
        _rules[model] = OwnRule(lambda rows, viewer: rows, is_open=True)


def follows(model: type[Model], *relations: str) -> None:
    """Rows of ``model`` are visible exactly when the objects at the foreign keys ``relations`` are."""
    _rules[model] = FollowingRule(relations)


def visible(queryset: QuerySet[Any], viewer: Viewer, *, known: str = "") -> QuerySet[Any]:
    """The part of ``queryset`` that ``viewer`` may see; nothing where the model has no rule.

    ``known`` names a foreign key whose objects have been found visible, which saves asking for them again.
    """
    rule = rule_for(queryset.model)
    return rule.narrow(_in_allowed_locales(queryset, viewer), viewer, known) if rule else queryset.none()


def visible_rows(model: type[Model], viewer: Viewer) -> QuerySet[Any]:
    """Primary keys of all rows of ``model`` that ``viewer`` may see, for use as a subquery."""
    return visible(model._default_manager.order_by(), viewer).values("pk")


def rule_for(model: type[Model]) -> Rule | None:
    """The rule of ``model``, else that of its nearest ancestor that has one."""
    ancestors: Sequence[Any] = model.__mro__
    return next((_rules[ancestor] for ancestor in ancestors if ancestor in _rules), None)


def is_open_to_everybody(model: type[Model]) -> bool:
    """Whether every row of ``model`` is visible to every viewer. What has a language may be beyond a client's reach."""
    rule = rule_for(model)
    return bool(rule and rule.is_open) and not has_language(model)


@cache
def has_language(model: Any) -> bool:
    """Whether each row of ``model`` is of one locale: pages, menus, texts."""
    return any(field.name == "locale" and field.related_model is Locale for field in model._meta.get_fields())


def _in_allowed_locales(rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Those of ``rows`` in a language that the client is shown. Rows without a language are in all of them."""
    allowed, model = viewer.allowed_locales, cast("Any", rows.model)
    return rows if allowed is None or not has_language(model) else rows.filter(locale__in=allowed)
