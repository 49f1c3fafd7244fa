"""What front matter says about an article, by the names that site generators use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.models.article import ArticleKind

from .limits import LONGEST_SLUG, LONGEST_TAG, LONGEST_TAKEAWAY
from .notes import Kind, Notes, shortened
from .recognising.bylines import date_in
from .rich_text import squeezed

NAMES = {
    "title": ("title",),
    "slug": ("slug",),
    "standfirst": ("standfirst", "subtitle", "summary", "excerpt", "lead"),
    "description": ("description",),
    "date": ("date", "published", "pubdate", "publishdate"),
    "authors": ("authors", "author", "by"),
    "topics": ("topics", "topic", "categories", "category"),
    "tags": ("tags", "keywords"),
    "takeaways": ("takeaways", "key_takeaways"),
    "canonical": ("canonical", "canonical_url", "source_url"),
    "locale": ("locale", "language", "lang"),
    "kind": ("kind",),
    "source": ("source", "source_name"),
}
LONGEST_CANONICAL = 200
LONGEST_SOURCE_NAME = 400


@dataclass
class Given:
    """The fields of one file that are understood. ``unused`` holds all others, as they were given."""

    title: str = ""
    slug: str = ""
    standfirst: str = ""
    description: str = ""
    date: dt.date | None = None
    authors: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    takeaways: list[str] = field(default_factory=list)
    canonical: str = ""
    locale: str = ""
    kind: str = ""
    source: str = ""
    unused: dict[str, str] = field(default_factory=dict)


def given(fields: Mapping[str, Any], notes: Notes) -> Given:
    """The first name of each field that has a value of the right sort; the rest is unused, and said to be."""
    result = Given()
    left = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    by_name = {name.lower().replace("-", "_"): name for name in left}
    for target, names in NAMES.items():
        for name in names:
            if name not in by_name or getattr(result, target):
                continue
            value = READERS.get(target, _text)(left[by_name[name]])
            if value:
                setattr(result, target, value)
                del left[by_name[name]]
    result.unused = {name: str(value) for name, value in left.items()}
    for name, value in result.unused.items():
        notes.add(Kind.CHECK, f"“{shortened(name)}: {shortened(value)}” of the front matter is not used", 1)
    return result


def _text(value: Any) -> str:
    return squeezed(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _texts(value: Any) -> list[str]:
    """A list, or one text with commas. An author may be a mapping with a name."""
    values = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
    texts = [_text(one.get("name", "")) if isinstance(one, Mapping) else _text(one) for one in values]
    return list(dict.fromkeys(text for text in texts if text)) if all(texts) else []


def _tags(value: Any) -> list[str]:
    return [tag for tag in _texts(value) if len(tag) <= LONGEST_TAG]


def _takeaways(value: Any) -> list[str]:
    texts = [_text(one) for one in value] if isinstance(value, list) else []
    return texts if all(text and len(text) <= LONGEST_TAKEAWAY for text in texts) else []


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return date_in(_text(value)[:40]) or _iso(_text(value))


def _iso(text: str) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _address(value: Any) -> str:
    try:
        URLValidator(schemes=["http", "https"])(_text(value))
    except ValidationError:
        return ""
    return _text(value) if len(_text(value)) <= LONGEST_CANONICAL else ""


def _slug(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= LONGEST_SLUG and text.replace("-", "").replace("_", "").isalnum() else ""


def _kind(value: Any) -> str:
    wanted = _text(value).lower()
    return next((str(kind.value) for kind in ArticleKind if wanted in (kind.value, str(kind.label).lower())), "")


def _source_name(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= LONGEST_SOURCE_NAME else ""


READERS: dict[str, Callable[[Any], Any]] = {
    "authors": _texts,
    "topics": _texts,
    "tags": _tags,
    "takeaways": _takeaways,
    "date": _date,
    "canonical": _address,
    "slug": _slug,
    "kind": _kind,
    "source": _source_name,
}
