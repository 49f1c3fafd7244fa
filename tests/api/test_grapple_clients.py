"""Documents written for plain Grapple, as its documentation has them, on the demo content; and what differs from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import graphene
import pytest
from django.conf import settings
from graphene.types.utils import yank_fields_from_attrs
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLField
from grapple.types import interfaces, tags
from grapple.wagtail_hooks import register_schema_query
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from articles.models import ArticlePage
from content_api.schema import schema
from tests.demo import demo_content
from tests.markdown import quoted

from .conftest import Ask

pytestmark = pytest.mark.django_db

SDL = schema.graphql_schema
DOCS = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
(DIFFERENCES,) = re.findall(r"^What differs from wagtail-grapple.*?(?=^## )", DOCS, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with demo_content(django_db_blocker, tmp_path_factory.mktemp("media")):
        yield


def article(slug: str = "what-is-django") -> Page:
    return ArticlePage.objects.get(slug=slug, locale__language_code="en")


def test_pages(demo: None, ask: Ask) -> None:
    query = """
    query Pages($limit: PositiveInt, $offset: PositiveInt!) {
      pages(contentType: "articles.CompanyPage", limit: $limit, offset: $offset, order: "-title") {
        __typename
        title
        slug
        contentType
        pageType
        url
        urlPath
        live
        depth
        seoTitle
        searchDescription
        showInMenus
      }
    }
    """

    found = ask(query, limit=1, offset=1)["pages"]

    assert found == [
        {
            "__typename": "CompanyPage",
            "title": "Torchbox",
            "slug": "torchbox",
            "contentType": "articles.CompanyPage",
            "pageType": "CompanyPage",
            "url": "/companies/torchbox/",
            "urlPath": "/home/companies/torchbox/",
            "live": True,
            "depth": 4,
            "seoTitle": "Torchbox",
            "searchDescription": "",
            "showInMenus": False,
        }
    ]


def test_ten_pages_without_a_limit(demo: None, ask: Ask) -> None:
    assert len(ask("{ pages { id } }")["pages"]) == 10


def test_a_limit_may_be_a_default_and_may_be_null(demo: None, ask: Ask) -> None:
    query = "query ($limit: PositiveInt = 2) { pages(limit: $limit) { id } }"

    assert [len(ask(query, **given)["pages"]) for given in ({}, {"limit": None}, {"limit": 3})] == [2, 10, 3]


def test_several_content_types_written_as_people_do(demo: None, ask: Ask) -> None:
    query = """{
      pages(contentType: "articles.articleindexpage, articles.CompanyIndexPage", order: "urlPath") { title }
    }"""

    found = ask(query.replace("urlPath", "path"))["pages"]

    assert [page["title"] for page in found] == ["Articles", "Companies", "文章", "公司与机构"]


def test_search_in_pages_of_a_type(demo: None, ask: Ask) -> None:
    query = """{
      pages(contentType: "articles.ArticlePage", searchQuery: "newspaper mapper", searchOperator: OR, order: "title") {
        title
      }
    }"""

    found = [page["title"] for page in ask(query)["pages"]]

    assert "A short history of Django" in found
    assert "What Django includes" in found
    assert found == sorted(found)


@pytest.mark.parametrize("path", ["/articles/what-is-django/", "/articles/what-is-django", "articles/what-is-django/"])
def test_page_by_path(demo: None, ask: Ask, path: str) -> None:
    query = "query ($path: String) { page(urlPath: $path) { id title } }"

    assert ask(query, path=path)["page"] == {"id": str(article().pk), "title": "What is Django?"}


def test_page_by_number_and_by_slug(demo: None, ask: Ask) -> None:
    query = """query ($id: ID) {
      byId: page(id: $id) { slug }
      bySlug: page(slug: "security-in-django", contentType: "articles.ArticlePage") { id }
    }"""
    number = str(article("security-in-django").pk)

    assert ask(query, id=int(number)) == {"byId": {"slug": "security-in-django"}, "bySlug": {"id": number}}


def test_page_on_a_site(demo: None, ask: Ask) -> None:
    query = """{
      named: page(urlPath: "/about/", site: "localhost") { title }
      current: page(urlPath: "/about/", inSite: true) { title }
      pages(site: "localhost", limit: 1) { title }
    }"""

    assert ask(query) == {
        "named": {"title": "About this site"},
        "current": {"title": "About this site"},
        "pages": [{"title": "Nuages Demo"}],
    }


def test_tree_around_a_page(demo: None, ask: Ask) -> None:
    query = """
    fragment Entry on PageInterface { title }
    query Tree($path: String) {
      page(urlPath: $path) {
        ...Entry
        parent { ...Entry parent { ...Entry } }
        ancestors { ...Entry }
        children(limit: 2, order: "title") { ...Entry children { ...Entry } }
        siblings(order: "-title") { ...Entry }
        nextSiblings { ...Entry }
        previousSiblings { ...Entry }
        descendants(limit: 1, order: "-title", inMenu: false) { ...Entry }
      }
    }
    """

    page = ask(query, path="/companies/")["page"]

    assert page == {
        "title": "Companies",
        "parent": {"title": "Nuages Demo", "parent": None},
        "ancestors": [{"title": "Nuages Demo"}],
        "children": [{"title": "Bitbucket", "children": []}, {"title": "Dropbox", "children": []}],
        "siblings": [
            {"title": "Newsletter"},
            {"title": "Comparisons"},
            {"title": "Articles"},
            {"title": "About this site"},
        ],
        "nextSiblings": [{"title": "Comparisons"}, {"title": "About this site"}, {"title": "Newsletter"}],
        "previousSiblings": [{"title": "Articles"}],
        "descendants": [{"title": "YouTube"}],
    }


def test_children_of_a_parent_and_of_an_ancestor(demo: None, ask: Ask) -> None:
    query = """query ($id: ID) {
      below: pages(parent: $id, searchQuery: "Instagram", limit: 1) { title }
      anywhere: pages(ancestor: $id, order: "title", limit: 1, offset: 3) { title }
    }"""
    index = Page.objects.get(slug="companies", locale__language_code="en")

    assert ask(query, id=index.pk) == {"below": [{"title": "Instagram"}], "anywhere": [{"title": "Instagram"}]}


def test_stream_field(demo: None, ask: Ask) -> None:
    query = """{
      page(slug: "django-and-apis") {
        ... on ArticlePage {
          body {
            id
            blockType
            field
            ...Heading
            ... on ParagraphBlock { body }
            ... on CodeBlock { language code }
            ... on CalloutBlock { heading style }
          }
        }
      }
    }
    fragment Heading on HeadingBlock { text }
    """

    blocks = ask(query)["page"]["body"]

    stored = article("django-and-apis").specific.body
    assert [(block["id"], block["field"]) for block in blocks] == [(None, one.block_type) for one in stored]
    assert blocks[1] == {
        "id": None,  # told in previews alone
        "blockType": "HeadingBlock",
        "field": "heading",
        "text": "What the word can mean",
    }
    assert blocks[2]["body"].startswith("<p>An API, in this context, is an address at which programs")
    (code, *_) = [block for block in blocks if block["blockType"] == "CodeBlock"]
    assert (code["language"], code["code"].splitlines()[0]) == ("PYTHON", "import json")


def test_snippets_and_images_by_relations(demo: None, ask: Ask) -> None:
    query = """{
      page(slug: "security-in-django") {
        ... on ArticlePage {
          authors { __typename snippetType contentType name }
          topics { slug }
          tags { id name }
          heroImage { id title width height url }
        }
      }
    }"""

    page = ask(query)["page"]

    assert page["authors"] == [
        {
            "__typename": "Author",
            "snippetType": "Author",
            "contentType": "articles.Author",
            "name": "Tomasz Adeyemi",
        }
    ]
    assert page["topics"] == [{"slug": "security"}]
    assert [tag["name"] for tag in page["tags"]] == ["security", "sql injection", "csrf", "xss", "deployment"]
    image = article("security-in-django").specific.hero_image
    assert page["heroImage"] == {
        "id": str(image.pk),
        "title": image.title,
        "width": image.width,
        "height": image.height,
        "url": page["heroImage"]["url"],
    }


def test_fragments_that_nobody_uses(demo: None, ask: Ask) -> None:
    """Frontends with previews send all their fragments with every document, and Grapple lets them."""
    query = """
    fragment Used on PageInterface { title }
    fragment Unused on ArticlePage { standfirst }
    { page(slug: "the-guardian") { ...Used } }
    """

    assert ask(query) == {"page": {"title": "The Guardian"}}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('pages(order: "?")', "Unknown order '?'."),
        ('pages(contentType: "articles.Nothing")', "Unknown page type 'articles.Nothing'."),
        ("page", "The field 'page' needs one of 'id', 'slug' and 'urlPath'."),
        ("pages(limit: -1)", "The argument 'limit' must not be negative, -1 is."),
    ],
)
def test_what_is_refused(refused: Callable[..., dict[str, Any]], field: str, message: str) -> None:
    error = refused(f"{{ {field} {{ title }} }}")

    assert error["message"].startswith(message)
    assert error["extensions"]["code"] == "BAD_INPUT"


def test_slug_that_two_languages_share(demo: None, ask: Ask) -> None:
    query = '{ page(slug: "what-is-django") { id } one: page(slug: "what-is-django", locale: "en") { id } }'

    assert ask(query) == {"page": None, "one": {"id": str(article().pk)}}


def plain_types() -> Iterator[tuple[str, dict[str, graphene.Field]]]:
    """Types by their names with the fields that Grapple gives them, before this project has taken any away."""
    written: list[tuple[str, Any]] = [
        ("PageInterface", interfaces.PageInterface),
        ("StreamFieldInterface", interfaces.StreamFieldInterface),
        ("SnippetInterface", interfaces.SnippetInterface),
        ("TagObjectType", tags.TagObjectType),
    ]
    mixins: list[Any] = []
    register_schema_query(mixins)
    for name, described in [*written, *(("Query", mixin) for mixin in mixins)]:
        yield name, yank_fields_from_attrs(vars(described), _as=graphene.Field)


def differing_names() -> Iterator[str]:
    """Fields and arguments that plain Grapple has and the schema does not have, or not of that type."""
    for type_name, fields in plain_types():
        ours: Any = SDL.type_map[type_name]
        for key, field in fields.items():
            name = field.name or to_camel_case(key)
            if name not in ours.fields or nullable(ours.fields[name].type) != nullable(field.type):
                yield name
            else:
                yield from differing_arguments(field, ours.fields[name])


def differing_arguments(theirs: graphene.Field, ours: GraphQLField) -> Iterator[str]:
    for key, argument in theirs.args.items():
        name = to_camel_case(key)
        if name not in ours.args:
            yield name
        elif nullable(argument.type) != nullable(ours.args[name].type):
            yield nullable(argument.type)


def nullable(graphql_type: Any) -> str:
    """A type as it is written, whatever of it may be null."""
    return str(graphql_type).replace("!", "")


def test_every_difference_in_names_is_in_the_documentation() -> None:
    differing = set(differing_names())

    assert {"rawValue", "locked", "token", "PositiveInt", "images", "search"} <= differing
    assert sorted(differing - set(quoted(DIFFERENCES))) == []
