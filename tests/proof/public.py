"""What the public can see, worked out object by object, without any of the code that decides it for the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Site,
)

from articles.models import ArticleTag, Author, Claim, Framework, Source, Topic
from home.models import Navigation, SiteSettings
from media.models import Document, Image

Name = tuple[str, int]  # the model and the key
Public = dict[Name, tuple[str, str]]  # path and locale, each "" where there is none


def public_content() -> Public:
    """All objects that everybody can see and find."""
    pages = PublicPages()
    seen = {_name(pages.types[key], key): place for key, place in pages.places.items()}
    frameworks = set(Framework.objects.filter(live=True).values_list("pk", flat=True))
    claims = [
        key
        for key, framework, company in Claim.objects.filter(live=True).values_list("pk", "framework_id", "company_id")
        if framework in frameworks or company in pages.places
    ]
    tags = ArticleTag.objects.filter(content_object__in=list(pages.places)).values_list("tag", flat=True)
    for model, keys in (
        *((model, model.objects.values_list("pk", flat=True)) for model in (Author, Topic, Source)),
        *((Framework, frameworks), (Claim, claims), (Tag, tags), (SiteSettings, _settings())),
    ):
        seen |= {_name(model, key): ("", "") for key in keys}
    for key, language in Navigation.objects.values_list("pk", "locale__language_code"):
        seen[_name(Navigation, key)] = ("", language)
    for redirect in Redirect.objects.select_related("site"):
        if _leads_somewhere(redirect, pages):
            host = redirect.site.root_url if redirect.site and not pages.has_one_site else ""
            seen[_name(Redirect, redirect.pk)] = (host + redirect.old_path, "")
    return seen | dict.fromkeys(_files(seen, set(pages.places)), ("", ""))


def without_tags(public: Public) -> Public:
    """Without what no follower of one of several sites is told."""
    return {name: place for name, place in public.items() if name[0] != "tag"}


def on_default_site(public: Public) -> Public:
    """The part that a reader of the default site can see, as far as addresses tell."""
    if Site.objects.count() == 1:
        return public
    site = Site.objects.get(is_default_site=True)
    root = f"{site.root_url}/"
    pages = PublicPages()
    away = {
        _name(Redirect, redirect.pk)
        for redirect in Redirect.objects.filter(redirect_page__isnull=False)
        if site.pk not in pages.sites[redirect.redirect_page_id]
    } | {_name(SiteSettings, one.pk) for one in SiteSettings.objects.exclude(site=site)}
    return {
        name: place
        for name, place in public.items()
        if name not in away and (place[0].startswith((root, "/")) or not place[0])
    }


class PublicPages:
    """Paths and locales of the pages that can be seen, by their keys."""

    def __init__(self) -> None:
        rows = list(Page.objects.filter(depth__gt=1).select_related("locale", "content_type"))
        self.rows = {page.pk: page for page in rows}
        self.types = {page.pk: page.content_type.model_class() for page in rows}
        self.closed = [one.page.path for one in PageViewRestriction.objects.select_related("page")]
        sites = [(site, site.root_page) for site in Site.objects.select_related("root_page")]
        self.roots = [
            (site, page) for site, root in sites for page in rows if page.translation_key == root.translation_key
        ]
        self.has_one_site = len(sites) == 1
        # Keys of the sites on which each page lies.
        self.sites = {
            page.pk: {site.pk for site, root in self.roots if page.path.startswith(root.path)} for page in rows
        }
        self.places = {page.pk: place for page in rows if (place := self._place(page)) is not None}

    def _place(self, page: Page) -> tuple[str, str] | None:
        roots = [(site, root) for site, root in self.roots if page.path.startswith(root.path)]
        if not roots or not self._is_live(page) or self._is_closed(page):
            return None
        # Wagtail's order: the longest root path; of the same the default site, then by hostname.
        site, root = min(roots, key=lambda one: (-len(one[1].url_path), not one[0].is_default_site, one[0].hostname))
        prefix = "/" if root.locale.language_code == "en" else f"/{root.locale.language_code}/"
        address = prefix + page.url_path[len(root.url_path) :]
        return (address if self.has_one_site else site.root_url + address), page.locale.language_code

    def _is_live(self, page: Page) -> bool:
        return page.live and (page.alias_of_id is None or self._is_live(self.rows[page.alias_of_id]))

    def _is_closed(self, page: Page) -> bool:
        if any(page.path.startswith(path) for path in self.closed):
            return True
        above = [one for one in self.rows.values() if page.path.startswith(one.path) and one.alias_of_id]
        return any(self._is_closed(self.rows[one.alias_of_id]) for one in above)


def _leads_somewhere(redirect: Redirect, pages: PublicPages) -> bool:
    """Whether on one of its sites the redirect leads to an address, or to a page of the same site."""
    if redirect.redirect_page_id is None:
        return bool(redirect.redirect_link)
    sites = pages.sites[redirect.redirect_page_id]
    return redirect.redirect_page_id in pages.places and (redirect.site_id is None or redirect.site_id in sites)


def _settings() -> Iterable[int]:
    return SiteSettings.objects.values_list("pk", flat=True)


def _files(seen: Public, pages: set[int]) -> list[Name]:
    """Images and documents that something visible shows, outside closed collections."""
    closed = [one.collection.path for one in CollectionViewRestriction.objects.select_related("collection")]
    paths = dict(Collection.objects.values_list("pk", "path"))
    used = set()
    references = ReferenceIndex.objects.filter(to_content_type__model__in=["image", "document"])
    names = ("content_type__model", "object_id", "to_content_type__model", "to_object_id")
    for kind, key, to, to_key in references.values_list(*names):
        if key.isdecimal() and (kind, int(key)) in seen:
            used.add((to, int(to_key)))
    return [
        _name(model, key)
        for model in (Image, Document)
        for key, collection in model.objects.values_list("pk", "collection_id")
        if (model._meta.model_name, key) in used and not any(paths[collection].startswith(path) for path in closed)
    ]


def _name(model: Any, key: Any) -> Name:
    return str(model._meta.model_name), int(key)
