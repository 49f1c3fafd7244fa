"""Conditions that filters are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import graphene
from django.db.models import Model, Q, QuerySet

from ...search.keys import keys_with_words
from ...viewer import Viewer
from ...visibility import visible
from .filters import EVERYTHING, Condition, Filter, all_of, input_type

OPERATORS = {
    "gte": "At this value or above.",
    "gt": "Above this value.",
    "lte": "At this value or below.",
    "lt": "Below this value.",
}


class IntRange(graphene.InputObjectType):
    """Whole numbers between bounds. What is not known lies in no range."""

    gte = graphene.Int(description=OPERATORS["gte"])
    gt = graphene.Int(description=OPERATORS["gt"])
    lte = graphene.Int(description=OPERATORS["lte"])
    lt = graphene.Int(description=OPERATORS["lt"])


class DateRange(graphene.InputObjectType):
    """Days between bounds, ISO 8601. What is not known lies in no range."""

    gte = graphene.Date(description="On this day or later.")
    gt = graphene.Date(description="After this day.")
    lte = graphene.Date(description="On this day or earlier.")
    lt = graphene.Date(description="Before this day.")


class DateTimeRange(graphene.InputObjectType):
    """Moments between bounds, ISO 8601; UTC where no offset is given. What is not known lies in no range."""

    gte = graphene.DateTime(description="At this moment or later.")
    gt = graphene.DateTime(description="After this moment.")
    lte = graphene.DateTime(description="At this moment or earlier.")
    lt = graphene.DateTime(description="Before this moment.")


class SetOfSlugs(graphene.InputObjectType):
    """Slugs of which any or all must be there."""

    any_of = graphene.List(graphene.NonNull(graphene.String), description="At least one of these.")
    all_of = graphene.List(graphene.NonNull(graphene.String), description="Each of these.")


def several(graphql_type: Any) -> Any:
    """A list as an input; a single value may be written without brackets."""
    return graphene.List(graphene.NonNull(graphql_type))


def among(field: str, graphql_type: Any, description: str) -> Condition:
    """The field has one of the values."""
    return Condition(several(graphql_type), description, lambda values, viewer: Q(**{f"{field}__in": values}))


def between(field: str, range_type: type[graphene.InputObjectType], description: str) -> Condition:
    """The field lies between bounds."""

    def matching(bounds: dict[str, Any], viewer: Viewer) -> Q:
        if not bounds:
            return EVERYTHING
        # Django drops a bound that the column's type cannot reach, and would let in what is not known.
        is_known = Q(**{f"{field}__isnull": False})
        return is_known & Q(**{f"{field}__{operator}": bound for operator, bound in bounds.items()})

    return Condition(range_type, description, matching)


def by_slug(values: list[str]) -> Q:
    """Objects with one of these slugs."""
    return Q(slug__in=values)


def by_slug_or_uid(values: list[str]) -> Q:
    """Objects with one of these slugs or identities."""
    return by_slug(values) | Q(uid__in=[value for value in values if is_uid(value)])


# From visible objects to the primary keys of the rows that have to do with any of them.
Way = Callable[[QuerySet[Any], Viewer], QuerySet[Any]]


def linked(target: type[Model], *ways: Way, description: str, lookup: Callable[[list[str]], Q] = by_slug) -> Condition:
    """Has to do with a visible ``target`` that ``lookup`` finds, in any of the ``ways``."""

    def matching(values: list[str], viewer: Viewer) -> Q:
        targets = visible(target._default_manager.filter(lookup(values)).order_by(), viewer)
        # One list of keys: PostgreSQL turns that into a join, and would try an OR of several row by row.
        first, *others = (way(targets, viewer) for way in ways)
        return Q(pk__in=first.union(*others) if others else first)

    return Condition(several(graphene.String), description, matching)


def linked_to_set(target: type[Model], *ways: Way, description: str) -> Condition:
    """As ``linked``, with any or with each of several targets."""
    one = linked(target, *ways, description=description).matching

    def matching(given: dict[str, list[str]], viewer: Viewer) -> Q:
        demands = [one([slug], viewer) for slug in given.get("all_of", [])]
        if "any_of" in given:
            demands.append(one(given["any_of"], viewer))
        return all_of(demands)

    return Condition(SetOfSlugs, description, matching)


def with_child(child: type[Model], parent: str, filter_class: type[Filter], description: str) -> Condition:
    """Has at least one visible ``child`` row for which all of ``filter_class`` holds at once."""

    def matching(given: dict[str, Any], viewer: Viewer) -> Q:
        rows = child._default_manager.filter(filter_class.matching(given, viewer)).order_by()
        return Q(pk__in=visible(rows, viewer, known=parent).values(parent))

    return Condition(lambda: input_type(filter_class), description, matching)


def with_words(model: type[Model]) -> Condition:
    """Its text holds words, as the search finds them."""

    def matching(text: str, viewer: Viewer) -> Q:
        keys = keys_with_words(model, text, viewer)
        return EVERYTHING if keys is None else Q(pk__in=keys)

    return Condition(
        graphene.String,
        "With all of these words in its text, as `search` finds them. A text without a word narrows nothing.",
        matching,
    )


def is_uid(text: str) -> bool:
    """Whether ``text`` can be the identity of anything."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
