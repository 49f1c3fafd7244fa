"""Whenever an answer changes, one of the tags that it carried is touched; publishing one page touches few others."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from tests.api.caching.edits import EDITS, Content, retitle, some_content
from tests.api.caching.tagging import answered, shipped
from tests.api.changes.conftest import Log, logged

__all__ = ["logged"]

pytestmark = pytest.mark.django_db

ROUND_A_PAGE = """
query($path: String!) {
  page(urlPath: $path) {
    title
    parent { title }
    children { title }
    ancestors { title }
    descendants { title }
    siblings { title }
    breadcrumbs { title url }
    alternates { url }
    translations { title }
    canonicalUrl
    seo { title description jsonLd }
    ... on ArticlePage { related { title } }
  }
}
"""
LISTS = {
    "articles": "{ articles { totalCount nodes { title url } } }",
    "content": "{ content { totalCount nodes { title } } }",
    "claims": "{ claims { nodes { statement sources { source { title } } usedOn { title } } } }",
    "framework": '{ framework(slug: "framework-one") { name claims { statement } adoptions { since } } }',
    "authors": "{ authors { nodes { name bio photo { title } } } }",
    "topics": "{ topics { nodes { name } } }",
    "tags": "{ tags { nodes { name } } }",
    "search": """{
      search(query: "everywhere") {
        totalCount
        hits { node { ... on ContentInterface { uid } } }
        facets { topics { count } }
      }
    }""",
    "redirects": "{ redirects { nodes { oldPath location } } }",
    "menus": "{ navigations { slug items { label url } } }",
    "settings": "{ siteSettings { organisationName } }",
    "nothing": '{ page(urlPath: "/articles/new/") { title } }',
    "slug": '{ article(slug: "new") { title } }',
}


def questions(content: Content) -> dict[str, tuple[str, dict[str, Any]]]:
    """Documents with their variables."""
    asked: dict[str, tuple[str, dict[str, Any]]] = {name: (query, {}) for name, query in LISTS.items()}
    for page in (content.whole, *content.others):
        path = f"/articles/{page.slug}/"
        asked[f"article {page.slug}"] = (shipped("article"), {"path": path})
        asked[f"route {page.slug}"] = (shipped("route"), {"path": path})
    for page in (content.whole, content.others[0]):
        asked[f"around {page.slug}"] = (ROUND_A_PAGE, {"path": f"/articles/{page.slug}/"})
    asked["around the list"] = (ROUND_A_PAGE, {"path": "/articles/"})
    asked["comparison"] = (shipped("comparison"), {"path": f"/comparisons/{content.compared.slug}/"})
    asked["comparison, route"] = (shipped("route"), {"path": f"/comparisons/{content.compared.slug}/"})
    asked["companies"] = (shipped("companies"), {})
    asked["pages"] = (shipped("pages"), {})
    asked["old"] = (shipped("route"), {"path": "/old/"})
    asked["nowhere"] = (shipped("route"), {"path": "/articles/new/"})
    nodes = "query($uids: [ID!]!) { nodes(uids: $uids) { uid } }"
    asked["nodes"] = (nodes, {"uids": [str(content.whole.uid), str(content.framework.uid)]})
    return asked


Questions = dict[str, tuple[str, dict[str, Any]]]


def answers(questions: Questions) -> dict[str, tuple[Any, set[str]]]:
    """What each question is answered now, and the tags."""
    cache.clear()
    found = {}
    for name, (query, variables) in questions.items():
        result, tags = answered(query, **variables)
        found[name] = (result.data, tags)
    return found


def test_changed_answers_carried_a_tag_that_is_touched(logged: Log) -> None:
    content = some_content()
    asked = questions(content)
    before = answers(asked)
    logged()
    missed = {}
    unseen = []
    for edit in EDITS:
        edit(content)
        touched = {tag for row in logged() for tag in row.tags.split()}
        after = answers(asked)
        changed = {name for name in before if before[name][0] != after[name][0]}
        if not changed:
            unseen.append(edit.__name__)
        if untold := [name for name in changed if not before[name][1] & touched]:
            missed[edit.__name__] = untold, sorted(touched)
        if edit is retitle:
            others = [
                name for name in before if name.startswith(("article ", "route ")) and content.whole.slug not in name
            ]
            assert len(others) == 10
            assert len([name for name in others if before[name][1] & touched]) <= 1
        before = after

    assert (missed, unseen) == ({}, [])
