"""What is asked after each step: the shipped operations, and one question for each other part of the API."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Page

from .readers import Question, shipped

ROUND_A_PAGE = """
query($path: String!) {
  page(urlPath: $path) {
    title
    parent { title }
    children { title }
    siblings { title }
    descendants { title }
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
    "articles": "{ articles { totalCount nodes { title url topics { name } tags { name } } } }",
    "content": "{ content { totalCount nodes { title ... on PageInterface { url } } } }",
    "claims": "{ claims { nodes { statement value sources { source { title linkStatus } } usedOn { title url } } } }",
    "frameworks": """{
      frameworks { nodes { name tagline claims { statement } adoptions { usedFor company { title } } } }
    }""",
    "authors": "{ authors { nodes { name role bio photo { title } links { label } } } }",
    "topics": "{ topics { nodes { slug name } } tags { nodes { name } } }",
    "sources": "{ sources { nodes { title linkStatus } } }",
    "search": """{
      search(query: "everywhere") { totalCount hits { title: node { ... on PageInterface { title url } } } }
    }""",
    "redirects": "{ redirects { nodes { oldPath location } } }",
    "menus": "{ navigations { slug items { label url page { title } } } }",
    "settings": "{ siteSettings { organisationName logo { title } defaultShareImage { title } } }",
    "compared": '{ comparison(frameworks: ["django", "flask"]) { title url } }',
    "slug": '{ article(slug: "first") { title url } }',
}


def list_questions() -> list[Question]:
    lists = [Question(name, document) for name, document in LISTS.items()]
    return [
        *lists,
        Question("shipped companies", shipped("companies")),
        Question("shipped pages", shipped("pages")),
        Question("shipped pages, Chinese", shipped("pages"), '{"locale": "zh-hans"}'),
    ]


def questions_about(path: str) -> list[Question]:
    """Those whose variable is a path."""
    return [
        Question(f"{name} {path}", document, json.dumps({"path": path}))
        for name, document in (
            ("shipped article", shipped("article")),
            ("shipped comparison", shipped("comparison")),
            ("shipped route", shipped("route")),
            ("round", ROUND_A_PAGE),
        )
    ]


def paths() -> list[str]:
    """Where pages of the first site are, with those that cannot be seen."""
    pages: Any = Page.objects.filter(depth__gt=1).order_by("pk").values_list("url_path", flat=True)
    return [f"/{path.removeprefix('/home/')}" for path in pages]
