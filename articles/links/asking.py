"""Asking one address whether it is there: HEAD first, and GET where that is not the last word."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from content_api.outbound import (
    AddressRefusedError,
    Answer,
    AnswerTooLargeError,
    BadAddressError,
    ConnectionFailedError,
    NameNotFoundError,
    OutboundError,
    TimedOutError,
    TLSFailedError,
)

from ..models.link import ExternalLink, Finding, LinkHost
from .addresses import host_of
from .following import Followed, LostError, NotWelcomeError, follow
from .judging import Result
from .manners import Manners
from .robots import wishes

# Many servers answer these to HEAD alone. One that says "not found" is not believed without a second question either.
ASK_WITH_GET = frozenset({400, 403, 404, 405, 406, 410, 501})
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
COME_BACK = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

FINDINGS: tuple[tuple[type[Exception], Finding], ...] = (
    (NameNotFoundError, Finding.NO_NAME),
    (TLSFailedError, Finding.NOT_SECURE),
    (ConnectionFailedError, Finding.NO_CONNECTION),
    (TimedOutError, Finding.TOO_SLOW),
    (AddressRefusedError, Finding.FORBIDDEN),
    (BadAddressError, Finding.FORBIDDEN),
    (AnswerTooLargeError, Finding.UNREADABLE),
    (LostError, Finding.LOOP),
    (NotWelcomeError, Finding.ROBOTS),
)


def ask(link: ExternalLink, manners: Manners) -> Result:
    """What the address answers. Raises `NotNowError` where a host on the way wishes not to be asked now."""
    way = Followed(link.url)
    try:
        _ask(link, manners, way)
    except (OutboundError, LostError, NotWelcomeError) as error:
        finding = next(finding for kind, finding in FINDINGS if isinstance(error, kind))
        return Result(finding, hops=tuple(way.hops))
    return _read(way, manners)


def _ask(link: ExternalLink, manners: Manners, way: Followed) -> None:
    headers = _conditions(link)
    try:
        follow("HEAD", link.url, manners, headers=headers, may_ask=wishes, followed=way)
    except ConnectionFailedError:
        pass  # some servers hang up on HEAD
    else:
        if way.answer is None or way.answer.status not in ASK_WITH_GET:
            return
    follow("GET", link.url, manners, headers=headers, may_ask=wishes, followed=way)


def _conditions(link: ExternalLink) -> dict[str, str]:
    found = {"If-None-Match": link.etag, "If-Modified-Since": link.last_modified}
    return {name: value for name, value in found.items() if value}


def _read(way: Followed, manners: Manners) -> Result:
    assert way.answer is not None  # noqa: S101  (`follow` raises or answers)
    answer, status = way.answer, way.answer.status
    finding = _finding(status)
    if finding is Finding.ANSWERED and way.moved_to:
        finding = Finding.MOVED
    come_back_at = _retry_after(answer, manners.now()) if status in COME_BACK else None
    if come_back_at is not None:
        host, _ = LinkHost.objects.get_or_create(name=host_of(way.url))
        manners.leave_alone(host, (come_back_at - manners.now()).total_seconds())
    return Result(
        finding,
        http_status=status,
        new_url=way.moved_to if finding is Finding.MOVED else "",
        hops=tuple(way.hops),
        # Only what the address itself said can be asked about it the next time.
        etag="" if way.hops else _sendable(_header(answer, "ETag"), 255),
        last_modified="" if way.hops else _sendable(_header(answer, "Last-Modified"), 60),
        come_back_at=come_back_at,
    )


def _finding(status: int) -> Finding:
    if 200 <= status < 300 or status == HTTPStatus.NOT_MODIFIED:
        return Finding.ANSWERED
    if status in GONE:
        return Finding.GONE
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Finding.BUSY
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Finding.SERVER_ERROR
    return Finding.REFUSED if status >= HTTPStatus.BAD_REQUEST else Finding.UNREADABLE


def _header(answer: Answer, name: str) -> str:
    return next((value for key, value in answer.headers.items() if key.lower() == name.lower()), "").strip()


def _sendable(text: str, most: int) -> str:
    """What can be sent back as a header; "" for what cannot."""
    return text if text.isascii() and text.isprintable() and len(text) <= most else ""


def _retry_after(answer: Answer, now: datetime) -> datetime | None:
    """Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after"""
    text = _header(answer, "Retry-After")
    if text.isascii() and text.isdigit():
        return now + timedelta(seconds=min(int(text), 10**8))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment > now else None
