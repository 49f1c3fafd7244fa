"""What can still be known of former days: which claims were published, and with which status.

The admin's log names the revision that each publishing made public, and revisions keep the status. Claims that have
been deleted are missing, and where an old revision was purged, the status that the claim has now stands in for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from articles.models import Claim

PUBLISH, UNPUBLISH = "wagtail.publish", "wagtail.unpublish"
LIVE_ACTIONS = (PUBLISH, f"{PUBLISH}.scheduled")
ACTIONS = (*LIVE_ACTIONS, UNPUBLISH, f"{UNPUBLISH}.scheduled")

# When, and the status from then on: None where readers did not see the claim.
Event = tuple[datetime, str | None]


@dataclass(frozen=True)
class ClaimHistory:
    """What happened to each claim, oldest first."""

    events: list[list[Event]]

    @classmethod
    def read(cls) -> ClaimHistory:
        """Three statements, however many claims there are."""
        return cls(list(_histories().values()))

    @property
    def first_day(self) -> date | None:
        """The day from which on anything is known."""
        first = min((events[0][0] for events in self.events if events), default=None)
        return timezone.localdate(first) if first else None

    def counts_of(self, days: Iterable[date]) -> dict[date, Mapping[str, int]]:
        """For each day the published claims by status, as they were when it ended."""
        return {day: _count(self.events, _end_of(day)) for day in days}


def _count(histories: list[list[Event]], moment: datetime) -> Counter[str]:
    statuses = (_status_at(events, moment) for events in histories)
    return Counter(status for status in statuses if status)


def _status_at(events: list[Event], moment: datetime) -> str | None:
    position = bisect_left(events, moment, key=lambda event: event[0])
    return events[position - 1][1] if position else None


def _histories() -> dict[int, list[Event]]:
    """By claim what happened to it, oldest first."""
    claims = {claim.pk: claim for claim in Claim.objects.only("status", "live", "first_published_at").order_by()}
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Claim), action__in=ACTIONS
    ).order_by("timestamp", "pk")
    rows = entries.values_list("object_id", "action", "timestamp", "revision__content__status")
    found: dict[int, list[Event]] = defaultdict(list)
    for key, action, moment, status in rows:
        claim = claims.get(int(key))
        if claim is not None:
            found[claim.pk].append((moment, (status or claim.status) if action in LIVE_ACTIONS else None))
    for claim in claims.values():
        _begin_with_first_publication(claim, found)
    return found


def _begin_with_first_publication(claim: Claim, found: dict[int, list[Event]]) -> None:
    """The log may begin later than the claim: what was imported brings its date with it."""
    first, events = claim.first_published_at, found[claim.pk]
    published = [event for event in events if event[1]]
    if first and published and first < published[0][0]:
        events.insert(0, (first, published[0][1]))
        events.sort(key=lambda event: event[0])
    elif first and claim.live and not published:
        events[:] = [(first, claim.status)]  # published by code that writes no log


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
