"""Markdown twins: each page as a text that programs read without a browser."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404

from articles.rendering.markdown import markdown_of
from articles.rendering.parts import Heading
from content_api.http.inside import Reader, own_document
from content_api.seo.languages import bcp47

from ..feeds.selection import DOCUMENTS

PAGE_TEXT = DOCUMENTS / "page_text.graphql"
TWIN = own_document(DOCUMENTS / "twin.graphql", PAGE_TEXT)
HOME = "index"  # the name of a site's home page

Json = dict[str, Any]


def twin(name: str, reader: Reader) -> bytes:
    """The page called ``name``, a path without slashes at its ends. Raises ``Http404`` where none is visible."""
    path = "/" if name == HOME else f"/{name}/"
    page = reader.ask(TWIN, {"path": path})["route"]["page"]
    if page is None or "markdown" not in page:
        raise Http404("No page is visible at this path.")
    return text_of(page).encode()


def text_of(page: Json) -> str:
    """The text of a page that was asked for as ``page_text.graphql`` does."""
    title = markdown_of([Heading(1, page["title"])])
    return f"{_front_matter(page)}\n{title}\n\n{page['markdown']}\n"


def name_of(path: str) -> str:
    """What the twin of the page at ``path`` within its site is called."""
    return path.strip("/") or HOME


def _front_matter(page: Json) -> str:
    """YAML, in the part of it that is JSON as well, so that no text can break out of its value."""
    known = {
        "title": page["title"],
        "uid": page.get("uid"),
        "url": page["canonicalUrl"],
        "language": bcp47(page["locale"]),
        "published": page["firstPublishedAt"],
        "modified": page.get("modifiedAt") or page["lastPublishedAt"],
        "authors": [author["name"] for author in page.get("authors", ())],
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in known.items() if value]
    return "\n".join(["---", *lines, "---", ""])
