"""`make schema-check`: breaking changes fail and are listed, dangerous ones are listed only."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from graphql import build_schema

from content_api.management.commands.compare_schema import RELEASED_PATH
from content_api.management.commands.write_schema import sdl

Compare = Callable[[str], str]

pytestmark = pytest.mark.django_db


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Compare the schema with a released one; what the command says."""

    def run(released: str) -> str:
        path = tmp_path / "released.graphql"
        path.write_text(released)
        out = StringIO()
        try:
            call_command("compare_schema", released=path, stdout=out)
        except CommandError as error:
            out.write(f"failed: {error}")
        return out.getvalue()

    return run


def test_same_schema_has_no_changes(compare: Compare) -> None:
    assert compare(sdl()) == "No breaking changes since the released schema.\n"


def test_breaking_changes_are_listed_and_fail(compare: Compare) -> None:
    released = sdl().replace("  status: RouteStatus!", "  formerly: String\n  status: Int")

    assert compare(released) == (
        "Breaking:\n"
        "  FIELD_CHANGED_KIND: Route.status changed type from Int to RouteStatus!.\n"
        "  FIELD_REMOVED: Route.formerly was removed.\n"
        "failed: 2 breaking changes since the released schema."
    )


def test_dangerous_changes_are_listed_and_pass(compare: Compare) -> None:
    released = re.sub(r'  """[^"]*"""\n  NOT_FOUND\n', "", sdl())

    assert compare(released) == (
        "Dangerous, since clients may not expect it:\n"
        "  VALUE_ADDED_TO_ENUM: NOT_FOUND was added to enum type RouteStatus.\n"
        "No breaking changes since the released schema.\n"
    )


def test_released_schema_can_be_read() -> None:
    assert build_schema(RELEASED_PATH.read_text()).query_type is not None
