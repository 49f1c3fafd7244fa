"""``seo``: what belongs into the head of a page."""

from __future__ import annotations

from typing import Any

import graphene

from ..lookahead import Loader
from ..seo.head import PageSeo, seo_for


class JsonLd(graphene.Scalar):
    """A JSON-LD document: an object with `@context` and `@graph`, a list of schema.org objects.

    To write it into a page use `jsonLdScript`, which is safe inside a script element.
    """

    @staticmethod
    def serialize(value: dict[str, Any]) -> dict[str, Any]:
        return value


class OpenGraphImage(graphene.ObjectType):
    """An image for previews of shared links."""

    url = graphene.String(required=True, description="Absolute address of the file: `og:image`.")
    width = graphene.Int(required=True, description="Width in pixels: `og:image:width`.")
    height = graphene.Int(required=True, description="Height in pixels: `og:image:height`.")
    alt = graphene.String(description="What the image shows: `og:image:alt`. Null for a decorative image.")
    media_type = graphene.String(required=True, description="Media type, such as `image/jpeg`: `og:image:type`.")


class OpenGraph(graphene.ObjectType):
    """What a page tells social networks, by the terms of the Open Graph protocol."""

    title = graphene.String(required=True, description="The page's title: `og:title`.")
    description = graphene.String(description="Text beneath the title of a shared link: `og:description`.")
    type = graphene.String(required=True, description="Kind of page, such as `article` or `website`: `og:type`.")
    url = graphene.String(required=True, description="The canonical address: `og:url`.")
    image = graphene.Field(
        OpenGraphImage, description="The page's image for sharing, else its main image, else the site's: `og:image`."
    )
    site_name = graphene.String(description="Name of the publisher, else of the site: `og:site_name`.")
    locale = graphene.String(
        required=True, description="Language and likeliest territory, such as `zh_CN`: `og:locale`."
    )
    published_time = graphene.DateTime(description="When an article was published first: `article:published_time`.")
    modified_time = graphene.DateTime(description="When an article was published last: `article:modified_time`.")
    authors = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Names of an article's authors: `article:author`."
    )
    section = graphene.String(description="The first topic of an article: `article:section`.")
    tags = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Free keywords of an article: `article:tag`."
    )


class Seo(graphene.ObjectType):
    """What belongs into the head of a page, ready to be written there: plain texts and absolute addresses."""

    title = graphene.String(required=True, description="Title for search engines; the page's title if none is set.")
    description = graphene.String(
        description="Summary for search engines; the page's own summary if none is set, null if it has none."
    )
    canonical_url = graphene.String(
        required=True,
        description="Address for search engines: where the text was published first, the source's for an alias, "
        "else the page's own.",
    )
    robots = graphene.String(
        required=True,
        description="Content of the meta tag `robots`. Only a text first published on another host and a "
        "preview are `noindex`: an alias and its source are told apart by the canonical address.",
    )
    indexable = graphene.Boolean(
        required=True, description="Whether search engines may list the page, as in `robots`; useful for sitemaps."
    )
    open_graph = graphene.Field(OpenGraph, required=True, description="What social networks are told.")
    twitter_card = graphene.String(
        required=True, description="Content of the meta tag `twitter:card`: `summary_large_image` or `summary`."
    )
    json_ld = graphene.Field(
        JsonLd, required=True, description="The page, its publisher and its content as schema.org objects."
    )
    json_ld_script = graphene.String(
        required=True,
        description='`jsonLd` as text that can be written into `<script type="application/ld+json">` as it is.',
    )


def seo_field() -> graphene.Field:
    return graphene.Field(
        Seo, required=True, description="What search engines and social networks are told about the page."
    )


def resolve_seo(page: Any, loader: Loader) -> PageSeo:
    found: PageSeo = loader.once(page, "seo", lambda pages, loader: seo_for(pages, loader.viewer), of_any_type=True)
    return found
