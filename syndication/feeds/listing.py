"""All feeds of a site in a language, for whoever wants to link to them or to tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import ArticleKind, Author, Framework, Topic
from content_api.addresses import absolute_api_address
from content_api.viewer import default_locale

from .formats import FORMATS, Format

# Answers the visible rows of a queryset.
Load = Callable[[QuerySet[Any]], Iterable[Any]]


@dataclass(frozen=True)
class FeedLink:
    """One feed in one format. ``slug`` names what it is about, "" for all articles."""

    channel: str
    slug: str
    locale: str
    written_as: Format

    @property
    def path(self) -> str:
        given = {"channel": self.channel, "extension": self.written_as.extension}
        if self.locale != default_locale():
            given["locale"] = self.locale
        if self.slug:
            return reverse("syndication:feed_about", kwargs={**given, "slug": self.slug})
        return reverse("syndication:feed", kwargs=given)

    @property
    def url(self) -> str:
        return absolute_api_address(self.path)


def all_feeds(load: Load, locale: str) -> Iterator[FeedLink]:
    """Every feed in every format, that of all articles first; three statements."""
    for channel, slug in _subjects(load):
        for written_as in FORMATS.values():
            yield FeedLink(channel, slug, locale, written_as)


def _subjects(load: Load) -> Iterator[tuple[str, str]]:
    yield "articles", ""
    for kind in ArticleKind:
        yield "kinds", kind.value
    named: list[tuple[str, Any]] = [("topics", Topic), ("authors", Author), ("frameworks", Framework)]
    for channel, model in named:
        for one in load(model.objects.order_by("slug")):
            yield channel, one.slug
