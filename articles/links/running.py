"""A round of checks: what is due, the longest waiting first, hosts in turn, for a bounded time."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models.link import ExternalLink, Finding, LinkUse
from . import archive
from .asking import ask
from .effects import store
from .judging import DAY, UNREACHABLE, Result
from .manners import Manners, NotNowError

logger = logging.getLogger(__name__)

ROUND = 45.0  # seconds, after which no further address is begun; the worker comes back soon
LONGEST_ROUND = 7 * 24 * 60 * 60.0  # seconds
MAY_BE_OURSELVES = UNREACHABLE | {Finding.TOO_SLOW}

ShouldStop = Callable[[], bool]


@dataclass
class Round:
    """How far one round may go, and what it did."""

    manners: Manners = field(default_factory=Manners)
    most: int = field(default_factory=lambda: int(settings.LINK_CHECK["per_run"]))
    seconds: float = ROUND
    among: QuerySet[ExternalLink] | None = None  # instead of what is due
    tell: Callable[[ExternalLink], object] = lambda link: None
    judged: Counter[str] = field(default_factory=Counter)
    _later: set[int] = field(default_factory=set)
    _has_got_an_answer: bool = False
    _is_offline: bool = False

    def run(self) -> Counter[str]:
        """Check one address after the other. Answers how many got which judgement."""
        began = self.manners.now()
        while self.judged.total() < self.most and not self._is_offline and not self.manners.should_stop():
            link = self._next(began)
            if link is None:
                break
            self._check(link)
        return self.judged

    def _next(self, began: datetime) -> ExternalLink | None:
        """At the host that was left alone for longest. One whose turn comes after the round is not waited for."""
        now, end = self.manners.now(), began + timedelta(seconds=self.seconds)
        if now >= end:
            return None
        found = (due(now) if self.among is None else self.among).exclude(pk__in=self._later)
        found = found.filter(Q(checked_at=None) | Q(checked_at__lt=began), host__next_request_at__lt=end)
        return found.order_by("host__next_request_at", "next_check_at", "pk").first()

    def _check(self, link: ExternalLink) -> None:
        self.manners.begin()
        try:
            result = ask(link, self.manners)
            if result.finding in MAY_BE_OURSELVES and not self._is_online(link):
                self._is_offline = True
                logger.warning("Links are not checked: no host answers, so it may be our own network")
                return
        except NotNowError as later:
            self._postpone(link, later.until)
            return
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # One address that the code cannot cope with must not keep all others waiting behind it.
            logger.exception("A link could not be checked: %s", link.url)
            self._postpone(link, self.manners.now() + DAY)
            return
        self._store(link, result)

    def _postpone(self, link: ExternalLink, until: datetime) -> None:
        self._later.add(link.pk)
        ExternalLink.objects.filter(pk=link.pk).update(next_check_at=until)

    def _store(self, link: ExternalLink, result: Result) -> None:
        self._has_got_an_answer |= result.http_status is not None
        link = store(link, result, self.manners.now())
        if archive.is_wanted(link, self.manners.now()):
            self.manners.begin()
            link.archived_url = archive.look_for_copy(link, self.manners)
        self.judged[link.status] += 1
        self.tell(link)

    def _is_online(self, link: ExternalLink) -> bool:
        """Whether others can be reached. Asked of what answered last, unless something has answered in this round."""
        if self._has_got_an_answer:
            return True
        others = used().exclude(host=link.host_id).filter(alive_at__isnull=False)
        control = others.order_by("-alive_at").first()
        if control is None:
            return True
        self.manners.begin()
        return ask(control, self.manners).http_status is not None


def used() -> QuerySet[ExternalLink]:
    """The addresses that occur anywhere."""
    return ExternalLink.objects.filter(Exists(LinkUse.objects.filter(link=OuterRef("pk"))))


def due(now: datetime) -> QuerySet[ExternalLink]:
    return used().filter(next_check_at__lte=now)


def check_due(should_stop: ShouldStop) -> int:
    """The worker's job; the number of addresses that were checked. None where the checker is off."""
    if not settings.LINK_CHECK["enabled"]:
        return 0
    judged = Round(Manners(should_stop=should_stop)).run()
    if judged:
        logger.info("Links checked: %s", ", ".join(f"{count} {status}" for status, count in sorted(judged.items())))
    return judged.total()
