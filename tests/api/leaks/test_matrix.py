"""The leak matrix: every edge of the schema times every state in which its target is hidden."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from graphql import get_named_type

from .conditions import KNOWN_CONDITIONS, all_conditions
from .edges import Kind, edges
from .matrix import Matrix
from .paths import KNOWN_ARGUMENTS
from .showcase import Showcase
from .types_of_schema import enum_value, object_type, object_types

# The rules are the same on both databases; on PostgreSQL all states take minutes, which `make proof` has.
EVERY_STATE = connection.vendor == "sqlite" or os.environ.get("LEAKS") == "all"


def test_nothing_hidden_is_reached(showcase: Showcase, subtests: pytest.Subtests) -> None:
    """One test, so that parallel workers do not enter the same states twice; each edge reports for itself."""
    matrix = Matrix(edges(), showcase, select=lambda state: EVERY_STATE or state.stands_for_its_sort)
    for edge in edges():
        with subtests.test(str(edge)):
            variants = matrix.variants(edge)
            assert variants, "Nothing in the showcase is reached by this field: extend the showcase."
            for one in variants:
                assert (str(one), matrix.idle_channels(one)) == (str(one), []), (
                    "By these arguments not even what is visible is shown."
                )
                told = [cell for cell in matrix.cells(one) if cell.leaks or cell.faults]
                assert (str(one), told) == (str(one), [])


def test_every_condition_is_asked_by(showcase: Showcase) -> None:
    matrix = Matrix([edge for edge in edges() if edge.kind in (Kind.LIST, Kind.FILTER)], showcase)
    asked = {
        (edge.field_name, name)
        for edge, channels in matrix.channels.items()
        for arguments in channels.values()
        for name in arguments.get("filter", ())
    }
    there = {
        (name, condition)
        for name, field in object_type("Query").fields.items()
        if "filter" in field.args
        for condition in get_named_type(field.args["filter"].type).fields
    }
    assert there - asked == set()


def test_the_generator_knows_every_argument() -> None:
    unknown = {
        f"{graphql_type.name}.{name}({argument}:)"
        for graphql_type in object_types()
        for name, field in graphql_type.fields.items()
        for argument in field.args
        if argument not in KNOWN_ARGUMENTS and enum_value(field, argument) is None
    }
    assert unknown == set(), "Each argument is a way to ask about what is hidden: teach it to paths.py or channels.py."


def test_the_generator_knows_every_condition() -> None:
    filters = [field.args["filter"].type for field in object_type("Query").fields.values() if "filter" in field.args]
    found = {name for one in filters for name in all_conditions(one)}
    unknown = {name for name in found if name.partition(".")[2] not in KNOWN_CONDITIONS}
    assert unknown == set(), "Each condition is a way to ask about what is hidden: teach it to conditions.py."
    assert {name.partition(".")[2] for name in found} == KNOWN_CONDITIONS
