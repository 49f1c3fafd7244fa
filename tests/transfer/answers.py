"""Answers of the API that two sites with the same content must share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage, Author
from content_api.http.inside import OwnDocument, Reader
from syndication.feeds.selection import ARTICLES
from syndication.machines.outline import OUTLINE
from syndication.machines.sitemaps import NEWS, PAGES
from syndication.machines.texts import TEXTS
from syndication.machines.twins import TWIN
from syndication.partners.making import ARTICLES as PARTNER_ARTICLES
from tests.api.test_operations import DOCUMENTS, VARIABLES

LOCALES = ("en", "zh-hans")
# Numbers of rows, in addresses too, with signatures over them; keys of blocks are UUIDs and stay.
ADDRESSES = re.compile(r"/images/[\w-]+/\d+/|/documents/\d+/")
# Cursors hold numbers of rows, and a mail is as long as the numbers in its addresses.
OF_ONE_DATABASE = {"cursor", "endCursor", "startCursor", "sizeBytes"}
# What the six operations leave out: every fact by itself, menus, settings, redirects, search.
MORE = OwnDocument(
    "more",
    """query More($locale: String) {
  claims(first: 100, locale: $locale) { totalCount nodes {
    uid statement explanation value status asOf reviewBy locale usedOn { title } company { name } framework { slug }
    sources { quote location source { uid title description } } } }
  frameworks(first: 100, locale: $locale) { nodes {
    uid name slug tagline description category firstRelease latestVersionDate adoptions { company { name } since } } }
  authors(first: 100, locale: $locale) { nodes { uid name slug role bio links { label url } } }
  topics(first: 100, locale: $locale) { nodes { uid slug name description } }
  content(first: 100) { totalCount nodes { ... on PageInterface { title locale url fullUrl firstPublishedAt
    lastPublishedAt breadcrumbs { title url } alternates { hreflang fullUrl isDefault } } } }
  main: navigation(slug: "main", locale: $locale) { uid locale items { label url page { title } } }
  footer: navigation(slug: "footer", locale: $locale) { uid locale items { label url page { title } } }
  siteSettings { organisationName organisationDescription githubUrl contactEmail logo { uid }
    defaultShareImage { uid placeholder dominantColour width height } }
  search(query: "django", first: 20) {
    totalCount hits { highlights { html } node { ... on ContentInterface { uid } } } }
}""",
)


def all_answers() -> dict[str, Any]:
    """Every shipped operation and every document of feeds and maps, without what belongs to one database."""
    return {name: without_numbers(data) for name, data in _answers()}


def _answers() -> Iterator[tuple[str, Any]]:
    for name, variables in _asked():
        payload = {"query": DOCUMENTS[name].read_text(), "variables": variables}
        yield f"{name} {variables}", posted(payload)
    uids = [str(uid) for uid in ArticlePage.objects.live().order_by("uid").values_list("uid", flat=True)]
    for document, variables in _own_documents(uids):
        yield f"{document.name} {variables}", Reader().ask(document, variables)


def _asked() -> Iterator[tuple[str, dict[str, Any]]]:
    """The examples, then every page that the operations can be asked about."""
    yield from VARIABLES.items()
    paths = sorted(path.partition("/home")[2] for path in Page.objects.live().values_list("url_path", flat=True))
    for path in paths:
        yield "route", {"path": path}
        yield "route", {"path": path, "locale": "zh-hans"}
        if path.startswith("/articles/") and path != "/articles/":
            yield "article", {"path": path}
        if path.startswith("/comparisons/") and path != "/comparisons/":
            yield "comparison", {"path": path}
    for locale in LOCALES:
        yield "companies", {"locale": locale}
        yield "newsletter_issue", {"locale": locale}
        yield "pages", {"locale": locale, "limit": 100}


def _own_documents(uids: list[str]) -> Iterator[tuple[OwnDocument, dict[str, Any]]]:
    yield OUTLINE, {"first": 500, "locale": "en"}
    yield NEWS, {"first": 500, "filter": {"kind": ["EXPLAINER", "GUIDE"]}}
    yield PAGES, {"first": 500}
    for locale in LOCALES:
        yield MORE, {"locale": locale}
        yield ARTICLES, {"first": 50, "filter": {"locale": [locale]}, "locale": locale}
        yield PARTNER_ARTICLES, {"first": 50, "uids": uids, "locale": locale}
    yield TEXTS, {"uids": [*uids, *map(str, Author.objects.order_by("uid").values_list("uid", flat=True))]}
    for path in ("/", "/articles/what-is-django/", "/newsletter/", "/zh-hans/about/"):
        yield TWIN, {"path": path}


def posted(payload: dict[str, Any]) -> Any:
    answer = json.loads(Client().post("/graphql/", payload, content_type="application/json").content)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def without_numbers(value: Any) -> Any:
    """``value`` without numeric ids and cursors."""
    if isinstance(value, dict):
        return {
            name: without_numbers(one)
            for name, one in value.items()
            if name not in OF_ONE_DATABASE and not (name == "id" and str(one).isdecimal())
        }
    if isinstance(value, list):
        return [without_numbers(one) for one in value]
    return ADDRESSES.sub("/…/", value) if isinstance(value, str) else value
