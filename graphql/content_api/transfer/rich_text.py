"""References in rich text: the ``id`` of links and embedded images, which is a number here and a name in documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, FIND_EMBED_TAG, extract_attrs

# A key in, a key or a name out; ``None`` for what is not to be known or is gone.
Translate = Callable[[type, str], Any]


def with_references(html: str, translate: Translate) -> str:
    """``html`` with what ``translate`` makes of each reference. Without one, a link is left bare and an image goes."""
    if "<a" not in html and "<embed" not in html:
        return html

    def link(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        models = {"page": Page, "document": get_document_model()}
        if (model := models.get(attributes.get("linktype", ""))) is None:
            return match[0]
        key = translate(model, attributes.get("id", ""))
        return _tag("a", attributes | {"id": key}) if key is not None else "<a>"

    def embed(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        if attributes.get("embedtype") != "image":
            return match[0]
        key = translate(get_image_model(), attributes.get("id", ""))
        return _tag("embed", attributes | {"id": key}, end="/>") if key is not None else ""

    return FIND_EMBED_TAG.sub(embed, FIND_A_TAG.sub(link, html))


def _tag(name: str, attributes: dict[str, Any], end: str = ">") -> str:
    told = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{told}{end}"


def _escaped(value: Any) -> str:
    """As ``extract_attrs`` reads it."""
    return escape(str(value), quote=False).replace('"', "&quot;")
