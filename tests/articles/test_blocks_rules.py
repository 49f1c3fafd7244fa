"""What blocks refuse, and when: drafts may be incomplete, but never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from articles.blocks import BodyBlock
from articles.blocks.text import anchor_of
from tests.factories.articles import ArticlePageFactory
from tests.factories.media import ImageFactory

BODY = BodyBlock()


def block(name: str) -> Any:
    return BODY.child_blocks[name]


def clean(name: str, *, draft: bool = False, **values: Any) -> Any:
    """The cleaned value of a block with these values and the defaults."""
    cleaner = block(name)
    value = cleaner.normalize({**cleaner.get_default(), **values})
    return (cleaner.clean_deferred if draft else cleaner.clean)(value)


def errors(name: str, **values: Any) -> set[str]:
    """The fields that a block with these values is refused for."""
    with pytest.raises(ValidationError) as refused:
        clean(name, **values)
    return set(refused.value.block_errors)  # type: ignore[attr-defined]


def body(*blocks: tuple[str, dict[str, Any]]) -> StreamValue:
    return BODY.to_python([{"type": name, "value": value} for name, value in blocks])


def anchors(*blocks: dict[str, Any]) -> list[str]:
    cleaned = BODY.clean(body(*[("heading", value) for value in blocks]))
    return [child.value["anchor"] for child in cleaned]


@pytest.mark.parametrize("name", [name for name in BODY.child_blocks if name != "divider"])
def test_an_empty_block_is_refused_and_may_stand_in_a_draft(name: str) -> None:
    assert errors(name)
    clean(name, draft=True)


def test_after_a_draft_the_rules_hold_again() -> None:
    clean("call_to_action", draft=True)

    assert errors("call_to_action", label="Go") == {"page", "url"}
    assert errors("key_facts", facts=[]) == {"facts"}


def test_an_anchor_is_made_from_the_text() -> None:
    assert anchors({"text": "What a web framework does"}) == ["what-a-web-framework-does"]
    assert anchors({"text": "模型、视图与模板"}) == ["模型视图与模板"]


def test_an_anchor_stays_when_the_text_changes() -> None:
    assert anchors({"text": "A new text", "anchor": "the-old-text"}) == ["the-old-text"]


def test_an_anchor_is_tidied() -> None:
    assert anchors({"text": "Text", "anchor": "#My Anchor!"}) == ["my-anchor"]


def test_equal_anchors_are_numbered() -> None:
    notes = {"text": "Notes"}

    assert anchors(notes, notes, {"text": "Other", "anchor": "notes-2"}, notes) == [
        "notes",
        "notes-2",
        "notes-2-2",
        "notes-3",
    ]


def test_other_blocks_and_headings_without_text_stay_as_they_are() -> None:
    draft = body(("divider", {}), ("heading", {}), ("heading", {}))

    assert [child.value.get("anchor") for child in BODY.clean_deferred(draft)] == [None, "", ""]


def test_an_incomplete_heading_has_no_anchor() -> None:
    assert anchor_of({"text": None, "anchor": None}) == ""


@pytest.mark.django_db
def test_a_call_to_action_has_exactly_one_target() -> None:
    page, url = ArticlePageFactory(), "https://example.com/"

    assert errors("call_to_action", label="Go") == {"page", "url"}
    assert errors("call_to_action", label="Go", page=page, url=url) == {"page", "url"}
    assert clean("call_to_action", label="Go", page=page)["page"].pk == page.pk
    assert clean("call_to_action", label="Go", url=url)["url"] == url


@pytest.mark.django_db
def test_two_targets_are_refused_in_a_draft_too() -> None:
    with pytest.raises(ValidationError):
        clean("call_to_action", draft=True, page=ArticlePageFactory(), url="https://example.com/")


@pytest.mark.parametrize("draft", [False, True])
def test_a_form_for_addresses_must_be_encrypted(draft: bool) -> None:
    with pytest.raises(ValidationError):
        clean("newsletter_signup", draft=draft, label="Subscribe", form_url="http://letters.example/form")

    value = clean("newsletter_signup", draft=draft, label="Subscribe", form_url="https://letters.example/form")
    assert value["form_url"] == "https://letters.example/form"


@pytest.mark.parametrize("draft", [False, True])
def test_a_video_elsewhere_is_refused(draft: bool) -> None:
    with pytest.raises(ValidationError, match="StructBlock") as refused:
        clean("embed", draft=draft, url="https://videos.example/watch?v=i6Fr65PFqfk")

    assert set(refused.value.block_errors) == {"url"}  # type: ignore[attr-defined]
    assert clean("embed", draft=draft, url="https://youtu.be/i6Fr65PFqfk")


@pytest.fixture
def undescribed() -> Iterator[Any]:
    image = ImageFactory()
    image.contextual_alt_text, image.decorative = "", False
    return image


@pytest.mark.django_db
@pytest.mark.parametrize("draft", [False, True])
def test_the_form_leaves_the_alternative_text_to_the_publish_gate(undescribed: Any, draft: bool) -> None:
    assert clean("image", draft=draft, image=undescribed)["image"] == undescribed


@pytest.mark.django_db
def test_a_figure_needs_an_image() -> None:
    assert errors("image", image=None) == {"image"}


@pytest.mark.parametrize(
    ("name", "field"),
    [("key_facts", "facts"), ("steps", "steps"), ("faq", "questions"), ("company_list", "companies")],
)
def test_lists_are_not_empty(name: str, field: str) -> None:
    assert errors(name, **{field: []}) == {field}


def test_a_table_is_not_empty() -> None:
    empty = {"data": [["", None], ["", ""]], "table_header_choice": "row"}

    assert errors("table", table=empty) == {"table"}
    assert clean("table", table=empty | {"data": [["", "A"]]})["table"]["first_row_is_table_header"]


def test_both_sides_need_a_point() -> None:
    assert errors("pros_cons", pros=["Quick"], cons=[]) == {"cons"}
