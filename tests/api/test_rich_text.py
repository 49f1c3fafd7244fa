"""Rich text: links become public addresses or lose their anchor; nothing else than text marks gets through."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from content_api.fields.rich_text import html
from content_api.lookahead import Loader
from content_api.viewer import default_viewer
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, make_collection

pytestmark = pytest.mark.django_db


def shown(source: str) -> str:
    return html(source, Loader(default_viewer()))


def test_link_to_a_visible_page() -> None:
    page = StandardPageFactory(slug="about")

    assert shown(f'<p>See <a linktype="page" id="{page.pk}">about us</a>.</p>') == (
        '<p>See <a href="http://localhost/about/">about us</a>.</p>'
    )


@pytest.mark.parametrize("state", ["draft", "private", "deleted"])
def test_link_to_a_hidden_page_keeps_its_words_only(state: str) -> None:
    page = StandardPageFactory(slug="secret", live=state != "draft")
    source = f'<p>See <a linktype="page" id="{page.pk}">about <b>us</b></a>.</p>'
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if state == "deleted":
        page.delete()

    assert shown(source) == "<p>See about <b>us</b>.</p>"


def test_link_to_a_document() -> None:
    document = DocumentFactory()

    assert shown(f'<p><a linktype="document" id="{document.pk}">file</a></p>') == (
        f'<p><a href="http://api.testserver{document.url}">file</a></p>'
    )


def test_link_to_a_document_in_a_private_collection_keeps_its_words_only() -> None:
    document = DocumentFactory(collection=make_collection(private=True))

    assert shown(f'<p><a linktype="document" id="{document.pk}">file</a></p>') == "<p>file</p>"


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/?a=1&amp;b=2", "mailto:desk@example.org", "tel:+441234", "#part"]
)
def test_other_links_stay(link: str) -> None:
    assert shown(f'<p><a href="{link}">words</a></p>') == f'<p><a href="{link}">words</a></p>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p><a href="javascript:alert(1)">words</a></p>', "<p>words</p>"),
        ('<p><a linktype="page" id="1 OR 1=1">words</a></p>', "<p>words</p>"),
        ('<p><a linktype="page">words</a></p>', "<p>words</p>"),
        ('<p><a linktype="unheard-of" id="1">words</a></p>', "<p>words</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="alert(1)" style="color:red">a</p>', "<p>a</p>"),
        ('<p>a<embed embedtype="image" id="1" alt="secret" format="left"/>b</p>', "<p>ab</p>"),
        ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
        ("<ul><li><code>x</code></li></ul>", "<ul><li><code>x</code></li></ul>"),
        ("", ""),
    ],
)
def test_unsafe_markup_is_removed(source: str, expected: str) -> None:
    assert shown(source) == expected


def test_value_of_a_block_is_read_like_that_of_a_field() -> None:
    assert html(RichText("<p>a</p>"), Loader(default_viewer())) == "<p>a</p>"


def test_links_of_one_kind_cost_the_same_for_one_and_for_twenty(django_assert_num_queries: object) -> None:
    pages = StandardPageFactory.create_batch(20)
    links = [f'<a linktype="page" id="{page.pk}">x</a>' for page in pages]

    for number in (1, 20):
        loader = Loader(default_viewer())
        with django_assert_num_queries(1):  # type: ignore[operator]
            html("".join(links[:number]), loader)
