"""The edges of the schema: every field through which a page, snippet, image, document or a row of theirs is reached.

They are read from the schema, never listed by hand: a field that somebody adds is an edge from that moment on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from graphene.utils.str_converters import to_camel_case
from graphql import (
    GraphQLField,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
)

from content_api.fields.rich_text import Html

from .types_of_schema import (
    MODELS,
    OF_PREVIEWS,
    SCHEMA,
    is_list,
    is_part_of_list,
    is_value,
    object_type,
    object_types,
    reachable_types,
    result_types,
)

ADDRESS = re.compile(r"url|uri|href|src|link|location|address", re.IGNORECASE)

# Texts that are the same whatever is hidden, or that say something about nobody but their page's language or file type.
NOTHING_TO_TELL = {
    "Alternate.hreflang",
    "Alternate.locale",
    "Change.formerPath",  # only what was public before: see tests/api/changes
    "Change.id",  # read with the list that it belongs to
    "Change.locale",
    "ChangedTag.name",  # where there are several sites, as here, tags are left out: see tests/api/changes
    "ChangedTag.slug",
    "Changes.cursor",
    "FeedAddress.language",
    "FeedAddress.mimeType",
    "ImageRendition.mimeType",
    "ImageSource.mimeType",
    "NewsletterLink.section",  # the kind of the section and its place
    "NewsletterPart.name",
    "OpenGraph.locale",
    "OpenGraph.type",
    "OpenGraphImage.mediaType",
    "PageInfo.endCursor",  # read with the list that it belongs to
    "PageInfo.startCursor",
    "Seo.robots",
    "Seo.twitterCard",
    "TagObjectType.id",
}

# Fields of pages that tell what other pages say; those of values are looked at anyway.
TELLING_OF_OTHERS = {
    "NewsletterIssuePage.markdown",
    "NewsletterIssuePage.mjml",
    "NewsletterIssuePage.text",
}

# Arguments and conditions that name objects which may be hidden, and those that hold further conditions.
NAMING = {"company", "framework", "frameworks"}

COMBINING = {"and", "or", "not"}

NUMBERS_AND_DATES = {"BigInt", "Boolean", "Date", "DateTime", "Float", "Int"}


class Kind(StrEnum):
    """How an edge leads to something: as an object, as a list that is counted, as a link, an address, any text.

    A filter leads to what it names: an answer that depends on it says whether that is there.
    """

    OBJECT = "object"
    LIST = "list"
    FILTER = "filter"
    PAGE_LINK = "link to a page"
    DOCUMENT_LINK = "link to a document"
    ADDRESS = "address"
    TEXT = "text"


@dataclass(frozen=True, order=True)
class Edge:
    """A field of an object type, and what it leads to; of a filter the argument that names it.

    ``variant`` tells places of one edge apart that are all to be looked at: what a text says depends on where it is.
    """

    type_name: str
    field_name: str
    kind: Kind
    argument: str = ""
    variant: str = ""

    def __str__(self) -> str:
        name = f"{self.type_name}.{self.field_name}"
        told = name if self.kind is Kind.OBJECT else f"{name} ({self.kind}{self.argument and ' ' + self.argument})"
        return f"{told} {self.variant}".strip()

    @property
    def base(self) -> Edge:
        return replace(self, variant="")

    @property
    def field(self) -> GraphQLField:
        return object_type(self.type_name).fields[self.field_name]


def edges() -> list[Edge]:
    """All edges of the schema that somebody can ask for."""
    return [
        Edge(graphql_type.name, name, kind)
        for graphql_type in object_types()
        if graphql_type.name in reachable_types()
        for name, field in sorted(graphql_type.fields.items())
        if (graphql_type.name, name) != OF_PREVIEWS
        for kind in _kinds(graphql_type.name, name, field)
    ] + [
        Edge("Query", name, Kind.FILTER, argument)
        for name, field in sorted(object_type("Query").fields.items())
        for argument in naming_arguments(field)
    ]


def _kinds(type_name: str, name: str, field: GraphQLField) -> list[Kind]:
    named = get_named_type(field.type)
    if f"{type_name}.{name}" in NOTHING_TO_TELL or is_enum_type(named):
        return []
    if named.name == Html.__name__:
        return [Kind.PAGE_LINK, Kind.DOCUMENT_LINK]
    if is_leaf_type(named):
        return _kinds_of_text(type_name, name, named.name)
    if any(is_list(possible) for possible in result_types(field)):
        return [Kind.LIST]
    if any(possible in MODELS for possible in result_types(field)) and not is_part_of_list(type_name):
        return [Kind.OBJECT]
    return []


def _kinds_of_text(type_name: str, name: str, scalar: str) -> list[Kind]:
    if scalar in NUMBERS_AND_DATES or type_name.endswith("Edge"):
        return []
    if is_value(type_name) or f"{type_name}.{name}" in TELLING_OF_OTHERS:
        return [Kind.TEXT]
    return [Kind.ADDRESS] if scalar == "String" and ADDRESS.search(name) else []


def inherited_from(edge: Edge) -> str | None:
    """The first type with the same function behind the field, if an interface brings it; ``None`` if the type does."""
    for interface in object_type(edge.type_name).interfaces:
        if edge.field_name in interface.fields:
            graphene_types = {one.name: one.graphene_type for one in SCHEMA.get_possible_types(interface)}
            inheriting = [name for name, one in graphene_types.items() if not _has_own_resolver(one, edge.field_name)]
            return min(inheriting) if edge.type_name in inheriting else None
    return None


def _has_own_resolver(graphene_type: Any, field_name: str) -> bool:
    names = [name for name in graphene_type._meta.fields if to_camel_case(name) == field_name]
    return any(hasattr(graphene_type, f"resolve_{name}") for name in names)


def naming_arguments(field: GraphQLField) -> list[str]:
    """The arguments of a field, and the fields of its filter, that name objects which may be hidden."""
    named = [name for name in field.args if name in NAMING]
    given = field.args.get("filter")
    return named + ([f"filter.{path}" for path in naming_conditions(given.type)] if given else [])


def naming_conditions(given: Any) -> list[str]:
    """Paths to the conditions of a filter that name objects which may be hidden."""
    found = []
    for name, one in sorted(get_named_type(given).fields.items()):
        inner = get_named_type(one.type)
        if name in NAMING:
            found.append(name)
        elif is_input_object_type(inner) and name not in COMBINING:
            found += [f"{name}.{path}" for path in naming_conditions(inner)]
    return found
