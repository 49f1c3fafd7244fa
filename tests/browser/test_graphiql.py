"""GraphiQL in a browser: it starts from our files alone, and runs a query that the address names."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from config.graphiql import EXAMPLES

pytestmark = pytest.mark.browser


def test_examples_open_in_tabs_without_any_other_host(page: Page, live_server: LiveServer) -> None:
    addresses: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto("/graphiql/")

    expect(page.get_by_role("tab")).to_have_count(len(EXAMPLES))
    expect(page.get_by_role("tab").first).to_contain_text("Pages")
    assert errors == []
    assert [address for address in addresses if not address.startswith(f"{live_server.url}/")] == []


def test_query_of_the_address_is_in_the_first_tab_and_runs(page: Page) -> None:
    query = {"query": "query Kind($yes: Boolean!) { __typename @include(if: $yes) }", "variables": '{"yes": true}'}

    page.goto("/graphiql/?" + urlencode(query))
    page.get_by_role("button", name="Execute query").click()

    expect(page.get_by_role("tab").first).to_contain_text("Kind")
    expect(page.get_by_label("Result Window")).to_contain_text('"__typename": "Query"')
