"""The pages for frontend developers say what is: each request answers as shown, each table is complete."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from content_api.errors import ErrorCode
from content_api.limits.introspection import NO_ALIAS, ONCE
from content_api.schema import schema
from media.presets import ImagePreset
from tests.demo import demo_content
from tests.markdown import MORE, Example, differences, examples, quoted, table

BASE = Path(settings.BASE_DIR)
API = BASE / "docs" / "api.md"
PAGES = (API, BASE / "docs" / "frontend-developers.md")
EXAMPLES = [example for page in PAGES for example in examples(page)]
ENVIRONMENT = (BASE / ".env.example").read_text()
VARIABLES = re.findall(r"^#? ?((?:GRAPHQL|CORS)_\w+|TRUST_REQUEST_ID)=", ENVIRONMENT, flags=re.MULTILINE)
# Limits that no setting changes.
FIXED_LIMITS = {"schema_fields": ONCE, "schema_aliases": NO_ALIAS}


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with demo_content(django_db_blocker, tmp_path_factory.mktemp("media")):
        yield


def answer_to(example: Example) -> dict[str, Any]:
    """What the endpoint answers, by the client that the example itself uses."""
    if example.language == "console":
        return called(example)
    payload = {"query": example.text, "variables": variables_of(example)} | {
        "extensions": example.parts.get("extensions", {})
    }
    answer: dict[str, Any] = Client().post("/graphql/", payload, content_type="application/json").json()
    return answer


def variables_of(example: Example) -> dict[str, Any]:
    """Its variables, with cursors from the answer before."""
    variables = dict(example.parts.get("variables", {}))
    for name, cursor in (("after", "endCursor"), ("before", "startCursor")):
        if variables.get(name) == MORE:
            assert example.previous is not None
            (connection,) = answer_to(example.previous)["data"].values()
            variables[name] = connection["pageInfo"][cursor]
    return variables


def called(example: Example) -> dict[str, Any]:
    """The answer to a call of curl."""
    options = list(example.curl)
    values = dict(options)
    assert values["address"] == "http://127.0.0.1:8000/graphql/"
    if "-d" in values:
        _, media_type = values["-H"].split(": ")
        return dict(Client().post("/graphql/", values["-d"], content_type=media_type).json())
    parameters = dict(value.split("=", 1) for name, value in options if name == "--data-urlencode")
    return dict(Client().get("/graphql/", parameters).json())


@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_request_is_answered_as_shown(demo: None, example: Example) -> None:
    answer = answer_to(example)

    if "answer" in example.parts:
        assert list(differences(example.parts["answer"], answer)) == [], json.dumps(answer, ensure_ascii=False)[:3000]
    else:
        assert "errors" not in answer
        assert all(answer["data"].values())


def test_a_wrong_answer_is_noticed() -> None:
    real = {"a": [1, 2], "b": "word and more", "c": None}

    assert list(differences({"a": [1, MORE], "b": "word …", MORE: MORE}, real)) == []
    assert list(differences({"a": [1, 2, MORE], "b": "other …", "d": 1}, real)) == [
        "answer has the keys ['a', 'b', 'c']",
        "answer.a has 2 items",
        "answer.b is 'word and more'",
    ]


def test_every_root_field_is_named() -> None:
    named = [name for fields, _ in table(API, "root field") for name in quoted(fields)]

    assert sorted(named) == sorted(schema.graphql_schema.query_type.fields)


def test_every_code_is_explained() -> None:
    explained = {quoted(code)[0]: meaning for code, _, meaning in table(API, "code")}

    assert explained == {code.value: code.description for code in ErrorCode}


def test_every_limit_is_listed() -> None:
    listed = {
        quoted(name)[0]: (int(default.replace(",", "")), *quoted(variable))
        for name, default, variable, _ in table(API, "limit")
    }

    read = (BASE / "site" / "config" / "settings" / "api.py").read_text()
    variables = dict(re.findall(r'"(\w+)": env\.int\("(GRAPHQL_LIMIT_\w+)"', read))
    limits = settings.GRAPHQL_LIMITS | FIXED_LIMITS
    assert listed == {
        name: (value, variables[name]) if name in variables else (value,) for name, value in limits.items()
    }


def test_every_preset_is_listed() -> None:
    listed = {quoted(name)[0]: size for name, size in table(API, "preset")}

    assert listed == {preset.name: preset.label for preset in ImagePreset}


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_explained(name: str) -> None:
    assert f"`{name}" in API.read_text()


def test_defaults_of_limits_are_those_of_the_example_environment() -> None:
    listed = {
        quoted(variable)[0]: default.replace(",", "")
        for _, default, variable, _ in table(API, "limit")
        if quoted(variable)
    }

    assert listed == dict(re.findall(r"^# (GRAPHQL_LIMIT_\w+)=(\d+)$", ENVIRONMENT, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if not link.startswith("https://"):
            name, _, heading = link.partition("#")
            target = page.parent / name if name else page
            assert target.exists(), link
            assert not heading or heading in anchors(target), link


def anchors(page: Path) -> list[str]:
    """The fragments by which GitHub knows the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
