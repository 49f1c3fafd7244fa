"""A page's path on the API host: to the frontend, to GraphiQL, or nowhere."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def frontend() -> str:
    Site.objects.update(hostname="frontend.example", port=443)
    Site.clear_site_root_paths_cache()
    return "https://frontend.example"


def test_visible_page_leads_to_the_frontend(client: Client, frontend: str) -> None:
    StandardPageFactory(slug="about")

    response = client.get("/about/")

    assert (response.status_code, response["Location"]) == (302, "https://frontend.example/about/")


def test_translation_leads_to_the_frontend_below_its_language(client: Client, frontend: str) -> None:
    home_page().copy_for_translation(Locale.objects.create(language_code="zh-hans")).save_revision().publish()

    response = client.get("/zh-hans/")

    assert (response.status_code, response["Location"]) == (302, "https://frontend.example/zh-hans/")


def test_host_header_does_not_choose_the_site(client: Client, frontend: str) -> None:
    other_root = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="localhost", port=80, root_page=other_root)
    StandardPageFactory(slug="about")

    response = client.get("/about/", headers={"host": "localhost"})

    assert response["Location"] == "https://frontend.example/about/"


@pytest.mark.parametrize("state", ["draft", "private", "missing"])
def test_hidden_page_is_not_found(client: Client, frontend: str, state: str) -> None:
    page = StandardPageFactory(slug="about", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = client.get("/absent/" if state == "missing" else "/about/")

    assert response.status_code == 404


def test_without_a_frontend_graphiql_opens_with_the_path(client: Client) -> None:
    StandardPageFactory(slug="about")

    response = client.get("/about/")

    target = urlsplit(response["Location"])
    parameters = parse_qs(target.query)
    assert (response.status_code, target.path) == (302, "/graphiql/")
    assert parameters["variables"] == ['{"path": "/about/"}']
    assert "route(path: $path)" in parameters["query"][0]


def test_without_frontend_and_graphiql_there_is_nothing(client: Client, settings: Settings) -> None:
    settings.GRAPHIQL_ENABLED = False
    StandardPageFactory(slug="about")

    assert client.get("/about/").status_code == 404


def test_site_at_the_address_of_the_api_has_no_frontend(client: Client) -> None:
    Site.objects.update(hostname="api.testserver", port=80)
    StandardPageFactory(slug="about")

    assert client.get("/about/")["Location"].startswith("/graphiql/?")


def test_without_any_site_no_page_is_found(client: Client) -> None:
    StandardPageFactory(slug="about")
    Site.objects.all().delete()

    assert client.get("/about/").status_code == 404
