"""The claims that a body shows, for whoever checks that each one has a source."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.blocks import StreamValue

CLAIM = "claim"


def claims_in(stream: StreamValue) -> Iterator[int]:
    """Primary keys of the claims in order, as stored: nothing is loaded."""
    for child in stream.get_prep_value():
        if child["type"] == CLAIM and (key := child["value"].get("claim")) is not None:
            yield key
