"""The images of entries as files. Feeds tell how many bytes they have, so the worker makes them early."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.images.models import SourceImageIOError

from articles.models import ArticlePage
from content_api.changes.state import read_state
from content_api.http.inside import Reader
from content_api.touched import depends_on
from content_api.visibility import visible
from media.making import BusyError, rendition_of
from media.models import Image, Rendition
from media.presets import ImageFormat, ImagePreset, filter_for

logger = logging.getLogger("syndication.feeds")

ENCLOSURE = filter_for(ImagePreset.OG, ImageFormat.JPEG)
LOOK_AGAIN = timedelta(minutes=1)  # for a size that was not known
NEWEST = 1_000  # articles whose images are made before anybody asks

ShouldStop = Callable[[], bool]

_seen: list[object] = [None]  # the state in which nothing was left to make


def sizes_of(articles: Iterable[dict[str, Any]], reader: Reader) -> dict[int, int]:
    """Bytes of the enclosures that have been made, by the keys of their images; one statement.

    Making a file changes no content. So where one is missing, what is rendered holds for a minute only.
    """
    keys = {int(article["heroImage"]["id"]) for article in articles if article["heroImage"]}
    if not keys:
        return {}
    made = visible(_made().filter(image__in=keys).select_related("image"), reader.viewer)
    with depends_on():  # the images are told already
        sizes = {
            rendition.image_id: rendition.file_size
            for rendition in made
            if rendition.focal_point_key == ENCLOSURE.get_cache_key(rendition.image)  # of the present crop
        }
    if len(sizes) < len(keys):
        reader.until(timezone.now() + LOOK_AGAIN)
    return sizes


def make_enclosures(should_stop: ShouldStop) -> int:
    """Make the enclosures of the newest articles that are missing; how many. For the worker.

    An image that cannot be made is left alone until content changes.
    """
    state = read_state()
    if _seen[0] == state:
        return 0
    made = 0
    for image in _without():
        if should_stop():
            return made
        try:
            _note_size(rendition_of(image, ENCLOSURE))
        except BusyError:
            return made
        except (SourceImageIOError, OSError):
            logger.exception("Image %s cannot be shown", image.pk)
        else:
            made += 1
    _seen[0] = state
    return made


def _made() -> QuerySet[Rendition]:
    return Rendition.objects.filter(filter_spec=ENCLOSURE.spec, file_size__isnull=False)


def _without() -> QuerySet[Image]:
    """Images of published articles; those in private collections may be looked at some day too."""
    articles = ArticlePage.objects.filter(live=True, hero_image__isnull=False).order_by("-first_published_at", "-pk")
    heroes = Image.objects.filter(pk__in=articles.values("hero_image")[:NEWEST])
    return heroes.exclude(Exists(_made().filter(image=OuterRef("pk")))).order_by("-pk")


def _note_size(rendition: Rendition) -> None:
    """For one that was made before sizes were noted."""
    if rendition.file_size is None:
        Rendition.objects.filter(pk=rendition.pk).update(file_size=rendition.file.size)
