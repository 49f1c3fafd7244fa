"""What the worker does: for each change, tell the CDNs to forget what it touches, and once more a little later.

An answer that was begun before a change may reach a CDN after it was told to forget. No request executes for longer
than ``execution_seconds``, so a second time after these is enough. A CDN is told at least once: whatever fails is
tried again with the next run.
"""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Site

from ..addresses import UNQUOTED, frontend_address
from ..changes.models import ContentChange
from ..changes.state import State, read_state
from ..changes.tags import EVERYTHING, in_header
from .backends import PurgeError
from .models import CdnPurge

MOST_CHANGES = 500  # in one go
LONGEST_WAIT = 30.0  # seconds, for the answer of a CDN
MARGIN = 5.0  # seconds, for an answer's way from here into a CDN

ShouldStop = Callable[[], bool]


@dataclass
class Forgotten:
    """What CDNs are to forget. Addresses are those of pages on their frontends."""

    tags: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def purge_due(should_stop: ShouldStop) -> None:
    """Tell all CDNs of ``WAGTAILFRONTENDCACHE`` what is due. Raises ``PurgeError`` where one could not be told."""
    backends = get_backends()
    if not backends:
        return
    state = read_state()
    cursor = _cursor(state, backends)
    for row in CdnPurge.objects.filter(epoch=state.epoch, repeat_at__lte=timezone.now()).order_by("up_to"):
        if should_stop():
            return
        _tell(backends, _touched_by(_changes(row.after, row.up_to)))
        CdnPurge.objects.filter(pk=row.pk).update(repeat_at=None)
    while cursor < state.version and not should_stop():
        changes = list(_changes(cursor, state.version)[:MOST_CHANGES])
        up_to = changes[-1].number if len(changes) == MOST_CHANGES else state.version
        _tell(backends, _touched_by(changes))
        _note(state.epoch, cursor, up_to)
        cursor = up_to
    CdnPurge.objects.filter(repeat_at=None).exclude(epoch=state.epoch, up_to=cursor).delete()


def _cursor(state: State, backends: dict[str, Any]) -> int:
    """The number of the last change that the CDNs were told of.

    A CDN that is new, or whose copies are of another epoch, forgets everything and starts with what comes next.
    """
    newest = CdnPurge.objects.filter(epoch=state.epoch).order_by("-up_to").first()
    if newest is not None:
        return newest.up_to
    _tell(backends, Forgotten(tags={EVERYTHING}))
    _note(state.epoch, state.version, state.version)
    return state.version


def _note(epoch: str, after: int, up_to: int) -> None:
    """Write down that the CDNs were told, unless another worker has."""
    wait = dt.timedelta(seconds=settings.GRAPHQL_LIMITS["execution_seconds"] + MARGIN)
    repeat_at = timezone.now() + wait if up_to > after else None
    try:
        with transaction.atomic():
            CdnPurge.objects.create(epoch=epoch, after=after, up_to=up_to, repeat_at=repeat_at)
    except IntegrityError:
        pass


def _changes(after: int, up_to: int) -> Any:
    return ContentChange.objects.filter(number__gt=after, number__lte=up_to).order_by("number")


def _touched_by(changes: Iterable[ContentChange]) -> Forgotten:
    forgotten = Forgotten()
    site = Site.objects.filter(is_default_site=True).first()
    root = frontend_address(site) if site else None
    for change in changes:
        forgotten.tags.update(map(in_header, change.tags.split()))
        for path in filter(None, (change.path, change.former_path)):
            if path.startswith("http") or root is not None:
                forgotten.addresses.add(urljoin(f"{root}/", quote(path, safe=UNQUOTED)))
    if EVERYTHING in forgotten.tags:
        forgotten.tags = {EVERYTHING}
    return forgotten


def _tell(backends: dict[str, Any], forgotten: Forgotten) -> None:
    """Tell every CDN; those that can only be told by address are not told of tags. Raises ``PurgeError``."""
    failed: list[str] = []
    for name, backend in backends.items():
        addresses = [one for one in forgotten.addresses if backend.invalidates_hostname(urlsplit(one).hostname)]
        try:
            if forgotten.tags and hasattr(backend, "purge_tags"):
                backend.purge_tags(forgotten.tags)
            if addresses:
                with _bounded_wait():
                    backend.purge_batch(sorted(addresses))
        except PurgeError as error:
            failed.append(f"{name}: {error}")
    if failed:
        raise PurgeError("; ".join(failed))


@contextmanager
def _bounded_wait() -> Iterator[None]:
    """Wagtail's backend for HTTP caches sets no limit of its own."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(LONGEST_WAIT)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
