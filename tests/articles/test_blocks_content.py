"""What is told about a body without loading what it refers to: its words, its figures, its claims."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.blocks import BodyBlock
from articles.blocks.claims import claims_in
from articles.blocks.figures import figures
from articles.blocks.text_content import plain_text
from tests.factories.articles import ArticlePageFactory
from tests.factories.media import ImageFactory

BODY = BodyBlock()


def body(*blocks: tuple[str, dict[str, Any]]) -> Any:
    """A body as it comes from the database."""
    return BODY.to_python([{"type": name, "value": value} for name, value in blocks])


def item(value: Any) -> dict[str, Any]:
    """An item of a list as Wagtail stores it; those written by hand are bare."""
    return {"type": "item", "id": "1", "value": value}


def test_all_texts_are_read_in_order_and_nothing_else() -> None:
    stream = body(
        ("heading", {"text": "Models", "level": "h2", "anchor": "skipped"}),
        ("paragraph", {"body": "<p>A <b>model</b> describes</p><p>a kind of record.</p>"}),
        (
            "quote",
            {"text": "Explicit is better.", "attribution": "Tim Peters", "url": "https://skipped.example"},
        ),
        ("code", {"language": "python", "filename": "skipped.py", "code": "print(1)"}),
        ("divider", {}),
        ("image", {"image": {"image": 1, "alt_text": "skipped"}, "caption": "Caption", "credit": ""}),
        ("table", {"caption": "Table", "table": {"data": [["A", None], ["B", "C"]]}}),
        (
            "key_facts",
            {"facts": [{"type": "item", "id": "1", "value": {"label": "Language", "value": "Python"}}]},
        ),
        (
            "steps",
            {"steps": [{"title": "Install", "body": "<p>Wait.</p>", "code": "pip"}]},
        ),
        ("pros_cons", {"pros": ["Quick"], "cons": [item("Large")]}),
        ("claim", {"claim": 1, "note": "Note"}),
    )

    assert plain_text(stream).split("\n") == [
        "Models",
        "A model describes a kind of record.",
        "Explicit is better.",
        "Tim Peters",
        "print(1)",
        "Caption",
        "Table",
        "A",
        "B",
        "C",
        "Language",
        "Python",
        "Install",
        "Wait.",
        "pip",
        "Quick",
        "Large",
        "Note",
    ]


def test_a_text_that_was_just_changed_is_read_anew() -> None:
    stream = body(("heading", {"text": "Before"}))
    stream[0].value["text"] = "After"

    assert plain_text(stream) == "After"


def test_an_empty_body_has_no_text() -> None:
    assert plain_text(body()) == ""
    assert plain_text(body(("heading", {}), ("table", {}), ("faq", {"questions": []}))) == ""


@pytest.mark.django_db
def test_figures_tell_how_they_are_described(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = ImageFactory(), ImageFactory()
    stream = body(
        ("claim", {"claim": 12345}),
        ("image", {"image": {"image": first.pk, "alt_text": " A cat ", "decorative": False}}),
        ("image", {"image": {"image": first.pk, "alt_text": "ignored", "decorative": True}}),
        ("image", {"image": {"image": second.pk, "alt_text": None, "decorative": False}}),
        ("image", {"image": {"image": 98765, "alt_text": "Gone", "decorative": False}}),
    )

    with django_assert_num_queries(1):
        found = list(figures(stream))

    assert [(figure.image and figure.image.pk, figure.alt_text, figure.decorative) for figure in found] == [
        (first.pk, "A cat", False),
        (first.pk, "", True),
        (second.pk, "", False),
        (None, "", False),
    ]
    assert [figure.child for figure in found] == list(stream)[1:]


def test_claims_are_named_in_order_without_a_statement() -> None:
    values: list[dict[str, Any]] = [{"claim": 7}, {"claim": None}, {"claim": 3}, {}]
    stream = body(("divider", {}), *[("claim", value) for value in values])

    assert list(claims_in(stream)) == [7, 3]


@pytest.mark.django_db
def test_a_stored_page_is_read_the_same_way() -> None:
    page = ArticlePageFactory(body=[("heading", {"text": "Models", "level": "h2", "anchor": ""})])
    page.refresh_from_db()

    assert plain_text(page.body) == "Models"
