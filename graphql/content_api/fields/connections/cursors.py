"""Cursors: a place in a list, signed, and good for that list alone.

A cursor holds the values that the list is ordered by, of the row it stands for, and a mark of the list: root field,
order, filter, site and locale. It carries no time, so the same row has the same cursor in every answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import Field

from ...errors import BadCursorError

LONGEST = 4_000  # characters; a title of 255 Chinese characters makes about 1,200
SALT = "content_api.cursor"
OUTDATED = "The cursor was made by an older version of this API."


def mark_of(*parts: Any) -> str:
    """A short name for a list, from everything that makes it another list. ``parts`` are JSON values."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def write(mark: str, values: Sequence[Any]) -> str:
    """The cursor of the row that has ``values`` in the list with this mark."""
    stored = [value.isoformat() if isinstance(value, date | datetime) else value for value in values]
    return Signer(salt=SALT).sign_object([mark, *stored])


def read(cursor: str, mark: str, fields: Sequence[Field[Any, Any]]) -> list[Any]:
    """The values in a cursor of the list with this mark, as ``fields`` read them. Raises ``BadCursorError``."""
    if len(cursor) > LONGEST:
        raise BadCursorError("This is not a cursor: it is too long.")
    try:
        found, *values = Signer(salt=SALT).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise BadCursorError("This is not a cursor of this API, or it has been changed.") from error
    if found != mark:
        raise BadCursorError("The cursor belongs to another list: another field, order, filter, site or locale.")
    try:
        place = [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValidationError, ValueError) as error:
        raise BadCursorError(OUTDATED) from error
    if None in place:
        raise BadCursorError(OUTDATED)
    return place
