"""Rich text in fields of models: Grapple would turn it into HTML itself, with links to what nobody may see."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, make_collection

from .conftest import Ask

pytestmark = pytest.mark.django_db

QUERY = "query ($id: ID) { page(id: $id) { ... on StandardPage { intro } } }"


def intro(ask: Ask, source: str) -> str:
    page = StandardPageFactory(intro=source)
    return str(ask(QUERY, id=page.pk)["page"]["intro"])


def test_link_to_a_visible_page_is_absolute(ask: Ask) -> None:
    target = StandardPageFactory(slug="target")
    html = intro(ask, f'<p><a linktype="page" id="{target.pk}">words</a></p>')
    assert html == f'<p><a href="{target.full_url}">words</a></p>'


@pytest.mark.parametrize("state", ["draft", "private"])
def test_link_to_a_hidden_page_keeps_its_words_only(ask: Ask, state: str) -> None:
    target = StandardPageFactory(slug="target", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    assert intro(ask, f'<p><a linktype="page" id="{target.pk}">words</a></p>') == "<p>words</p>"


def test_link_to_a_private_document_keeps_its_words_only(ask: Ask) -> None:
    document = DocumentFactory(collection=make_collection(private=True))
    assert intro(ask, f'<p><a linktype="document" id="{document.pk}">words</a></p>') == "<p>words</p>"


def test_scripts_are_removed(ask: Ask) -> None:
    assert intro(ask, '<p>words<script>alert(1)</script><a href="javascript:alert(1)">x</a></p>') == "<p>wordsx</p>"
