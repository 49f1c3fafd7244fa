"""From pages to issues: what they have chosen, as far as the reader may see it, loaded together for all of them.

Published and draft pages are filled by the same way. It goes through the loader of the API, so that visibility, cache
tags and a constant number of statements come with it: one for each kind of thing that is chosen, whatever their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from content_api.addresses import full_address
from content_api.lookahead import Loader
from content_api.lookahead.streamfields import blocks_of
from content_api.seo.languages import bcp47
from content_api.seo.parts import publisher_for

from .chosen import Chosen, choose
from .issue import Issue
from .merge_tags import MergeTags, greeting_with_name, tags_of
from .sections import Sections
from .tracking import Links
from .words import words_in

SECTIONS = "sections"


def issues_of(pages: Sequence[Any], loader: Loader) -> dict[Any, Issue]:
    """The issues of ``pages``, by primary key. ``pages`` were loaded together, or are one draft."""
    blocks = {page.pk: blocks_of(page, SECTIONS, loader) for page in pages}
    chosen = choose([block for of_page in blocks.values() for block in of_page], loader)
    publisher = publisher_for(loader.viewer)
    sender = publisher.name if publisher else _site_name(loader)
    return {page.pk: _issue(page, blocks[page.pk], chosen, sender, loader) for page in pages}


def _issue(page: Any, blocks: Sequence[Any], chosen: Chosen, sender: str, loader: Loader) -> Issue:
    viewer = loader.viewer
    language = viewer.territory.languages[page.locale_id]
    tags, words = tags_of(page.mail_tool), words_in(language)
    links = Links(page.campaign_name or page.slug, tags)
    home_address = _home_address(loader)
    web_address = full_address(page, viewer) or home_address
    if home_address:
        home_address = links.to(home_address, sender, "masthead")
    sections = Sections(chosen, links, tags, words)
    filled = [section for block in blocks if (section := sections.of(block)) is not None]
    return Issue(
        language=bcp47(language),
        subject=tags.neutral(_line(page.subject or page.title)),
        preheader=tags.neutral(_line(page.preheader)),
        greeting=greeting_with_name(_line(page.greeting), tags),
        sender=tags.neutral(sender),
        home_address=home_address,
        web_address=_in_browser(web_address, links, tags, words.view_in_browser),
        campaign=links.campaign,
        tags=tags,
        words=words,
        sections=filled,
        links=links.found,
        left_out=sections.left_out,
    )


def _in_browser(web_address: str, links: Links, tags: MergeTags, label: str) -> str:
    """The address of the issue on the site, which the mail links to only where the tool keeps no copy of its own."""
    if tags.view_in_browser or not web_address:
        return web_address
    return links.to(web_address, label, "masthead")


def _line(text: str) -> str:
    """``text`` without line breaks: subjects are headers."""
    return " ".join(text.split())


def _home_address(loader: Loader) -> str:
    site = loader.viewer.site
    return f"{site.root_url}/" if site else ""


def _site_name(loader: Loader) -> str:
    site = loader.viewer.site
    return str(site.site_name or site.hostname) if site else ""
