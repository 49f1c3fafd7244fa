"""Following the log: from nothing to all that is public, then every change in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db.models import Q

from ..errors import BadCursorError, CursorExpiredError
from .log import current_version
from .models import ContentChange, ContentEpoch

SALT = "content_api.changes"
LONGEST = 400  # characters of a cursor
EXPIRED = "Changes since this cursor are no longer known: begin anew without `since`, and drop what is not listed."


@dataclass(frozen=True)
class Place:
    """How far a client has come: it knows all up to ``number``.

    While it is still given what existed when it began, ``until`` is the version of that moment.
    """

    number: int
    until: int | None = None

    def write(self, epoch: str) -> str:
        return Signer(salt=SALT).sign_object([epoch, self.number, self.until])


@dataclass(frozen=True)
class Part:
    """The part of the log that a client is told.

    ``seen`` is what can be seen there; ``left`` what may have been seen there before, and can be seen elsewhere now.
    """

    seen: Q
    left: Q | None


@dataclass(frozen=True)
class Stretch:
    """A part of the log, and what follows it."""

    version: int
    changes: list[ContentChange]
    cursor: str
    has_more: bool
    goes_on: bool = True  # rather than begins with what is visible


def follow(since: str | None, first: int, types: Sequence[str] | None, part: Part) -> Stretch:
    """The next ``first`` changes after the cursor ``since``. Three statements, whatever there is.

    Without a cursor: one row for each object that is visible, its newest. Once these are through, every change in its
    order, tombstones among them. ``begin`` and ``further`` narrow the two parts. Raises ``BadCursorError`` and
    ``CursorExpiredError``.
    """
    epoch = ContentEpoch.objects.order_by("pk").get()
    version = current_version()
    place = _read(since, epoch) if since else Place(0, version)
    if place.number > version:
        raise BadCursorError("The cursor is ahead of the log.")
    rows = ContentChange.objects.filter(number__gt=place.number)
    if types is not None:
        rows = rows.filter(object_type__in=types)
    if place.until is None:
        rows = rows.filter(part.seen | part.left if part.left else part.seen, number__lte=version)
    else:
        rows = rows.filter(part.seen, number__lte=place.until, is_newest=True, is_visible=True)
    found = list(rows.order_by("number")[: first + 1])
    changes, has_more, goes_on = found[:first], len(found) > first, place.until is None
    if has_more:
        last = changes[-1].number or 0  # all have one: they are not greater than the version
        return Stretch(version, changes, Place(last, place.until).write(epoch.value.hex), True, goes_on)
    end: int = version if place.until is None else place.until
    return Stretch(version, changes, Place(end).write(epoch.value.hex), end < version, goes_on)


def _read(cursor: str, epoch: ContentEpoch) -> Place:
    if len(cursor) > LONGEST:
        raise BadCursorError("This is not a cursor: it is too long.")
    try:
        of_epoch, number, until = Signer(salt=SALT).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise BadCursorError("This is not a cursor of `changes`, or it has been changed.") from error
    known = number if until is None else until
    if of_epoch != epoch.value.hex or known < epoch.pruned_through:
        raise CursorExpiredError(EXPIRED)
    return Place(number, until)
