"""``visible()``: the one function that decides what a viewer may see.

Every path of the API goes through it: root fields, relations, choosers in blocks, links in rich text, search hits,
redirect targets. It fails closed: a model without a rule answers nothing. A rule narrows a queryset by stored
state only, never by the clock, so that an answer stays right until something is written.

Rules are registered by the app that owns the model::

    @register(Claim)
    def live_claims(claims, viewer):
        return claims.filter(live=True)

    follows(ClaimSource, "claim")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from .viewer import Viewer

Rule = Callable[[QuerySet[Any], Viewer], QuerySet[Any]]

_rules: dict[type[Model], Rule] = {}


def register(*models: type[Model]) -> Callable[[Rule], Rule]:
    """Make the decorated function the rule of ``models`` and of their subclasses without a rule of their own."""

    def decorate(rule: Rule) -> Rule:
        for model in models:
            _rules[model] = rule
        return rule

    return decorate


def follows(model: type[Model], relation: str) -> None:
    """Rows of ``model`` are visible exactly when the object at the foreign key ``relation`` is."""

    def same_as_parent(rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        parent: Any = model._meta.get_field(relation).related_model
        return rows.filter(**{f"{relation}__in": visible(parent._default_manager.all(), viewer)})

    register(model)(same_as_parent)


def visible(queryset: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """The part of ``queryset`` that ``viewer`` may see; nothing where the model has no rule."""
    rule = rule_for(queryset.model)
    return rule(queryset, viewer) if rule else queryset.none()


def rule_for(model: type[Model]) -> Rule | None:
    """The rule of ``model``, else that of its nearest ancestor that has one."""
    ancestors: Sequence[Any] = model.__mro__
    return next((_rules[ancestor] for ancestor in ancestors if ancestor in _rules), None)


def visible_keys(model: type[Model], keys: Iterable[Any], viewer: Viewer) -> set[Any]:
    """Those primary keys out of ``keys`` whose objects ``viewer`` may see."""
    candidates = model._default_manager.filter(pk__in=set(keys))
    return set(visible(candidates, viewer).values_list("pk", flat=True))
