"""Safe HTML: only what editors can write is left of a text, whatever an import or a shell has put into it."""

from __future__ import annotations

import re

import nh3

TAGS = {"a", "b", "blockquote", "br", "code", "em", "hr", "i", "li", "ol", "p", "s", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
_LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def cleaned(source: str) -> str:
    """``source`` without unknown tags, attributes and schemes. A link without an address keeps its words only."""
    return _LINK_WITHOUT_ADDRESS.sub(r"\1", _cleaner.clean(source))
