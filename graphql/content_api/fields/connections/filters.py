"""Filters: typed inputs, declared by the apps, that narrow a list.

A filter is a class of conditions; its docstring describes the input type, which has the class's name::

    class ClaimFilter(Filter):
        \"\"\"Which claims a list holds.\"\"\"

        status = among("status", enum_of(ClaimStatus), "With any of these statuses.")
        review_by = between("review_by", DateRange, "To be checked again in this time.")

Conditions side by side must all hold; every filter has ``and``, ``or`` and ``not`` besides. A condition that is null
is as good as left out. What a filter narrows has passed ``visible()``; a condition that looks at other rows does so
through ``visible()`` too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import graphene
from django.db.models import Q

from ...viewer import Viewer

EVERYTHING = Q()
NOTHING = Q(pk__in=[])

_input_types: dict[type[Filter], type[graphene.InputObjectType]] = {}


@dataclass(frozen=True)
class Condition:
    """One field of a filter: the GraphQL type of its value, and what the value demands of a row."""

    input: Any
    description: str
    matching: Callable[[Any, Viewer], Q]


class Filter:
    """Base class of all filters."""

    conditions: ClassVar[dict[str, Condition]] = {}

    def __init_subclass__(cls) -> None:
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Condition)}
        cls.conditions = {**cls.conditions, **own}

    @classmethod
    def matching(cls, given: dict[str, Any], viewer: Viewer) -> Q:
        """What a row must fulfil. ``given`` is a plain value of the input type (see ``values.plain``)."""
        found = EVERYTHING
        for name, value in given.items():
            if value is not None:
                found &= cls._part(name, value, viewer)
        return found

    @classmethod
    def _part(cls, name: str, value: Any, viewer: Viewer) -> Q:
        match name:
            case "and":
                return all_of([cls.matching(one, viewer) for one in value])
            case "or":
                return any_of([cls.matching(one, viewer) for one in value])
            case "not":
                excluded = cls.matching(value, viewer)
                return ~excluded if excluded else NOTHING
        return cls.conditions[name].matching(value, viewer)


def all_of(parts: list[Q]) -> Q:
    found = EVERYTHING
    for part in parts:
        found &= part
    return found


def any_of(parts: list[Q]) -> Q:
    """Nothing where there are no parts. Django drops an empty ``Q`` from an OR, where it means everything."""
    if not all(parts):
        return EVERYTHING
    found = NOTHING
    for part in parts:
        found |= part
    return found


def input_type(filter_class: type[Filter]) -> type[graphene.InputObjectType]:
    """The GraphQL input type of a filter, made once."""
    if filter_class not in _input_types:
        _input_types[filter_class] = _made(filter_class)
    return _input_types[filter_class]


def _made(filter_class: type[Filter]) -> type[graphene.InputObjectType]:
    def this() -> Any:
        return graphene.NonNull(input_type(filter_class))

    fields: dict[str, Any] = {
        name: graphene.InputField(condition.input, description=condition.description)
        for name, condition in filter_class.conditions.items()
    }
    fields["and"] = graphene.InputField(graphene.List(this), description="All of these hold.")
    fields["or"] = graphene.InputField(graphene.List(this), description="At least one of these holds.")
    fields["not"] = graphene.InputField(lambda: input_type(filter_class), description="This does not hold.")
    return type(filter_class.__name__, (graphene.InputObjectType,), {"__doc__": filter_class.__doc__, **fields})
