"""All feeds of a site in a language, for whoever wants to link to them or to tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from articles.models import ArticleKind, Author, Framework, Topic
from articles.rendering.words import say
from content_api.addresses import absolute_api_address
from content_api.viewer import default_locale

from ..sites import at_site
from .formats import FORMATS, Format

SUMMARY = "summary"  # value of the parameter ``content``

# Answers the visible rows of a queryset.
Load = Callable[[QuerySet[Any]], Iterable[Any]]


@dataclass(frozen=True)
class FeedLink:
    """One feed in one format. ``slug`` names what it is about, which is ``subject``; "" for all articles.

    ``site`` is the name of the site, "" for the default one.
    """

    channel: str
    slug: str
    locale: str
    written_as: Format
    site: str = ""
    subject: Any = None

    @property
    def path(self) -> str:
        return self._path()

    @property
    def url(self) -> str:
        return absolute_api_address(self._path())

    @property
    def summary_url(self) -> str:
        """The same without whole texts."""
        return absolute_api_address(self._path(content=SUMMARY))

    def _path(self, **parameters: str) -> str:
        given = {"channel": self.channel, "extension": self.written_as.extension}
        if self.locale != default_locale():
            given["locale"] = self.locale
        name = "syndication:feed_about" if self.slug else "syndication:feed"
        if self.slug:
            given["slug"] = self.slug
        return at_site(reverse(name, kwargs=given), self.site, **parameters)


def all_feeds(load: Load, locale: str, site: str = "", *, channel: str = "", slug: str = "") -> Iterator[FeedLink]:
    """Every feed in every format, that of all articles first; at most three statements.

    Only those of ``channel`` where one is named, and only those about ``slug``.
    """
    for one, about, subject in _subjects(load, channel, slug):
        for written_as in FORMATS.values():
            yield FeedLink(one, about, locale, written_as, site, subject)


def kind_in(locale: str, kind: ArticleKind) -> str:
    """The name of ``kind`` in the language of a feed."""
    with translation.override(locale):
        return say(str(kind.label))


def _subjects(load: Load, only: str, about: str) -> Iterator[tuple[str, str, Any]]:
    if only in ("", "articles") and not about:
        yield "articles", "", None
    if only in ("", "kinds"):
        yield from (("kinds", kind.value, kind) for kind in ArticleKind if about in ("", kind.value))
    named: list[tuple[str, Any]] = [("topics", Topic), ("authors", Author), ("frameworks", Framework)]
    for channel, model in named:
        if only in ("", channel):
            rows = model.objects.order_by("slug")
            for one in load(rows.filter(slug=about) if about else rows):
                yield channel, one.slug, one
