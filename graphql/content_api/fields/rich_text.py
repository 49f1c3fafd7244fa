"""Rich text as HTML that can be shown anywhere.

Wagtail stores links as references. Here they become public addresses through ``visible()``: a link to a page or
document that the viewer may not see, or that is gone, loses its anchor and keeps its words. Everything else than the
tags that editors can write is removed, so that text which came in by an import or the shell is safe too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import graphene
import nh3
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import LinkRewriter

from ..addresses import absolute_api_address
from ..viewer import Viewer
from ..visibility import visible

TAGS = {"a", "b", "blockquote", "br", "code", "em", "hr", "i", "li", "ol", "p", "s", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)

LinkAttributes = Sequence[dict[str, str]]


class Html(graphene.String):
    """HTML fragment of paragraphs, lists, links and inline marks; links are absolute public addresses."""


def html(text: RichText | str, viewer: Viewer) -> str:
    """The stored rich text as safe HTML for ``viewer``."""
    source = text.source if isinstance(text, RichText) else text
    rewrite = LinkRewriter(
        rules={"external": _kept, "email": _kept},
        bulk_rules={"page": _page_links(viewer), "document": _document_links(viewer)},
    )
    cleaned = nh3.clean(
        rewrite(source),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return LINK_WITHOUT_ADDRESS.sub(r"\1", cleaned)


def _kept(attributes: dict[str, str]) -> str:
    return f'<a href="{escape(attributes["href"])}">'


def _page_links(viewer: Viewer) -> Callable[[LinkAttributes], list[str]]:
    return lambda links: _linked(links, Page, viewer, lambda page: page.full_url)


def _document_links(viewer: Viewer) -> Callable[[LinkAttributes], list[str]]:
    return lambda links: _linked(
        links, get_document_model(), viewer, lambda document: absolute_api_address(document.url)
    )


def _linked(
    links: LinkAttributes, model: type[Model], viewer: Viewer, address: Callable[[Any], str | None]
) -> list[str]:
    keys = [link["id"] for link in links if link.get("id", "").isdecimal()]
    targets = {str(target.pk): target for target in visible(model._default_manager.filter(pk__in=keys), viewer)}
    return [_opening_tag(targets.get(link.get("id", "")), address) for link in links]


def _opening_tag(target: Any, address: Callable[[Any], str | None]) -> str:
    href = address(target) if target is not None else None
    return f'<a href="{escape(href)}">' if href else "<a>"
