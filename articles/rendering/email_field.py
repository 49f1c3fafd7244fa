"""An article as a mail of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from django.utils import translation
from django.utils.html import escape

from content_api.declare import Declaration, GraphQLComputed
from content_api.seo.languages import bcp47

from .articles import ARTICLE, byline_of, hero_of, parts_of_article
from .fields import fragment, language_of
from .mail.document import compile_mjml, document
from .mail.elements import card, heading
from .mail.writing import mjml_of
from .parts import Button
from .words import say

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

WHOLE = (
    "{ title fullUrl locale heroImage { ...Picture } heroImageAlt heroImageDecorative authors { name } "
    + ARTICLE.strip()[1:]
)


def email_field() -> Declaration:
    """``emailHtml``: what newsletter tooling sends where a mail is one article."""

    def email(page: Any, info: GraphQLResolveInfo) -> str:
        with translation.override(language_of(page, info)):
            return compile_mjml(article_mail(fragment(WHOLE).of(page, info)))

    return GraphQLComputed(
        "email_html",
        graphene.String,
        {},
        required=True,
        resolver=email,
        reads=("body", "key_takeaways"),
        description="The whole article as a mail: HTML with inline styles and tables, images as JPEG, nothing else "
        "that a mail program would have to load.",
    )


def article_mail(answer: dict[str, Any]) -> str:
    """The mail in MJML, from the answer to ``WHOLE``."""
    content = [
        heading(1, escape(answer["title"]), 28),
        mjml_of(byline_of(answer)),
        mjml_of(hero_of(answer)),
        mjml_of(parts_of_article(answer)),
    ]
    if answer["fullUrl"]:
        content.append(mjml_of([Button(say("Read on the site"), answer["fullUrl"])]))
    return document(
        card("".join(content)),
        title=answer["title"],
        preheader=answer["standfirst"] or "",
        language=bcp47(answer["locale"]),
    )
