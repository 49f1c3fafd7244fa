"""Campaign parameters: which issue and which section a reader came from.

Every link to a web page gets them once. Left as they are: placeholders of the newsletter tool, ``mailto:`` and the
like, and addresses that have parameters of that kind already, such as a sponsor's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..campaigns import has_campaign, is_web_page, with_campaign
from .merge_tags import MergeTags


@dataclass(frozen=True)
class Link:
    """A link in the mail: where it leads, what it says, where it stands."""

    url: str
    label: str
    section: str
    tagged: bool  # whether our campaign parameters are on it


@dataclass
class Links:
    """Writes the addresses of one issue, and keeps them in order."""

    campaign: str
    tags: MergeTags
    found: list[Link] = field(default_factory=list)

    def to(self, url: str, label: str, section: str) -> str:
        """The address to write for ``url``, which is noted with what the link says. A draft may have none yet."""
        if not url:
            return ""
        is_tagged = is_web_page(url) and not has_campaign(url)
        address = self.tags.neutral_address(self._tagged(url, section) if is_tagged else url)
        self.found.append(Link(address, label, section, is_tagged))
        return address

    def _tagged(self, url: str, section: str) -> str:
        return with_campaign(
            url,
            {
                "utm_source": "newsletter",
                "utm_medium": "email",
                "utm_campaign": self.campaign,
                "utm_content": section,
            },
        )
