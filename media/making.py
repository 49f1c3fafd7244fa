"""Makes renditions on first use: each by one maker, and only so many at a time.

Encoding takes up to seconds of a processor. A page with thirty new pictures, opened by a hundred readers,
must cost thirty encodings and not three thousand, and must leave the API something to run on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.core.cache import cache as shared_cache
from redis.exceptions import RedisError
from wagtail.images.models import Filter

from .metrics import rendition_seconds
from .models import Image, Rendition

logger = logging.getLogger("media")

PLACES_FOR_EACH_ENCODER = 4
PATIENCE = 10.0  # seconds that a request waits for its turn or for another maker
LOCK_LIFETIME = 60  # seconds; a maker that died is succeeded after these
PAUSE = 0.05  # seconds between two looks at what another maker does


class BusyError(Exception):
    """No encoder is free and enough requests are waiting already."""


class Encoders:
    """A bounded number of encodings at once, and of requests that wait for one."""

    def __init__(self, encoders: int) -> None:
        self._free = threading.BoundedSemaphore(encoders)
        self._places = threading.BoundedSemaphore(encoders * (1 + PLACES_FOR_EACH_ENCODER))

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place in the queue; raises ``BusyError`` where it is full."""
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """An encoder of one's own; raises ``BusyError`` where none comes free in time."""
        if not self._free.acquire(timeout=patience):
            raise BusyError
        try:
            yield
        finally:
            self._free.release()


@cache
def encoders() -> Encoders:
    """The encoders of this process; ``IMAGE_ENCODERS`` says how many."""
    return Encoders(settings.IMAGE_ENCODERS)


def rendition_of(image: Image, rendition_filter: Filter) -> Rendition:
    """The rendition, made now if nobody has yet. May raise ``BusyError``."""
    if found := _existing(image, rendition_filter):
        return found
    with encoders().place(), _only_maker(image, rendition_filter) as made_meanwhile:
        if made_meanwhile:
            return made_meanwhile
        with encoders().turn(PATIENCE):
            # Processes that share no cache may still meet here; the unique constraint lets one of them win.
            with rendition_seconds.time():
                made: Rendition = image.create_rendition(rendition_filter)
            return made


def make_again(rendition: Rendition) -> Rendition:
    """Replace a rendition whose file has been lost."""
    logger.warning("The file of rendition %s is missing; making it again", rendition.pk)
    Rendition.objects.filter(pk=rendition.pk).delete()
    return rendition_of(rendition.image, rendition.filter)


def _existing(image: Image, rendition_filter: Filter) -> Rendition | None:
    # Not Wagtail's find_existing_rendition: that trusts a cache which outlives a restored database.
    return image.renditions.filter(
        filter_spec=rendition_filter.spec, focal_point_key=rendition_filter.get_cache_key(image)
    ).first()


@contextmanager
def _only_maker(image: Image, rendition_filter: Filter) -> Iterator[Rendition | None]:
    """Hold the lock of this rendition, or wait for its holder and answer what that one made."""
    key = f"media.maker:{image.pk}:{rendition_filter.spec}:{rendition_filter.get_cache_key(image)}"
    give_up = time.monotonic() + PATIENCE
    while not _lock(key):
        time.sleep(PAUSE)
        if made := _existing(image, rendition_filter):
            yield made
            return
        if time.monotonic() > give_up:
            raise BusyError
    try:
        yield _existing(image, rendition_filter)
    finally:
        _unlock(key)


def _lock(key: str) -> bool:
    try:
        return bool(shared_cache.add(key, True, LOCK_LIFETIME))
    except RedisError:  # without the cache each process takes care of itself
        return True


def _unlock(key: str) -> None:
    try:
        shared_cache.delete(key)
    except RedisError:
        logger.warning("The cache is away; the lock %s ends by itself", key)
