"""What a finding says about an address. Pure: no clock, no network, no database.

An address is dead when it failed again and again, each time on another day. What only says that a server has trouble,
or wants no programs, never counts: a reader may still get there. See ADR 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models.link import ExternalLink, Finding
from ..models.source import LinkStatus

DAY = timedelta(days=1)
ANOTHER_DAY = timedelta(hours=20)  # at least, between two failures that count
FAILURES_WHEN_GONE = 2  # the server itself says that there is nothing
UNREACHABLE = frozenset({Finding.NO_NAME, Finding.NO_CONNECTION, Finding.NOT_SECURE})
PASSING = frozenset({Finding.SERVER_ERROR, Finding.TOO_SLOW})
SHORTEST_WAIT = timedelta(hours=1)  # for who asked to come back later and did not say when
LONGEST_WAIT = timedelta(days=30)
# A dead address may come back. Rarer and rarer: until so long after its death, one check in so long.
AFTER_DEATH = ((timedelta(days=7), DAY), (timedelta(days=60), timedelta(days=7)))


@dataclass(frozen=True)
class Result:
    """What one attempt to reach an address brought."""

    finding: Finding
    http_status: int | None = None
    new_url: str = ""
    hops: tuple[tuple[int, str], ...] = ()
    etag: str = ""
    last_modified: str = ""
    come_back_at: datetime | None = None


@dataclass(frozen=True)
class Rules:
    """What the operator decides."""

    days: int  # between two checks of an address that is fine
    failures: int  # that make an address dead which cannot be reached


def judge(link: ExternalLink, result: Result, now: datetime, rules: Rules) -> None:
    """Write the judgement on `link`, which is not saved."""
    link.finding, link.http_status, link.checked_at = result.finding, result.http_status, now
    link.hops = [list(hop) for hop in result.hops]
    if result.finding in (Finding.ANSWERED, Finding.MOVED):
        _is_alive(link, result, now)
    elif result.finding is Finding.GONE or result.finding in UNREACHABLE:
        _has_failed(link, result.finding, now, rules)
    link.next_check_at = now + _pause(link, result, now, rules)


def _is_alive(link: ExternalLink, result: Result, now: datetime) -> None:
    link.status = LinkStatus.REDIRECTED if result.finding is Finding.MOVED else LinkStatus.ALIVE
    link.new_url = result.new_url
    link.alive_at, link.dead_since, link.failed_at = now, None, None
    link.failures, link.failed_as = 0, Finding.NONE
    link.etag, link.last_modified = result.etag, result.last_modified


def _has_failed(link: ExternalLink, finding: Finding, now: datetime, rules: Rules) -> None:
    is_same_kind = (link.failed_as == Finding.GONE) == (finding is Finding.GONE)
    if not link.failures or not is_same_kind:
        link.failures, link.failed_at = 1, now
    elif _is_another_day(link.failed_at, now):
        link.failures, link.failed_at = link.failures + 1, now
    link.failed_as = finding
    needed = FAILURES_WHEN_GONE if finding is Finding.GONE else rules.failures
    if link.failures >= needed and link.status != LinkStatus.DEAD:
        link.status, link.dead_since = LinkStatus.DEAD, now


def _is_another_day(before: datetime | None, now: datetime) -> bool:
    return before is None or (now.date() != before.date() and now - before >= ANOTHER_DAY)


def _pause(link: ExternalLink, result: Result, now: datetime, rules: Rules) -> timedelta:
    usual = timedelta(days=rules.days)
    if result.come_back_at is not None or result.finding is Finding.BUSY:
        wished = (result.come_back_at or now) - now
        return min(max(wished, SHORTEST_WAIT), LONGEST_WAIT)
    if link.status == LinkStatus.DEAD:
        dead_for = now - (link.dead_since or now)
        return next((pause for end, pause in AFTER_DEATH if dead_for < end), LONGEST_WAIT)
    if link.failures or result.finding in PASSING:
        return min(DAY, usual)
    return usual
