"""The text of an article as one partner gets it: allowed images and elements alone, links with the campaign."""

from __future__ import annotations

import re
from typing import Any

import nh3
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.rendering.articles import corrections, parts_of_article
from articles.rendering.html import html_of
from articles.rendering.parts import Part, Run, line
from articles.rendering.reading import paragraphs
from articles.rendering.words import say

from ..models import SyndicationPartner
from ..models.partner_choices import BODY_TAGS, FeedContent
from .links import Links
from .rights import licences_of, with_allowed

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "width", "height", "alt"},
    "th": {"scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# What stands beside its neighbour without a space between them.
BLOCKS = {"caption", "dd", "dt", "figcaption", "footer", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "td", "th"}


class Bodies:
    """Writes the texts of one partner's feed."""

    def __init__(self, partner: SyndicationPartner, links: Links) -> None:
        self._partner = partner
        self._links = links
        self._licences = licences_of(partner)
        self._tags = set(partner.allowed_tags) & set(BODY_TAGS)
        self._unwrapped = re.compile(rf"(</(?:{'|'.join(sorted(BLOCKS - self._tags)) or '-'})>)")

    def html(self, article: dict[str, Any]) -> str:
        """The text of an article, an answer to the fragment ``Article``, with the attribution below it."""
        own = article["fullUrl"] or ""
        with translation.override(article["locale"]):
            parts = self._parts(article, own)
        parts = with_allowed(parts, self._licences)
        return self._allowed(html_of(parts) + self._attribution(own))

    def _parts(self, article: dict[str, Any], url: str) -> list[Part]:
        if self._partner.content == FeedContent.FULL:
            return parts_of_article(article)
        link = line(Run(say("Read on the site"), url))
        return [*corrections(article["corrections"]), *paragraphs(article["standfirst"]), link]

    def _attribution(self, url: str) -> SafeString:
        """It leads to the article, unless it has a link of its own."""
        partner = self._partner
        if not partner.attribution_text:
            return SafeString()
        return format_html('<p><a href="{}">{}</a></p>', partner.attribution_url or url, partner.attribution_text)

    def _allowed(self, html: str) -> str:
        cleaned = nh3.clean(
            self._unwrapped.sub(r"\1 ", html),
            tags=self._tags,
            attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in self._tags},
            attribute_filter=self._attribute,
            url_schemes=SCHEMES,
            link_rel=None,
        )
        return cleaned.strip()

    def _attribute(self, tag: str, name: str, value: str) -> str:
        return self._links.to(value) if (tag, name) == ("a", "href") else value
