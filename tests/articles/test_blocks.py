"""Every block: what editors are shown of it, and that all blocks together make one union for the API."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from graphql import GraphQLObjectType, GraphQLUnionType
from wagtail.blocks import Block, StructBlock

from articles.blocks import BodyBlock
from content_api.schema import schema
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
)
from tests.factories.media import DocumentFactory, ImageFactory

BODY = BodyBlock()
BLOCKS: dict[str, Any] = dict(BODY.child_blocks)

# What clients and the importer rely on.
FIELDS = {
    "heading": {"text", "level", "anchor"},
    "paragraph": {"body"},
    "quote": {"text", "attribution", "url"},
    "code": {"language", "filename", "code"},
    "divider": set(),
    "image": {"image", "caption", "credit"},
    "embed": {"url", "title", "caption"},
    "document": {"document", "title", "text"},
    "table": {"caption", "table"},
    "key_facts": {"heading", "facts"},
    "callout": {"style", "heading", "body"},
    "steps": {"heading", "steps"},
    "pros_cons": {"heading", "pros", "cons"},
    "faq": {"heading", "questions"},
    "claim": {"claim", "note"},
    "company_list": {"heading", "companies"},
    "comparison": {"comparison", "heading"},
    "article_card": {"article", "teaser"},
    "call_to_action": {"heading", "text", "label", "page", "url"},
    "newsletter_signup": {"heading", "text", "label", "form_url"},
}


def union() -> GraphQLUnionType:
    found = schema.graphql_schema.type_map["BodyBlock"]
    assert isinstance(found, GraphQLUnionType)
    return found


def structs_within(graphql_type: GraphQLObjectType) -> set[GraphQLObjectType]:
    """The types of items in lists of structs, such as the steps of a steps block."""
    types = schema.graphql_schema.type_map
    return {
        types[name]
        for field in graphql_type.fields.values()
        if (name := str(field.type).strip("[]!")) in {"FactBlock", "StepBlock", "QuestionBlock"}
    }


def test_the_body_has_exactly_the_promised_blocks_and_fields() -> None:
    assert {name: set(block.child_blocks) for name, block in BLOCKS.items()} == FIELDS


def test_every_block_is_a_member_of_the_union() -> None:
    assert {member.name for member in union().types} == {type(block).__name__ for block in BLOCKS.values()}


def test_the_same_field_name_has_the_same_type_everywhere() -> None:
    types: dict[str, set[str]] = defaultdict(set)
    for member in union().types:
        for graphql_type in {member, *structs_within(member)}:
            for name, field in graphql_type.fields.items():
                types[name].add(str(field.type))

    assert {name: found for name, found in types.items() if len(found) > 1} == {}
    assert types["heading"] == {"String"}


def test_every_field_is_described() -> None:
    generic = {"id", "blockType", "field"}
    bare = [
        f"{graphql_type.name}.{name}"
        for member in union().types
        for graphql_type in {member, *structs_within(member)}
        for name, field in graphql_type.fields.items()
        if name not in generic and not field.description
    ]

    assert bare == []
    assert [member.name for member in union().types if not member.description] == []


@pytest.mark.parametrize("name", FIELDS)
def test_editors_are_told_what_a_block_is_for(name: str, subtests: Any) -> None:
    meta = BLOCKS[name].meta

    assert meta.icon != "placeholder"
    assert meta.label
    assert meta.group
    assert meta.description.endswith(".")
    assert get_template(meta.template)


def test_every_icon_exists() -> None:
    from wagtail.admin.icons import get_icons

    icons = get_icons()

    assert [name for name, block in BLOCKS.items() if f'id="icon-{block.meta.icon}"' not in icons] == []


def field_blocks(block: Block) -> list[Block]:
    if isinstance(block, StructBlock):
        return [field for child in block.child_blocks.values() for field in field_blocks(child)]
    child = getattr(block, "child_block", None)
    return field_blocks(child) if child else [block]


def test_choices_and_names_of_files_are_not_searched() -> None:
    unsearched = {
        name
        for block in BLOCKS.values()
        for child in block.child_blocks.values()
        for field in field_blocks(child)
        if (name := field.name) and not getattr(field, "search_index", True)
    }

    assert unsearched == {"level", "anchor", "language", "filename", "style"}


def test_an_empty_block_of_each_kind_brings_no_word_into_the_index() -> None:
    words = {word for block in BLOCKS.values() for word in block.get_searchable_content(block.get_default())}

    assert words <= {""}


def preview_of(client: Client, block: Any) -> str:
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", FIELDS)
def test_a_preview_needs_no_content(admin_client: Client, name: str) -> None:
    block = BLOCKS[name]

    assert block.is_previewable
    html = preview_of(admin_client, block)

    expected = "<hr>" if name == "divider" else str(next(filter(None, words_of(block))))
    assert expected in html


def words_of(block: Any) -> list[str]:
    preview = block.meta.preview_value
    return [value for value in preview.values() if isinstance(value, str) and "<" not in value] or [
        "A <b>web framework</b> takes over"
    ]


@pytest.mark.django_db
def test_a_preview_shows_content_of_the_site(admin_client: Client) -> None:
    image = ImageFactory()
    titles = {
        "claim": ClaimFactory(statement="Django began in 2003.").statement,
        "company_list": CompanyPageFactory(title="Lanterne Rouge").title,
        "comparison": ComparisonPageFactory(title="Django and Flask").title,
        "article_card": ArticlePageFactory(title="What is Django?").title,
        "document": DocumentFactory().url,
        "image": f"/{image.pk}/content/",
    }

    shown = {name: titles[name] in preview_of(admin_client, BLOCKS[name]) for name in titles}

    assert shown == dict.fromkeys(titles, True)


@pytest.mark.django_db
def test_a_preview_shows_no_draft(admin_client: Client) -> None:
    ArticlePageFactory(title="Not yet public", live=False)

    assert "Not yet public" not in preview_of(admin_client, BLOCKS["article_card"])
