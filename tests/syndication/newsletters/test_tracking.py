"""Campaign parameters on links."""

from __future__ import annotations

import pytest

from syndication.newsletters.merge_tags import MergeTags
from syndication.newsletters.tracking import Link, Links

OURS = "utm_source=newsletter&utm_medium=email&utm_campaign=may&utm_content=lead-1"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/", f"https://a.example/?{OURS}"),
        ("https://a.example/?a=1&b=%20#top", f"https://a.example/?a=1&b=%20&{OURS}#top"),
        ("https://a.example?a", f"https://a.example?a&{OURS}"),
        ("http://a.example/%E4%B8%AD/", f"http://a.example/%E4%B8%AD/?{OURS}"),
        ("https://a.example/?utm_source=theirs", "https://a.example/?utm_source=theirs"),
        ("https://a.example/?utm_id=", "https://a.example/?utm_id="),
        ("mailto:a@example.org?subject=b", "mailto:a@example.org?subject=b"),
        ("tel:+491", "tel:+491"),
    ],
)
def test_parameters_are_written_once(address: str, written: str) -> None:
    links = Links("may", MergeTags())
    assert links.to(address, "There", "lead-1") == written
    assert links.to(written, "There", "lead-1") == written
    assert links.found[0] == Link(written, "There", "lead-1", tagged=address != written)
