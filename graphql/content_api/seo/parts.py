"""What apps declare: how a page type describes itself, who publishes a site, where images can be fetched.

Each is one function for many pages, so that an app loads what it needs in a fixed number of statements::

    @describes(ArticlePage)
    def describe_articles(subjects, viewer):
        bylines = bylines_of([subject.page for subject in subjects], viewer)
        return {subject.page.pk: PageParts(...) for subject in subjects}

Values of schema.org objects may be left empty and are dropped then; an ``ImageReference`` among them becomes an
``ImageObject``, or is dropped where the viewer may not see the image.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from ..viewer import Viewer
from .canonical import Canonical

Json = dict[str, Any]

# Types of Open Graph: https://ogp.me/#types
ARTICLE = "article"
WEBSITE = "website"


class ImagePurpose(StrEnum):
    """What an image is for: it decides which size is answered."""

    SHARE = "share"
    LOGO = "logo"


@dataclass(frozen=True)
class ImageReference:
    """An image to show. ``alt`` is ``None`` where the image's own description holds."""

    key: int
    purpose: ImagePurpose
    alt: str | None = None


@dataclass(frozen=True)
class PublicImage:
    """An image as anybody can fetch it; width and height in pixels."""

    url: str
    width: int
    height: int
    alt: str
    media_type: str


@dataclass(frozen=True)
class Publisher:
    """Who answers for a site. ``organization`` is a schema.org object without ``@id``."""

    name: str
    organization: Json
    share_image: ImageReference | None = None


@dataclass(frozen=True)
class Subject:
    """A page to be described, with what every description of it needs."""

    page: Any
    canonical: Canonical
    locale: str
    language: str  # BCP 47
    publisher: Json | None  # a reference to the publisher's object

    def node(self, name: str) -> str:
        """The ``@id`` of one of the page's objects."""
        return f"{self.canonical.own}#{name}"

    @property
    def published(self) -> str | None:
        return iso(self.page.first_published_at)

    @property
    def modified(self) -> str | None:
        return iso(getattr(self.page, "modified_at", None) or self.page.last_published_at)


@dataclass(frozen=True)
class PageParts:
    """What a page type adds to what holds for every page.

    ``description`` serves where editors wrote none for search engines, ``image`` where they chose none for sharing.
    ``main`` is the ``@id`` of that object among ``objects`` which the page is about.
    """

    description: str = ""
    image: ImageReference | None = None
    open_graph_type: str = WEBSITE
    page_type: str = "WebPage"
    authors: Sequence[str] = ()
    section: str = ""
    tags: Sequence[str] = ()
    main: str = ""
    objects: Sequence[Json] = field(default_factory=list)


Describe = Callable[[Sequence[Subject], Viewer], dict[int, PageParts]]
FindPublisher = Callable[[Viewer], Publisher | None]
FindImages = Callable[[Collection[ImageReference], Viewer], dict[ImageReference, PublicImage]]

_describers: dict[type[Model], Describe] = {}
_publisher_finders: list[FindPublisher] = []
_image_finders: list[FindImages] = []


def describes(*models: type[Page]) -> Callable[[Describe], Describe]:
    """Let the decorated function describe pages of ``models`` and of their subclasses."""

    def decorate(describe: Describe) -> Describe:
        for model in models:
            _describers[model] = describe
        return describe

    return decorate


def names_publisher(find: FindPublisher) -> FindPublisher:
    """Let the decorated function say who publishes the viewer's site."""
    _publisher_finders.append(find)
    return find


def finds_images(find: FindImages) -> FindImages:
    """Let the decorated function answer images that the viewer may see, by their references."""
    _image_finders.append(find)
    return find


def describer_of(model: type[Model]) -> Describe | None:
    """The function that describes pages of ``model``, else of its nearest ancestor that has one."""
    ancestors: Sequence[Any] = model.__mro__
    return next((_describers[ancestor] for ancestor in ancestors if ancestor in _describers), None)


def publisher_for(viewer: Viewer) -> Publisher | None:
    return next((found for find in _publisher_finders if (found := find(viewer))), None)


def images_for(references: Collection[ImageReference], viewer: Viewer) -> dict[ImageReference, PublicImage]:
    found: dict[ImageReference, PublicImage] = {}
    for find in _image_finders if references else ():
        found |= find(references, viewer)
    return found


def iso(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 with its offset, to the second."""
    return moment.isoformat(timespec="seconds") if moment else None
