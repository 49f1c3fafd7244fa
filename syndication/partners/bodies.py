"""The text of an article as one partner gets it: allowed images and elements alone, links with the campaign."""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3
from django.utils.html import format_html

from articles.rendering.html import html_of
from articles.rendering.parts import Part

from ..models import SyndicationPartner
from ..models.partner_choices import BODY_TAGS
from .links import Links
from .rights import Rights

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
        self._rights = Rights(partner)
        self._links = links
        self._tags = set(partner.allowed_tags) & set(BODY_TAGS)
        self._unwrapped = re.compile(f"(</(?:{'|'.join(sorted(BLOCKS - self._tags) or ['-'])})>)")

    def body(self, parts: Iterable[Part], url: str) -> str:
        """The HTML of ``parts``, and below it the attribution, which leads to ``url`` unless it has its own link."""
        return self._allowed(html_of(self._rights.parts(parts)) + self._attribution(url))

    def _attribution(self, url: str) -> str:
        partner = self._partner
        if not partner.attribution_text:
            return ""
        link = partner.attribution_url or url
        return format_html('<p><a href="{}">{}</a></p>', link, partner.attribution_text)

    def _allowed(self, html: str) -> str:
        return nh3.clean(
            self._unwrapped.sub(r"\1 ", html),
            tags=self._tags,
            attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in self._tags},
            attribute_filter=self._attribute,
            url_schemes=SCHEMES,
            link_rel=None,
        ).strip()

    def _attribute(self, tag: str, name: str, value: str) -> str:
        return self._links.to(value) if (tag, name) == ("a", "href") else value
