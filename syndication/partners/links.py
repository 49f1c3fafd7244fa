"""Links back to our site, which tell where their readers come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from ..campaigns import is_web_page, with_campaign, without_campaign


class Links:
    """Puts the campaign on links to ``hosts``, once each; links elsewhere stay as they are."""

    def __init__(self, parameters: Mapping[str, str], hosts: Iterable[str]) -> None:
        self._parameters = dict(parameters)
        self._hosts = set(hosts)

    def to(self, url: str) -> str:
        """``url`` as the partner is given it. Campaign parameters that it has already give way."""
        if not self._parameters or not is_web_page(url) or urlsplit(url).netloc not in self._hosts:
            return url
        return with_campaign(without_campaign(url), self._parameters)
