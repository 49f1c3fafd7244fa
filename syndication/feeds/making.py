"""From a channel to its feed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404

from content_api.addresses import absolute_api_address
from content_api.caching.entries import Answer
from content_api.http.inside import Reader, answered
from content_api.seo.languages import bcp47
from content_api.viewer import PUBLIC_REACH, Reach, default_locale

from .enclosures import sizes_of
from .entries import Feed
from .formats import Format
from .reading import entry_of, whole_text
from .selection import ARTICLES, CHANNELS, ENTRIES, Channel, filter_of, title_of

Json = dict[str, Any]


def kept_feed(
    channel: str,
    slug: str,
    locale: str,
    written_as: Format,
    path: str,
    *,
    is_full: bool = True,
    reach: Reach = PUBLIC_REACH,
) -> Answer:
    """The feed at ``path`` as bytes, kept until something changes. Raises ``Http404`` as ``feed_of`` does."""

    def compute(reader: Reader) -> bytes:
        return written_as.write(feed_of(CHANNELS[channel], slug, locale, path, reader, is_full=is_full))

    parameters = {"channel": channel, "slug": slug, "locale": locale, "path": path, "extension": written_as.extension}
    return answered("feed", parameters, written_as.media_type, compute, reach=reach)


def feed_of(channel: Channel, slug: str, locale: str, path: str, reader: Reader, *, is_full: bool) -> Feed:
    """The feed at ``path``. Raises ``Http404`` where the language or what ``slug`` names is not visible."""
    if locale not in reader.viewer.territory.languages.values():
        raise Http404("No such language.")
    try:
        wanted = filter_of(channel, slug, locale)
    except ValueError as error:
        raise Http404("No such kind.") from error
    answer = reader.ask(ARTICLES, {"first": ENTRIES, "filter": wanted, "locale": locale})
    articles = answer["articles"]["nodes"]
    title = title_of(channel, slug, articles, locale, reader)
    if title is None:
        raise Http404("Nothing visible is called so.")
    sizes = sizes_of(articles, reader)
    feed = empty_feed(answer, locale, path, reader)
    return replace(
        feed,
        title=f"{feed.title}: {title}" if title else feed.title,
        entries=[entry_of(article, sizes, whole_text(article) if is_full else "") for article in articles],
    )


def empty_feed(answer: Json, locale: str, path: str, reader: Reader) -> Feed:
    """What every feed says of itself, from an answer with ``siteSettings``."""
    organisation, site = answer["siteSettings"] or {}, reader.viewer.site
    name = organisation.get("organisationName") or (site and site.site_name) or settings.WAGTAIL_SITE_NAME
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
    return Feed(
        title=name,
        description=organisation.get("organisationDescription") or name,
        url=absolute_api_address(path),
        site_url=f"{root}/" if locale == default_locale() else f"{root}/{locale}/",
        language=bcp47(locale),
        entries=[],
        hub=settings.WEBSUB_HUB,
    )
