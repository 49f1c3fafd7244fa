"""What a mail says, whatever form it is written in: words, absolute addresses, pictures. Nothing here asks anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.rendering.parts import Picture

from .merge_tags import MergeTags
from .tracking import Link
from .words import Words


@dataclass(frozen=True)
class Story:
    """Something to read: where it leads, and what is said about it in this issue."""

    title: str
    teaser: str
    address: str  # absolute, with campaign parameters
    label: str  # what the link to it says
    picture: Picture | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RichText:
    """Paragraphs, with campaign parameters on their links: an HTML fragment, and the same in other forms."""

    html: str
    text: str
    markdown: str


@dataclass(frozen=True)
class Section:
    """One section. ``name`` is its own in the issue, and the ``utm_content`` of its links."""

    kind: str  # as the blocks are called: lead_story, stories, company, comparison, sponsor, text
    name: str
    heading: str = ""
    stories: Sequence[Story] = ()
    rich_text: RichText | None = None
    disclosure: str = ""  # of a sponsor


@dataclass(frozen=True)
class Issue:
    """One issue, with everything that is hidden or gone left out."""

    language: str  # BCP 47
    subject: str
    preheader: str
    greeting: str
    sender: str  # who publishes it
    home_address: str
    web_address: str  # of the issue on the site
    campaign: str
    tags: MergeTags
    words: Words
    sections: Sequence[Section] = ()
    links: Sequence[Link] = ()
    left_out: Sequence[str] = field(default=())  # sections whose pages cannot be seen, as words for editors

    @property
    def browser_address(self) -> str:
        """Where the issue can be read in a browser: where the tool keeps it, else on the site."""
        return self.tags.view_in_browser or self.web_address
