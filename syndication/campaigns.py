"""Campaign parameters on links: which mail, feed or section a reader came from.

https://support.google.com/analytics/answer/10917952
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PREFIX = "utm_"


def is_web_page(url: str) -> bool:
    """Whether parameters mean anything to what is there; they do not to ``mailto:`` and a mail tool's placeholders."""
    return urlsplit(url).scheme in ("http", "https")


def has_campaign(url: str) -> bool:
    return any(_is_campaign(name) for name, _ in _parameters(url))


def without_campaign(url: str) -> str:
    """``url`` with its other parameters alone."""
    if not has_campaign(url):
        return url
    others = [pair for pair in _parameters(url) if not _is_campaign(pair[0])]
    return urlunsplit(urlsplit(url)._replace(query=urlencode(others)))


def with_campaign(url: str, parameters: Mapping[str, str]) -> str:
    """``url`` with ``parameters`` after its own."""
    parts = urlsplit(url)
    query = "&".join(filter(None, [parts.query, urlencode(parameters)]))
    return urlunsplit(parts._replace(query=query))


def _parameters(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _is_campaign(name: str) -> bool:
    return name.startswith(PREFIX)
