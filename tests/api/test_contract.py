"""What the schema may hold at all: the fields of each type, and names that must never appear."""

from __future__ import annotations

import pytest
from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLInterfaceType, GraphQLObjectType, is_introspection_type
from grapple.registry import registry

from content_api.allowlist import own_blocks
from content_api.schema import schema

TYPES = schema.graphql_schema.type_map

PAGE_FIELDS = {
    "alternates",
    "ancestors",
    "breadcrumbs",
    "canonicalUrl",
    "children",
    "contentType",
    "depth",
    "descendants",
    "firstPublishedAt",
    "fullUrl",
    "id",
    "lastPublishedAt",
    "live",
    "locale",
    "nextSiblings",
    "pageType",
    "parent",
    "previousSiblings",
    "searchDescription",
    "searchScore",
    "seo",
    "seoTitle",
    "showInMenus",
    "siblings",
    "slug",
    "title",
    "translations",
    "url",
    "urlPath",
}
SNIPPET_FIELDS = {"contentType", "id", "snippetType", "uid"}
BLOCK_FIELDS = {"blockType", "field", "id"}

ROOT_FIELDS = {
    "article",
    "articles",
    "author",
    "authors",
    "changes",
    "claim",
    "claims",
    "companies",
    "company",
    "compare",
    "feeds",
    "comparison",
    "comparisons",
    "content",
    "framework",
    "frameworks",
    "navigation",
    "navigations",
    "newsletterIssue",
    "newsletterIssues",
    "nodes",
    "page",
    "pages",
    "preview",
    "redirects",
    "route",
    "search",
    "siteSettings",
    "sources",
    "tags",
    "topic",
    "topics",
}
NEVER = {
    "aliasOf",
    "aliases",
    "collection",
    "draftTitle",
    "expireAt",
    "expired",
    "file",
    "fileHash",
    "goLiveAt",
    "hasUnpublishedChanges",
    "latestRevision",
    "latestRevisionCreatedAt",
    "liveRevision",
    "locked",
    "lockedAt",
    "lockedBy",
    "numchild",
    "owner",
    "path",
    "publishOverrideReason",
    "rawValue",
    "sitesRootedHere",
    "translationKey",
    "uploadedByUser",
    "viewRestrictions",
}


def fields_of(name: str) -> set[str]:
    graphql_type = TYPES[name]
    assert isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType)
    return set(graphql_type.fields)


def declared(model: type) -> set[str]:
    """The names in ``graphql_fields``, as the API writes them."""
    names = set()
    for declaration in getattr(model, "graphql_fields", ()):
        made = declaration()
        field = made[0] if isinstance(made, tuple) else made
        names.add(to_camel_case((field() if callable(field) else field).field_name))
    return names


def types_of(models: dict[type, type]) -> list[tuple[type, str]]:
    """Models or blocks of the project with the names of their types, as far as the schema has these."""
    named = {graphql_type._meta.name: model for model, graphql_type in models.items() if isinstance(model, type)}
    return sorted(
        ((model, name) for name, model in named.items() if isinstance(TYPES.get(name), GraphQLObjectType)),
        key=lambda pair: pair[1],
    )


def test_root_fields() -> None:
    assert fields_of("Query") == ROOT_FIELDS
    assert schema.graphql_schema.mutation_type is None
    assert schema.graphql_schema.subscription_type is None


def test_interface_of_pages() -> None:
    assert fields_of("PageInterface") == PAGE_FIELDS
    assert fields_of("Page") == PAGE_FIELDS


@pytest.mark.parametrize(("model", "name"), types_of(registry.pages))
def test_page_type_has_what_is_declared(model: type[Model], name: str) -> None:
    assert fields_of(name) == PAGE_FIELDS | declared(model)


@pytest.mark.parametrize(("model", "name"), types_of(registry.snippets))
def test_snippet_type_has_what_is_declared(model: type[Model], name: str) -> None:
    assert fields_of(name) == SNIPPET_FIELDS | declared(model)


@pytest.mark.parametrize(("model", "name"), types_of(registry.django_models | registry.images | registry.documents))
def test_row_and_file_types_have_what_is_declared(model: type[Model], name: str) -> None:
    assert fields_of(name) == {"id"} | declared(model)


@pytest.mark.parametrize(("block", "name"), types_of(own_blocks()))
def test_block_type_has_what_is_declared(block: type, name: str) -> None:
    assert fields_of(name) == BLOCK_FIELDS | declared(block)


def test_names_that_never_appear() -> None:
    found = {
        f"{name}.{field}"
        for name, graphql_type in TYPES.items()
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType)
        and not is_introspection_type(graphql_type)
        for field in graphql_type.fields
        if field in NEVER
    }
    assert found == {"Change.path"}  # the public path, not that of the tree


def test_no_field_takes_a_token() -> None:
    takers = {
        f"{name}.{field_name}"
        for name, graphql_type in TYPES.items()
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType)
        for field_name, field in graphql_type.fields.items()
        if "token" in field.args
    }
    assert takers == set()


def test_interfaces_of_a_type_say_the_same() -> None:
    """Their order is that of a set: the schema would change from one start to the next."""
    sayings: dict[tuple[str, str], set[tuple[str, str | None]]] = {}
    for name, graphql_type in TYPES.items():
        for interface in graphql_type.interfaces if isinstance(graphql_type, GraphQLObjectType) else ():
            for field_name, field in interface.fields.items():
                sayings.setdefault((name, field_name), set()).add((str(field.type), field.description))

    assert {field: said for field, said in sayings.items() if len(said) > 1} == {}
