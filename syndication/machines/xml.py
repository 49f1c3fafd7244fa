"""Site maps as XML."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.xmlutils import SimplerXMLGenerator

from ..feeds.xml_text import xml_text

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NAMESPACES = {
    "xmlns": SITEMAP,
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}

Element = tuple[str, dict[str, str], "str | Iterable[Element]"]  # name, attributes, text or elements


def document(name: str, elements: Iterable[Element], namespaces: dict[str, str] = NAMESPACES) -> bytes:
    """A whole document with the root ``name``."""
    body = BytesIO()
    handler: Any = SimplerXMLGenerator(body, "utf-8", short_empty_elements=True)
    handler.startDocument()
    _write(handler, (name, namespaces, elements))
    return body.getvalue()


def _write(handler: Any, element: Element) -> None:
    name, attributes, content = element
    handler.startElement(name, {key: xml_text(value) for key, value in attributes.items()})
    if isinstance(content, str):
        handler.characters(xml_text(content))
    else:
        for one in content:
            _write(handler, one)
    handler.endElement(name)
