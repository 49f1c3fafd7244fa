"""An issue in every form, in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import graphene

from content_api.addresses import full_address
from content_api.declare import Declaration, GraphQLComputed
from content_api.fields.rich_text import Html, RenderedHtml
from content_api.lookahead import loader_for
from content_api.viewer import viewer_for

from .mail import Mail, mail_of

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

READS = ("sections",)


class NewsletterLink(graphene.ObjectType):
    """A link in a newsletter issue."""

    url = graphene.String(required=True, description="Where it leads, as it stands in the mail.")
    label = graphene.String(required=True, description="What it says.")
    section = graphene.String(
        required=True, description="Name of the section that it stands in, as in `utm_content`; `masthead` above all."
    )
    tagged = graphene.Boolean(
        required=True,
        description="Whether it carries the campaign parameters of the issue. Addresses with such parameters of their "
        "own do not.",
    )


class NewsletterPart(graphene.ObjectType):
    """A part of a newsletter issue, and what it adds to the size of the mail."""

    name = graphene.String(
        required=True, description="Name of the section; `frame` for head and masthead, `footer` for what is below."
    )
    bytes = graphene.Int(required=True, description="Bytes of its HTML in UTF-8.")


def _computed(name: str, graphql_type: Any, value: Callable[[Mail], Any], **options: Any) -> Declaration:
    def resolve(page: Any, info: GraphQLResolveInfo) -> Any:
        return value(mail_of(page, loader_for(info)))

    return GraphQLComputed(name, graphql_type, {}, resolver=resolve, reads=READS, **options)


def _web_url(page: Any, info: GraphQLResolveInfo) -> str | None:
    return full_address(page, viewer_for(info))


MAIL_FIELDS = [
    _computed(
        "html",
        Html,
        lambda mail: RenderedHtml(mail.html),
        required=True,
        description="The whole mail as HTML: styles inline, tables, nothing loaded but pictures.",
    ),
    _computed(
        "text",
        graphene.String,
        lambda mail: mail.text,
        required=True,
        description="The mail as plain text, for the alternative beside the HTML.",
    ),
    _computed(
        "markdown",
        graphene.String,
        lambda mail: mail.markdown,
        required=True,
        description="The mail as CommonMark, for tools that make the HTML themselves.",
    ),
    _computed(
        "mjml",
        graphene.String,
        lambda mail: mail.mjml,
        required=True,
        description="The source of the HTML in MJML, for tools that compile it themselves.",
    ),
    _computed(
        "links",
        NewsletterLink,
        lambda mail: list(mail.issue.links),
        many=True,
        description="The links of the mail in order, without placeholders of the tool.",
    ),
    _computed(
        "size_bytes",
        graphene.Int,
        lambda mail: mail.sized.bytes,
        required=True,
        description="Bytes of `html` in UTF-8. Gmail cuts mails above 104,448 (102 kB).",
    ),
    _computed(
        "size_report",
        NewsletterPart,
        lambda mail: list(mail.sized.parts),
        many=True,
        description="Where the size comes from, in the order of the mail.",
    ),
    _computed(
        "campaign",
        graphene.String,
        lambda mail: mail.issue.campaign,
        required=True,
        description="The `utm_campaign` of its links.",
    ),
    GraphQLComputed(
        "web_url",
        graphene.String,
        {},
        resolver=_web_url,
        description="Where the issue can be read on the site once it is published.",
    ),
]
