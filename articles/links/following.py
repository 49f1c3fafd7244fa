"""One question, and the redirects that are followed by hand: each address is checked by `outbound` as the first was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from content_api.outbound import Answer, Limits, RedirectRefusedError, send

from ..models.link import LinkHost
from .addresses import normalised
from .manners import Manners

MOST_HOPS = 5
SMALL = 4_096  # bytes of a body that are read: what it says is of no interest
PERMANENT = frozenset({301, 308})

MayAsk = Callable[[str, LinkHost, Manners], tuple[bool, float]]


class LostError(Exception):
    """Redirected in a circle, or too often."""


class NotWelcomeError(Exception):
    """The robots.txt of a host closes the address to programs."""


@dataclass
class Followed:
    """The last answer, and the way to it."""

    url: str
    answer: Answer | None = None
    hops: list[tuple[int, str]] = field(default_factory=list)

    @property
    def moved_to(self) -> str:
        """Where permanent redirects lead; those after a temporary one say nothing of the first address."""
        reached = ""
        for status, address in self.hops:
            if status not in PERMANENT:
                break
            reached = address
        return reached


def follow(
    method: str,
    url: str,
    manners: Manners,
    *,
    headers: Mapping[str, str] | None = None,
    answer_bytes: int = SMALL,
    may_ask: MayAsk = lambda url, host, manners: (True, 0.0),
    followed: Followed | None = None,
) -> Followed:
    """Ask, and ask again where a redirect leads, five times at most. `followed` tells the way also when this raises.

    `headers` go to the first address only.
    """
    way = followed or Followed(url)
    way.url, way.hops, seen = url, [], {url}
    while True:
        host = manners.wait_for(way.url)
        allowed, gap = may_ask(way.url, host, manners)
        if not allowed:
            raise NotWelcomeError(way.url)
        manners.wait_for(way.url)  # reading robots.txt was a request as well
        try:
            way.answer = _send(method, way.url, {} if way.hops else headers or {}, answer_bytes, manners)
            return way
        except RedirectRefusedError as redirect:
            target = normalised(urljoin(way.url, redirect.location)) if redirect.location else None
            if target is None:
                way.answer = Answer(redirect.status, {}, b"", False, 0)
                return way
            way.hops.append((redirect.status, target))
            if target in seen or len(way.hops) > MOST_HOPS:
                raise LostError(target) from redirect
            seen.add(target)
            way.url = target
        finally:
            manners.leave_alone(host, gap)


def _send(method: str, url: str, headers: Mapping[str, str], answer_bytes: int, manners: Manners) -> Answer:
    return send(
        method,
        url,
        headers={"User-Agent": manners.name, "Accept": "*/*", **headers},
        limits=Limits(seconds=manners.seconds_left(), answer_bytes=answer_bytes),
        cut_answer=True,
    )
