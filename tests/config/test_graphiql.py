"""GraphiQL comes from us alone, with its examples; and not at all where it is switched off."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from graphql import parse, validate
from pytest_django import Settings

from config.graphiql import EXAMPLES, EXAMPLES_DIR, example
from content_api.schema import schema


def test_page_loads_files_of_ours_only(client: Client) -> None:
    page = client.get("/graphiql/").content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert len(addresses) == 7
    assert [address for address in addresses if not finders.find(address.removeprefix("/static/"))] == []


def test_page_has_no_inline_script(client: Client) -> None:
    page = client.get("/graphiql/").content.decode()

    inline = [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag]

    assert inline == ['<script id="tabs" type="application/json">']


def test_examples_are_the_tabs(client: Client) -> None:
    page = client.get("/graphiql/").content.decode()

    tabs = re.search(r'<script id="tabs" type="application/json">(.*?)</script>', page)

    assert tabs is not None
    assert json.loads(tabs[1]) == [{"query": example(name)} for name in EXAMPLES]


def test_every_example_file_is_shown() -> None:
    assert sorted(path.stem for path in EXAMPLES_DIR.iterdir()) == sorted(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_valid(name: str) -> None:
    assert validate(schema.graphql_schema, parse(example(name))) == []


def test_page_is_not_found_when_switched_off(client: Client, settings: Settings) -> None:
    settings.GRAPHIQL_ENABLED = False

    assert client.get("/graphiql/").status_code == 404
