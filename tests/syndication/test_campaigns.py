"""Campaign parameters of links."""

from __future__ import annotations

import pytest

from syndication.campaigns import has_campaign, is_web_page, with_campaign, without_campaign

SITE = "https://site.test/one/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [(SITE, True), ("http://site.test", True), ("mailto:a@site.test", False), ("{{ unsubscribe }}", False)],
)
def test_web_pages(url: str, expected: bool) -> None:
    assert is_web_page(url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [(SITE, False), (f"{SITE}?a=utm_source", False), (f"{SITE}?utm_source=", True), (f"{SITE}#utm_source=a", False)],
)
def test_campaigns(url: str, expected: bool) -> None:
    assert has_campaign(url) is expected


def test_campaign_comes_after_what_is_there() -> None:
    campaign = {"utm_source": "a b", "utm_medium": "é"}

    assert with_campaign(SITE, campaign) == f"{SITE}?utm_source=a+b&utm_medium=%C3%A9"
    assert (
        with_campaign(f"{SITE}?q=%20&flag#there", campaign)
        == f"{SITE}?q=%20&flag&utm_source=a+b&utm_medium=%C3%A9#there"
    )


def test_campaign_is_taken_off() -> None:
    assert without_campaign(f"{SITE}?utm_source=a&q=1&utm_term=b#there") == f"{SITE}?q=1#there"
    assert without_campaign(f"{SITE}?q=%20&flag#there") == f"{SITE}?q=%20&flag#there"
