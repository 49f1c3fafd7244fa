"""Links back to our site, which tell where their readers come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PREFIX = "utm_"


class Links:
    """Puts the campaign on links to ``hosts``, once each; links elsewhere stay as they are."""

    def __init__(self, parameters: Mapping[str, str], hosts: Iterable[str]) -> None:
        self._parameters = dict(parameters)
        self._hosts = set(hosts)

    def to(self, url: str) -> str:
        """``url`` as the partner is given it. Campaign parameters that it has already give way."""
        parts = urlsplit(url)
        if not self._parameters or parts.scheme not in ("http", "https") or parts.netloc not in self._hosts:
            return url
        own = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(PREFIX)]
        return urlunsplit(parts._replace(query=urlencode([*own, *self._parameters.items()])))
