"""Politeness towards a host: one request at a time, a gap between two, its wishes, an honest name."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from content_api.outbound import TimedOutError
from content_api.worker.jobs import nap_until

from ..models.link import LinkHost
from .addresses import host_of

AGENT = "NuagesLinkChecker"


class NotNowError(Exception):
    """The host must not be asked before `until`, which is later than anybody waits here."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"The host is to be left alone until {until:%Y-%m-%d %H:%M:%S}.")
        self.until = until


@dataclass
class Manners:
    """The clock and the patience of one round. Requests go out one after the other."""

    now: Callable[[], datetime] = timezone.now
    sleep: Callable[[float], object] | None = None
    should_stop: Callable[[], bool] = lambda: False
    patience: float = 15.0  # seconds that a request may wait for its turn
    whole: float = 60.0  # seconds for one address with all that belongs to it: robots.txt, redirects, a second question
    gap: float = field(default_factory=lambda: float(settings.LINK_CHECK["gap_seconds"]))
    name: str = field(default_factory=lambda: agent())
    _end: datetime | None = None

    def begin(self) -> None:
        """The time for one address runs from now."""
        self._end = self.now() + timedelta(seconds=self.whole)

    def seconds_left(self) -> float:
        """For the next request. Raises `TimedOutError` when the time for the address is over."""
        most = float(settings.LINK_CHECK["seconds"])
        left = (self._end - self.now()).total_seconds() if self._end else most
        if left <= 0:
            raise TimedOutError("There was no complete answer in time.")
        return min(left, most)

    def wait_for(self, url: str) -> LinkHost:
        """Sleep until it is the turn of the host. Raises `NotNowError` if that is too far away."""
        host, _ = LinkHost.objects.get_or_create(name=host_of(url), defaults={"next_request_at": self.now()})
        seconds = (host.next_request_at - self.now()).total_seconds()
        if seconds > self.patience or self.should_stop():
            raise NotNowError(host.next_request_at)
        if seconds > 0:
            self._sleep(seconds)
        return host

    def leave_alone(self, host: LinkHost, seconds: float = 0) -> None:
        """After a request: the next one comes after the gap, or later if the host wishes so."""
        until = self.now() + timedelta(seconds=max(self.gap, seconds))
        LinkHost.objects.filter(pk=host.pk).update(next_request_at=until)

    def _sleep(self, seconds: float) -> None:
        if self.sleep:
            self.sleep(seconds)
        else:
            nap_until(time.monotonic() + seconds, self.should_stop)


def agent() -> str:
    """Who asks, and where to read about it: the site's own address."""
    site = Site.objects.filter(is_default_site=True).first()
    address = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
    return f"{AGENT}/1.0 (+{address})"
