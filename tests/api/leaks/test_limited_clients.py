"""Clients that are shown some languages or page types only: to them all else is hidden like a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Locale, Page

from content_api.clients import tokens
from content_api.clients.models import ApiClient
from content_api.clients.usage import usage
from tests.factories.clients import ApiClientFactory

from . import documents, states
from .edges import edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase, page_models

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]

OFTEN = {"requests_per_minute": 1_000_000, "burst": 1_000_000}
LABELS = sorted(model._meta.label for model in page_models())
ALLOWED = ("en", "zh-hans")


def _in_another_language(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(locale=Locale.objects.create(language_code="fr"))


def _of_another_type(page: Page) -> None:
    """The client may not see pages of its type any more."""
    ApiClient.objects.update(page_types=[label for label in LABELS if label != page.specific_class._meta.label])


STATES: dict[str, Callable[[Any], None]] = {
    "in a language beyond the client's": _in_another_language,
    "of a type beyond the client's": _of_another_type,
}


@pytest.fixture
def limited(showcase: Showcase, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """All requests are those of a client that is shown all there is, but that explicitly."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    with transaction.atomic():
        client = ApiClientFactory(locales=ALLOWED, page_types=LABELS, scopes=["published", "sync"], **OFTEN)
        monkeypatch.setattr(documents, "HEADERS", {"authorization": f"Bearer {tokens.create(client)[1]}"})
        monkeypatch.setattr(states, "PAGE_STATES", states.PAGE_STATES | STATES)
        yield
        transaction.set_rollback(True)
    usage.forget()


def is_told(cells: Any) -> list[Any]:
    return [cell for cell in cells if cell.leaks]


@pytest.mark.usefixtures("limited")
def test_what_lies_beyond_a_client_is_not_reached(showcase: Showcase, subtests: pytest.Subtests) -> None:
    matrix = Matrix(EDGES, showcase, select=lambda state: state.name.rpartition(": ")[2] in STATES, most_channels=1)
    cells = 0
    for one in matrix.placements:
        with subtests.test(str(one)):
            assert matrix.idle_channels(one) == []
            cells += len(matrix.cells(one))
            assert is_told(matrix.cells(one)) == []
    assert cells > len(EDGES)
