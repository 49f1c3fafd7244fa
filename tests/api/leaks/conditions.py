"""What the filters of lists are given: for each condition a value that holds for an object.

A condition that is not listed here is a channel that nobody looked at; ``test_matrix.py`` finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graphene.utils.str_converters import to_snake_case
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type, is_enum_type, is_input_object_type
from wagtail.models import Page

from articles import models as articles

from .edges import COMBINING, NAMING
from .showcase import REDIRECTED

Conditions = dict[str, Any]


def _range_of(name: str) -> Callable[[Any], Any]:
    """The range that holds just the value of a target's attribute."""

    def exactly(target: Any) -> Any:
        value = _iso(getattr(target, name, None))
        return None if value is None else {"gte": value, "lte": value}

    return exactly


def _tag(target: Any) -> str | None:
    return next((tag.name for tag in target.tags.all()), None) if isinstance(target, articles.ArticlePage) else None


def _author(target: Any) -> str | None:
    entry = target.article_authors.first() if isinstance(target, articles.ArticlePage) else None
    return entry and entry.author.slug


def _topic(target: Any) -> str | None:
    topic = target.topics.first() if isinstance(target, articles.ArticlePage) else None
    return topic and topic.slug


def _attribute(name: str) -> Callable[[Any], Any]:
    return lambda target: getattr(target, name, None) or None


def _is_page(target: Any) -> bool:
    return isinstance(target, Page)


# By the name of the condition; nothing where it cannot hold for such a target.
VALUES: dict[str, Callable[[Any], Any]] = {
    "adoption": lambda target: {"since": {"lte": 9999}} if isinstance(target, articles.CompanyPage) else None,
    "asOf": _range_of("as_of"),
    "author": _author,
    "category": _attribute("category"),
    "country": _attribute("country"),
    "founded": _range_of("founded"),
    "kind": _attribute("kind"),
    "kinds": _attribute("kind"),
    "language": _attribute("language"),
    "linkStatus": _attribute("link_status"),
    "locale": lambda target: target.locale.language_code if _is_page(target) else None,
    "name": _tag,
    "nameStartsWith": lambda target: (_tag(target) or "")[:-1] or None,
    "oldPath": lambda target: REDIRECTED,
    "permanent": lambda target: True,
    "published": lambda target: _range_of("first_published_at" if _is_page(target) else "published")(target),
    "publishedAfter": lambda target: _iso(target.first_published_at) if _is_page(target) else None,
    "publishedBefore": lambda target: "2999-01-01T00:00:00+00:00" if _is_page(target) else None,
    "publisher": _attribute("publisher"),
    "reviewBy": _range_of("review_by"),
    "sector": _attribute("sector"),
    "since": lambda target: {"lte": 9999},
    "slug": _attribute("slug"),
    "status": _attribute("status"),
    "tag": _tag,
    "topic": _topic,
    "type": lambda target: f"{target._meta.label_lower}",
    "uid": lambda target: str(target.uid) if isinstance(target, articles.ArticlePage) else None,
    "until": lambda target: {"lte": 9999},
    "updated": _range_of("last_published_at"),
}
WORDS = {"text"}
KNOWN_CONDITIONS = {*VALUES, *WORDS, *NAMING, *COMBINING}


def conditions_of(input_type: Any, target: Any, word: str) -> Conditions:
    """For each condition of a filter that can hold for ``target`` a filter with a value that does."""
    found = {}
    for name, field in sorted(get_named_type(input_type).fields.items()):
        value = word if name in WORDS else VALUES.get(name, lambda _: None)(target)
        if value is not None and (written := _as_input(value, field.type)) is not None:
            found[name] = {name: written}
    if found:
        first = next(iter(found.values()))
        combined = {"and": {"and": [first]}, "or": {"or": [first, {}]}, "not": {"not": {"not": first}}}
        found |= {name: value for name, value in combined.items() if name in get_named_type(input_type).fields}
    return found


def all_conditions(input_type: Any) -> Iterator[str]:
    """The names of all conditions in a filter and in those within it, such as ``ArticleFilter.kind``."""
    named = get_named_type(input_type)
    for name, field in named.fields.items():
        yield f"{named.name}.{name}"
        inner = get_named_type(field.type)
        if is_input_object_type(inner) and name not in COMBINING and set(inner.fields) - BOUNDS:
            yield from all_conditions(inner)


BOUNDS = {"gte", "gt", "lte", "lt", "allOf", "anyOf"}


def naming_filters(path: str, input_type: Any, slugs: list[str]) -> Iterator[Any]:
    """Filters that name ``slugs`` by the condition at ``path``, plainly and within other conditions."""
    name, *rest = path.split(".")
    named = get_named_type(input_type)
    inner = get_named_type(named.fields[name].type)
    if rest:
        yield from ({name: within} for within in naming_filters(".".join(rest), inner, slugs))
    elif isinstance(inner, GraphQLInputObjectType):
        yield from ({name: {operator: slugs}} for operator in sorted(inner.fields))
    else:
        yield {name: slugs if "[" in str(named.fields[name].type) else slugs[0]}
    if not rest and set(named.fields) >= COMBINING:
        plain = {name: {"anyOf": slugs} if isinstance(inner, GraphQLInputObjectType) else slugs}
        yield {"not": plain}
        yield {"or": [plain]}


def _as_input(value: Any, input_type: Any) -> Any:
    named = get_named_type(input_type)
    if is_enum_type(named):
        value = _enum_name(named, value)
    return [value] if "[" in str(input_type) and value is not None else value


def _enum_name(enum: GraphQLEnumType, value: Any) -> str | None:
    for name, member in enum.values.items():
        if value in (name, getattr(member.value, "value", member.value)):
            return name
    return None


def search_type(enum: GraphQLEnumType, model_name: str) -> str | None:
    """The name by which a search knows a model."""
    names = {to_snake_case(model_name).upper(), to_snake_case(model_name.removesuffix("Page")).upper()}
    return next((name for name in enum.values if name in names), None)


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
