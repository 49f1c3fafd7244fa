"""The root field ``feeds``."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from articles.models import ArticleKind, Topic
from content_api.fields.sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter
from content_api.lookahead import load
from content_api.roots import root_fields
from content_api.seo.languages import bcp47
from content_api.viewer import default_locale

from .formats import FORMATS
from .listing import FeedLink, all_feeds, kind_in

FeedFormat: Any = graphene.Enum(
    "FeedFormat",
    [(one.extension.upper(), one.extension) for one in FORMATS.values()],
    description=lambda value: FORMATS[value.value].label if value else "A format of feeds.",
)
SUBJECTS = {
    "ARTICLES": ("articles", "All articles."),
    "TOPIC": ("topics", "Articles under a topic."),
    "AUTHOR": ("authors", "Articles by an author."),
    "FRAMEWORK": ("frameworks", "Articles about a framework."),
    "KIND": ("kinds", "Articles of a kind, such as news."),
}
FeedSubject: Any = graphene.Enum(
    "FeedSubject",
    [(name, channel) for name, (channel, _) in SUBJECTS.items()],
    description=lambda value: SUBJECTS[value.name][1] if value else "What the articles of a feed have in common.",
)


class FeedAddress(graphene.ObjectType):
    """A feed in one format, as `<link rel="alternate" type="…" title="…" href="…">` wants it."""

    url = graphene.String(required=True, description="Its address; with `?content=summary` it has no full texts.")
    format = graphene.Field(FeedFormat, required=True, description="The format.")
    mime_type = graphene.String(required=True, description="Media type of the format.")
    subject = graphene.Field(FeedSubject, required=True, description="What its articles have in common.")
    slug = graphene.String(description="Slug of the topic, author, framework or kind; null for all articles.")
    title = graphene.String(description="Name of the topic, author, framework or kind; null for all articles.")
    language = graphene.String(required=True, description="Language of the articles, BCP 47, such as `zh-Hans`.")

    def resolve_format(self: FeedLink, info: GraphQLResolveInfo) -> str:
        return self.written_as.extension

    def resolve_mime_type(self: FeedLink, info: GraphQLResolveInfo) -> str:
        return self.written_as.media_type

    def resolve_subject(self: FeedLink, info: GraphQLResolveInfo) -> str:
        return self.channel

    def resolve_slug(self: FeedLink, info: GraphQLResolveInfo) -> str | None:
        return self.slug or None

    def resolve_title(self: FeedLink, info: GraphQLResolveInfo) -> str | None:
        if isinstance(self.subject, ArticleKind):
            return kind_in(self.locale, self.subject)
        if isinstance(self.subject, Topic):
            return self.subject.name_for_viewer(info) or self.slug
        return self.subject.name if self.subject else None

    def resolve_language(self: FeedLink, info: GraphQLResolveInfo) -> str:
        return bcp47(self.locale)


@root_fields
class FeedsQuery:
    """Where feeds are."""

    feeds = graphene.List(
        graphene.NonNull(FeedAddress),
        required=True,
        description="The feeds of the site in `locale`, else in the default language; that of all articles first.",
        subject=graphene.Argument(FeedSubject, description="Only feeds whose articles have this in common."),
        slug=graphene.String(description="Only the feeds about the topic, author, framework or kind with this slug."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_feeds(
        self,
        info: GraphQLResolveInfo,
        subject: Any = None,
        slug: str | None = None,
        site: str | None = None,
        locale: str | None = None,
    ) -> list[FeedLink]:
        enter(info, site, locale)
        chosen = {"channel": subject.value if subject else "", "slug": slug or ""}
        return list(all_feeds(lambda rows: load(rows, info), locale or default_locale(), site or "", **chosen))
