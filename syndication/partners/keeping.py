"""A partner's feed as it is sent: kept by content version, together with the list of what it holds.

Whoever is answered from what is kept leaves the same receipts as whoever had it computed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from content_api.caching.entries import Answer, Entry
from content_api.http.inside import Reader, answered

from ..feeds.formats import FORMATS
from ..models import SyndicationPartner
from .chosen import reach_of
from .handed import Held
from .making import feed_of

BETWEEN = b"\n"  # the list, which is JSON on one line, and the feed


@dataclass(frozen=True)
class Kept:
    """A feed, and what it holds."""

    answer: Answer
    held: Held


def kept_feed(partner: SyndicationPartner, locale: str) -> Kept:
    """The feed in one of the partner's languages. Raises what the database raises."""
    written_as = FORMATS[partner.feed_format]

    def compute(reader: Reader) -> bytes:
        made = feed_of(partner, locale, reader)
        listed = json.dumps(made.held.as_json(), separators=(",", ":"))
        return listed.encode() + BETWEEN + written_as.write(made.feed)

    parameters = {**partner.terms(), "language": locale}
    kept = answered(
        "partner",
        parameters,
        written_as.media_type,
        compute,
        reach=reach_of(partner, locale),
        from_primary=True,  # for the receipts
    )
    listed, _, body = kept.entry.body.partition(BETWEEN)
    entry = Entry.of(body, (), kept.entry.valid_until, kept.entry.modified)
    return Kept(replace(kept, entry=entry), Held.of(json.loads(listed)))
