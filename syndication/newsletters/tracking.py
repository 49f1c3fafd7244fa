"""Campaign parameters: which issue and which section a reader came from.

Every link to a web page gets them once. Left as they are: placeholders of the newsletter tool, ``mailto:`` and the
like, and addresses that have parameters of that kind already, such as a sponsor's own.
https://support.google.com/analytics/answer/10917952
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .merge_tags import MergeTags

PREFIX = "utm_"


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
        parameters = {
            "utm_source": "newsletter",
            "utm_medium": "email",
            "utm_campaign": self.campaign,
            "utm_content": section,
        }
        address = tagged(url, parameters)
        is_tagged = address != url
        address = self.tags.neutral_address(address)
        self.found.append(Link(address, label, section, is_tagged))
        return address


def tagged(url: str, parameters: Mapping[str, str]) -> str:
    """``url`` with ``parameters`` after its own; as it is where it is no web page or says where it is from."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if any(name.startswith(PREFIX) for name in names):
        return url
    query = "&".join(filter(None, [parts.query, urlencode(parameters)]))
    return urlunsplit(parts._replace(query=query))
