"""Does a single value fit its field? Small questions that ``checking_documents`` asks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    UUIDField,
)
from django.utils.dateparse import parse_datetime
from wagtail.coreutils import get_content_languages
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.models import Page, Site

from .declared import UID, Travel, travel_of
from .identities import name_by

MOST_LETTERS_OF_A_NAME = 255
TEXTS = (CharField, TextField, UUIDField, DateField)


def is_image(path: Path, called: str) -> bool:
    """Whether the file begins as one of its kind does, and the kind may be uploaded."""
    extension = called.rpartition(".")[2].lower()
    if extension not in get_allowed_image_extensions():
        return False
    try:
        with path.open("rb") as file:
            kind: str = willow.Image.open(file).format_name
    except (willow.image.UnrecognisedImageFormatError, OSError, SyntaxError, ValueError):
        return False
    return kind == {"jpg": "jpeg"}.get(extension, extension)


def needed_fields(model: type[Model]) -> set[str]:
    """Fields without which an object has no place, whatever their defaults."""
    if issubclass(model, Page):
        return {"slug", "locale", "translation_key"}
    if issubclass(model, Site):
        return {"hostname", "port", "site_name", "is_default_site", "root_page"}
    return set((travel_of(model) or Travel()).by) - set(UID)


def problems_of_identity(model: type[Model], name: str, content: Any) -> Iterator[str]:
    """The name is what follows from the object."""
    travel = travel_of(model) or Travel()
    key = name.rpartition("/")[2]
    try:
        follows = str(uuid.UUID(key)) == key if travel.has_uid else name_by(model, content) == name
    except (ValueError, TypeError, KeyError):
        follows = False
    if not follows:
        yield "its name is not that of the object"


def is_moment(value: Any) -> bool:
    try:
        moment = parse_datetime(value)
    except (TypeError, ValueError):
        return False
    return moment is not None and moment.tzinfo is not None


def problems_of_language(document: dict[str, Any]) -> Iterator[str]:
    code = (document.get("content") or {}).get("language_code")
    if code not in get_content_languages():
        yield f"the language {code!r} is not among those of this installation, WAGTAIL_CONTENT_LANGUAGES"


def problems_of_value(field: Any, value: Any, told: str) -> Iterator[str]:
    """Of a plain value, which is none of references, files and texts with references."""
    kind: type | tuple[type, ...] = object
    if isinstance(field, BooleanField):
        kind = bool
    elif isinstance(field, IntegerField):
        kind = int
    elif isinstance(field, TEXTS):
        kind = str
    is_bool_for_number = kind is int and isinstance(value, bool)
    if isinstance(field, JSONField):
        return
    if not isinstance(value, kind) or is_bool_for_number:
        yield f"{told} is of the wrong type"
        return
    if isinstance(field, DateTimeField) and not is_moment(value):
        yield f"{told} is no moment"
        return
    try:
        field.to_python(value)
    except (ValidationError, OverflowError, ValueError):
        yield f"{told} is no value that fits: {str(value)[:100]!r}"


def is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and len(one) <= MOST_LETTERS_OF_A_NAME for one in value)
