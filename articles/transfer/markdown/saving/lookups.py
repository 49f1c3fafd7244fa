"""Authors, topics and sources that the site has already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Author, Source, Topic

from ..recognising.sources import FoundSource, address_key

AT_ONCE = 50  # conditions of one query


def author_named(name: str) -> Author | None:
    """By slug, or by name where one author alone has it."""
    if by_slug := Author.objects.filter(slug=name.casefold()).first():
        return by_slug
    found = Author.objects.filter(name__iexact=name)[:2]
    return found[0] if len(found) == 1 else None


def topic_named(name: str) -> Topic | None:
    """By slug, or by its name in any language."""
    wanted = Q(slug=name.casefold()) | Q(texts__name__iexact=name)
    found = Topic.objects.filter(wanted).order_by("pk").distinct()[:2]
    return found[0] if len(found) == 1 else None


def known_sources(found: Sequence[FoundSource]) -> dict[FoundSource, Source]:
    """The sources with the same address; those without one by their title. The oldest of several."""
    keys = {address_key(source.url) for source in found if source.url}
    titles = {source.title for source in found if not source.url}
    conditions = [Q(url__icontains=key) for key in keys if key]
    conditions += [Q(url="", title__iexact=title) for title in titles]
    by_address: dict[str, Source] = {}
    by_title: dict[str, Source] = {}
    for candidate in _matching(conditions):
        if candidate.url:
            by_address.setdefault(address_key(candidate.url), candidate)
        else:
            by_title.setdefault(candidate.title.casefold(), candidate)
    known = {
        source: by_address.get(address_key(source.url)) if source.url else by_title.get(source.title.casefold())
        for source in found
    }
    return {source: match for source, match in known.items() if match}


def _matching(conditions: Sequence[Q]) -> Iterable[Source]:
    for begin in range(0, len(conditions), AT_ONCE):
        yield from Source.objects.filter(reduce(or_, conditions[begin : begin + AT_ONCE])).order_by("pk")
