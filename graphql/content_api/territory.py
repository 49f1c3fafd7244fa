"""What is decided by place: sites, languages, and the parts of the trees that are closed to the public.

All of it is read by one statement for each request, whatever the request asks. Wagtail keeps site roots for an hour
in a cache instead, and asks for restrictions anew in every query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, CharField, F, IntegerField, QuerySet, When
from django.db.models import Value as Constant
from django.db.models.functions import Cast
from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from .aliases import Alias, doubtful_aliases, keys_of_unpublished, paths_of_closed
from .statements import Statement, compiled

SITE, ROOT, LOCALE, CLOSED, ALIAS, CLOSED_COLLECTION = range(6)


@dataclass(frozen=True)
class Root:
    """The page that a site begins with in one language."""

    page_id: int
    path: str
    url_path: str
    language: str


@dataclass(frozen=True)
class Ground:
    """A site with its roots: its own first, then those of its translations by their place in the tree."""

    site: Site
    roots: tuple[Root, ...]

    @property
    def language(self) -> str:
        """Language code of the site's own root."""
        return self.roots[0].language


@dataclass(frozen=True)
class Territory:
    """Everything about places that visibility and addresses depend on, as it stood at one moment."""

    grounds: tuple[Ground, ...]  # the most specific root first, the default site before others
    languages: dict[int, str]  # codes by the primary keys of the locales
    closed_pages: tuple[str, ...]  # tree paths: what stands at or below one of them is hidden
    hidden_aliases: tuple[int, ...]  # primary keys of pages that are hidden for the sake of their source
    closed_collections: tuple[str, ...]  # tree paths

    def ground_of(self, site: Site) -> Ground | None:
        return next((ground for ground in self.grounds if ground.site.pk == site.pk), None)

    def site(self, key: int) -> Site | None:
        """The site with this primary key."""
        return next((ground.site for ground in self.grounds if ground.site.pk == key), None)

    @property
    def default_site(self) -> Site | None:
        return next((ground.site for ground in self.grounds if ground.site.is_default_site), None)

    def locale_ids(self, *languages: str) -> list[int]:
        """Primary keys of the locales with these language codes, in the order of the codes."""
        by_language = {language: key for key, language in self.languages.items()}
        return [by_language[language] for language in languages if language in by_language]


def read_territory() -> Territory:
    """The territory as stored now, by one statement."""
    rows: dict[int, list[tuple[Any, ...]]] = {kind: [] for kind in range(6)}
    for kind, *values in _statement(connection.vendor).rows():
        rows[kind].append(tuple(values))
    languages = {key: language for key, _, language, *_ in rows[LOCALE]}
    closed = _topmost(row[1] for row in rows[CLOSED])
    aliases = [
        Alias(key, path, source, source_path, bool(is_live), bool(source_is_alias))
        for key, path, source_path, _, source, is_live, source_is_alias in rows[ALIAS]
    ]
    return Territory(
        grounds=tuple(_grounds(rows[SITE], rows[ROOT], languages)),
        languages=languages,
        closed_pages=_topmost([*closed, *paths_of_closed(aliases, closed)]),
        hidden_aliases=tuple(sorted(keys_of_unpublished(aliases))),
        closed_collections=_topmost(row[1] for row in rows[CLOSED_COLLECTION]),
    )


@cache
def _statement(vendor: str) -> Statement:
    """The one statement; it never changes, so it is compiled once a process."""
    key = Cast("root_page__translation_key", CharField())
    roots_of_sites = Site.objects.values("root_page__translation_key")
    parts = [
        _part(
            Site.objects.all(),
            SITE,
            path=F("root_page__path"),
            text=F("hostname"),
            name=F("site_name"),
            number=F("port"),
            flag=F("is_default_site"),
            group=key,
        ),
        _part(
            Page.objects.filter(translation_key__in=roots_of_sites, depth__gt=1),
            ROOT,
            path=F("path"),
            text=F("url_path"),
            number=F("locale_id"),
            group=Cast("translation_key", CharField()),
        ),
        _part(Locale.all_objects.all(), LOCALE, text=F("language_code")),
        _part(PageViewRestriction.objects.all(), CLOSED, path=F("page__path")),
        _part(
            doubtful_aliases(),
            ALIAS,
            path=F("path"),
            text=F("alias_of__path"),
            number=F("alias_of"),
            flag=F("alias_of__live"),
            group=Case(When(alias_of__alias_of__isnull=True, then=Constant("")), default=Constant("alias")),
        ),
        _part(CollectionViewRestriction.objects.all(), CLOSED_COLLECTION, path=F("collection__path")),
    ]
    return compiled(parts[0].union(*parts[1:], all=True))


def _part(
    rows: QuerySet[Any],
    kind: int,
    *,
    path: Any = None,
    text: Any = None,
    name: Any = None,
    number: Any = None,
    flag: Any = None,
    group: Any = None,
) -> QuerySet[Any]:
    """One branch of the union: rows of (kind, key, path, text, name, number, flag, group)."""

    def texts(expression: Any) -> Any:
        return Constant("", output_field=CharField()) if expression is None else expression

    columns = {
        "of_kind": Constant(kind, output_field=IntegerField()),
        "of_key": F("pk"),
        "of_path": texts(path),
        "of_text": texts(text),
        "of_name": texts(name),
        "of_number": Constant(0, output_field=IntegerField()) if number is None else number,
        "of_flag": Constant(False, output_field=BooleanField()) if flag is None else flag,
        "of_group": texts(group),
    }
    return rows.order_by().annotate(**columns).values_list(*columns)


def _grounds(sites: list[tuple[Any, ...]], roots: list[tuple[Any, ...]], languages: dict[int, str]) -> Iterable[Ground]:
    """Sites in Wagtail's order: the most specific address first; see ``wagtail.models.Site.get_site_root_paths``."""
    grounds = []
    for key, path, hostname, name, port, is_default, group in sites:
        site = Site(pk=key, hostname=hostname, site_name=name, port=port, is_default_site=bool(is_default))
        of_site = [
            Root(page_id, root_path, url_path, languages[locale])
            for page_id, root_path, url_path, _, locale, _, root_group in roots
            if root_group == group
        ]
        of_site.sort(key=lambda root: (root.path != path, root.path))
        if of_site:
            site.root_page_id = of_site[0].page_id
            grounds.append(Ground(site, tuple(of_site)))
    grounds.sort(key=lambda ground: (not ground.site.is_default_site, ground.site.hostname))
    grounds.sort(key=lambda ground: ground.roots[0].url_path, reverse=True)
    return grounds


def _topmost(paths: Iterable[str]) -> tuple[str, ...]:
    """``paths`` in order, without those that lie below another."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)
