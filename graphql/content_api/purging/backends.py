"""CDNs that forget by tag. They stand in ``WAGTAILFRONTENDCACHE`` beside Wagtail's own, which forget by address.

Wagtail's backends log what went wrong and go on. These raise, so that the job tries again.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from wagtail.contrib.frontend_cache.backends import BaseBackend

from ..outbound import Answer, OutboundError, send


class PurgeError(Exception):
    """A CDN could not be told. The message holds no secret."""


class TagBackend(BaseBackend, ABC):
    """``purge_tags`` tells the CDN to forget what carries one of the tags."""

    chunk = 30  # tags, or addresses, in one request

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.token: str = params["TOKEN"]
        self.endpoint: str = params.get("ENDPOINT", self.endpoint_for(params)).rstrip("/")

    @abstractmethod
    def endpoint_for(self, params: dict[str, Any]) -> str:
        """The address of the CDN's interface."""

    def purge_tags(self, tags: Collection[str]) -> None:
        """Raises ``PurgeError``."""
        for some in _chunks(sorted(tags), self.chunk):
            self._purge_some_tags(some)

    def purge(self, url: str) -> None:
        """Raises ``PurgeError``."""
        self.purge_batch([url])

    def purge_batch(self, urls: Collection[str]) -> None:
        """Raises ``PurgeError``."""
        for some in _chunks(sorted(urls), self.chunk):
            self._purge_some_addresses(some)

    @abstractmethod
    def _purge_some_tags(self, tags: Sequence[str]) -> None: ...

    @abstractmethod
    def _purge_some_addresses(self, urls: Sequence[str]) -> None: ...

    def _post(self, url: str, headers: dict[str, str], body: Any = None) -> Answer:
        content = b"" if body is None else json.dumps(body).encode()
        try:
            answer = send("POST", url, headers={"Content-Type": "application/json", **headers}, body=content)
        except OutboundError as error:
            raise PurgeError(f"{type(self).__name__}: {error}") from error
        if not answer.is_success:
            raise PurgeError(f"{type(self).__name__}: the CDN answered {answer.status}.")
        return answer


class SurrogateKeys(TagBackend):
    """Fastly, and what speaks like it: answers carry ``Surrogate-Key``.

    ``SERVICE_ID`` and ``TOKEN``; ``ENDPOINT`` for another interface than Fastly's.
    https://www.fastly.com/documentation/reference/api/purging/
    """

    chunk = 256

    def endpoint_for(self, params: dict[str, Any]) -> str:
        self.service_id: str = params["SERVICE_ID"]
        return "https://api.fastly.com"

    def _purge_some_tags(self, tags: Sequence[str]) -> None:
        self._post(f"{self.endpoint}/service/{self.service_id}/purge", self._key, {"surrogate_keys": list(tags)})

    def _purge_some_addresses(self, urls: Sequence[str]) -> None:
        for url in urls:
            self._post(f"{self.endpoint}/purge/{url.partition('://')[2]}", self._key)

    @property
    def _key(self) -> dict[str, str]:
        return {"Fastly-Key": self.token}


class CloudflareTags(TagBackend):
    """Cloudflare by ``Cache-Tag``: ``ZONEID`` and ``TOKEN``.

    https://developers.cloudflare.com/api/resources/cache/methods/purge/
    """

    def endpoint_for(self, params: dict[str, Any]) -> str:
        return f"https://api.cloudflare.com/client/v4/zones/{params['ZONEID']}"

    def _purge_some_tags(self, tags: Sequence[str]) -> None:
        self._purge({"tags": list(tags)})

    def _purge_some_addresses(self, urls: Sequence[str]) -> None:
        self._purge({"files": list(urls)})

    def _purge(self, body: dict[str, Any]) -> None:
        answer = self._post(f"{self.endpoint}/purge_cache", {"Authorization": f"Bearer {self.token}"}, body)
        try:
            is_done = json.loads(answer.body)["success"] is True
        except (ValueError, KeyError, TypeError):
            is_done = False
        if not is_done:
            raise PurgeError("CloudflareTags: the CDN has not done it.")


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
