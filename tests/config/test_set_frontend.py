"""`manage.py set_frontend`: where addresses in the API lead."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Site

from tests.api.conftest import Ask, ask, post  # noqa: F401  (fixtures)
from tests.changes import number_changes

pytestmark = pytest.mark.django_db


def set_frontend(*arguments: str) -> str:
    out = StringIO()
    call_command("set_frontend", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("address", "root_url"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("http://127.0.0.1:4321/", "http://127.0.0.1:4321"),
        ("http://www.example.org", "http://www.example.org"),
    ],
)
def test_addresses_in_the_api_lead_there(ask: Ask, address: str, root_url: str) -> None:  # noqa: F811
    assert set_frontend(address) == f"The frontend of the site is at {root_url} now.\n"

    number_changes()
    assert ask('{ route(path: "/") { page { fullUrl } } }')["route"]["page"]["fullUrl"] == f"{root_url}/"


def test_what_somebody_has_chosen_stays_if_asked_to() -> None:
    assert "now" in set_frontend("http://127.0.0.1:4321", "--if-unset")

    assert set_frontend("http://127.0.0.1:5000", "--if-unset") == (
        "The frontend of the site is at http://127.0.0.1:4321.\n"
    )

    assert Site.objects.get().port == 4321


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("www.example.org", "is not the address of a whole site"),
        ("ftp://www.example.org", "is not the address of a whole site"),
        ("https://www.example.org/blog/", "is not the address of a whole site"),
        ("http://:80", "is not the address of a whole site"),
        ("http://www.example.org:port", "is no address"),
        ("https://www.example.org:8443", "answers on port 443"),
        ("http://www.example.org:443", "answers on port 443"),
    ],
)
def test_other_addresses_change_nothing(address: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        set_frontend(address)

    assert Site.objects.get().hostname == "localhost"


def test_another_site_may_have_the_address_already() -> None:
    default = Site.objects.get()
    Site.objects.create(hostname="other.example", port=80, root_page=default.root_page)

    with pytest.raises(CommandError, match="already exists"):
        set_frontend("http://other.example")


def test_there_may_be_no_site() -> None:
    Site.objects.all().delete()

    with pytest.raises(CommandError, match="There is no default site"):
        set_frontend("http://other.example")
