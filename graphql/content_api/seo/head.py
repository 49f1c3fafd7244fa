"""Everything for the head of a page, put together from what apps declare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from ..viewer import Viewer
from .batch import Batch
from .graph import objects_of_page, objects_of_site
from .json_ld import completed, script_text
from .languages import open_graph_locale
from .parts import ARTICLE, Json, PageParts, PublicImage, Subject

CONTEXT = "https://schema.org"
INDEXED = "index, follow, max-image-preview:large"
# What Google asks of those who show what was published elsewhere first:
# https://developers.google.com/search/docs/crawling-indexing/canonicalization
NOT_INDEXED = "noindex, follow"


def seo_for(pages: Iterable[Page], viewer: Viewer) -> dict[int, PageSeo]:
    """What search engines and social networks are told about each page, by primary key.

    Nothing is loaded before it is read, and then once for all pages: the number of statements depends on what is
    read and on how many page types there are. ``pages`` are in their specific classes.
    """
    batch = Batch(list(pages), viewer)
    return {page.pk: PageSeo(page, batch) for page in batch.pages}


@dataclass
class PageSeo:
    """One page's part; the names are those of the type ``Seo``."""

    page: Any
    batch: Batch

    @property
    def title(self) -> str:
        return self.page.seo_title or self.page.title

    @property
    def description(self) -> str:
        return self.page.search_description or self.batch.parts[self.page.pk].description

    @property
    def canonical_url(self) -> str:
        return self.subject.canonical.chosen

    @property
    def indexable(self) -> bool:
        """Whether search engines should list the address. An alias is listed under its source by its canonical."""
        draft = self.batch.viewer.draft
        is_draft = draft is not None and draft.page == self.page.pk
        return not (is_draft or self.subject.canonical.is_elsewhere)

    @property
    def robots(self) -> str:
        return INDEXED if self.indexable else NOT_INDEXED

    @property
    def open_graph(self) -> OpenGraphOfPage:
        return OpenGraphOfPage(self)

    @property
    def twitter_card(self) -> str:
        return "summary_large_image" if self.image else "summary"

    @property
    def json_ld(self) -> Json:
        site = self.batch.viewer.site
        graph = [
            *(objects_of_site(site, self.batch.publisher) if site else []),
            *objects_of_page(self.subject, self.parts, self.description, self.batch.trails[self.page.pk], site),
        ]
        return {"@context": CONTEXT, "@graph": completed(graph, self.batch.images)}

    @property
    def json_ld_script(self) -> str:
        return script_text(self.json_ld)

    @property
    def subject(self) -> Subject:
        return self.batch.subjects[self.page.pk]

    @property
    def parts(self) -> PageParts:
        return self.batch.parts[self.page.pk]

    @property
    def image(self) -> PublicImage | None:
        images = self.batch.images
        return next((images[image] for image in self.batch.share_images(self.page) if image in images), None)


@dataclass
class OpenGraphOfPage:
    """The names are those of the type ``OpenGraph``."""

    seo: PageSeo

    @property
    def is_article(self) -> bool:
        return self.type == ARTICLE

    @property
    def title(self) -> str:
        return str(self.seo.page.title)

    @property
    def description(self) -> str:
        return getattr(self.seo.page, "share_description", "") or self.seo.description

    @property
    def type(self) -> str:
        return self.seo.parts.open_graph_type

    @property
    def url(self) -> str:
        return self.seo.canonical_url

    @property
    def image(self) -> PublicImage | None:
        return self.seo.image

    @property
    def site_name(self) -> str:
        return self.seo.batch.site_name()

    @property
    def locale(self) -> str:
        return open_graph_locale(self.seo.subject.locale)

    @property
    def published_time(self) -> Any:
        return self.seo.page.first_published_at if self.is_article else None

    @property
    def modified_time(self) -> Any:
        return self.seo.page.last_published_at if self.is_article else None

    @property
    def authors(self) -> list[str]:
        return list(self.seo.parts.authors)

    @property
    def section(self) -> str:
        return self.seo.parts.section

    @property
    def tags(self) -> list[str]:
        return list(self.seo.parts.tags)
