"""The judgement rules, without any request."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.links.judging import Result, Rules, judge
from articles.models import ExternalLink, Finding, LinkStatus

from .conftest import DAY, MORNING

RULES = Rules(days=7, failures=3)
ALL_THE_TIME = (Finding.SERVER_ERROR, Finding.TOO_SLOW, Finding.BUSY, Finding.REFUSED, Finding.ROBOTS, Finding.LOOP)


def judged(*findings: Finding, every: dt.timedelta = DAY, **fields: object) -> ExternalLink:
    """An address after one finding a day."""
    link = ExternalLink(**{"status": LinkStatus.UNKNOWN, **fields})
    for number, finding in enumerate(findings):
        judge(link, Result(finding), MORNING + number * every, RULES)
    return link


@pytest.mark.parametrize(
    ("findings", "status", "failures"),
    [
        ((Finding.ANSWERED,), "alive", 0),
        ((Finding.MOVED,), "redirected", 0),
        ((Finding.GONE,), "unknown", 1),
        ((Finding.GONE, Finding.GONE), "dead", 2),
        ((Finding.ANSWERED, Finding.GONE), "alive", 1),
        ((Finding.GONE, Finding.ANSWERED, Finding.GONE), "alive", 1),
        ((Finding.NO_NAME, Finding.NO_NAME), "unknown", 2),
        ((Finding.NO_NAME, Finding.NO_CONNECTION, Finding.NOT_SECURE), "dead", 3),
        ((Finding.NO_NAME, Finding.NO_NAME, Finding.GONE), "unknown", 1),
        ((Finding.GONE, Finding.NO_NAME, Finding.NO_NAME), "unknown", 2),
        ((Finding.GONE, Finding.SERVER_ERROR, Finding.GONE), "dead", 2),
        ((Finding.GONE, Finding.GONE, Finding.SERVER_ERROR), "dead", 2),
        ((Finding.GONE, Finding.GONE, Finding.ANSWERED), "alive", 0),
        *(((finding,) * 30, "unknown", 0) for finding in ALL_THE_TIME),
    ],
)
def test_one_finding_a_day(findings: tuple[Finding, ...], status: str, failures: int) -> None:
    link = judged(*findings)
    assert (link.status, link.failures) == (status, failures)


def test_failures_of_one_day_count_once() -> None:
    link = judged(*[Finding.GONE] * 12, every=dt.timedelta(hours=1))
    assert (link.status, link.failures) == ("unknown", 1)


def test_two_minutes_over_midnight_are_one_day() -> None:
    link = ExternalLink(status=LinkStatus.UNKNOWN)
    for moment in (dt.datetime(2026, 3, 2, 23, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 3, 0, 1, tzinfo=dt.UTC)):
        judge(link, Result(Finding.GONE), moment, RULES)
    assert (link.status, link.failures) == ("unknown", 1)


@pytest.mark.parametrize(
    ("findings", "pause"),
    [
        ((Finding.ANSWERED,), 7 * DAY),
        ((Finding.MOVED,), 7 * DAY),
        ((Finding.REFUSED,), 7 * DAY),
        ((Finding.ROBOTS,), 7 * DAY),
        ((Finding.GONE,), DAY),
        ((Finding.SERVER_ERROR,), DAY),
        ((Finding.TOO_SLOW,), DAY),
        ((Finding.BUSY,), dt.timedelta(hours=1)),
        ((Finding.GONE,) * 2, DAY),
        ((Finding.GONE,) * 8, DAY),
        ((Finding.GONE,) * 9, 7 * DAY),
        ((Finding.GONE,) * 62, 30 * DAY),
    ],
)
def test_when_to_look_again(findings: tuple[Finding, ...], pause: dt.timedelta) -> None:
    link = judged(*findings)
    assert link.checked_at is not None
    assert link.next_check_at - link.checked_at == pause


@pytest.mark.parametrize(
    ("seconds", "pause"), [(1, 3_600), (7_200, 7_200), (10**8, 30 * 24 * 3_600)], ids=["soon", "as asked", "in years"]
)
def test_a_host_is_given_the_time_that_it_asks_for(seconds: int, pause: int) -> None:
    link = ExternalLink(status=LinkStatus.ALIVE)
    come_back_at = MORNING + dt.timedelta(seconds=seconds)
    judge(link, Result(Finding.BUSY, come_back_at=come_back_at), MORNING, RULES)
    assert (link.status, link.next_check_at) == ("alive", MORNING + dt.timedelta(seconds=pause))
