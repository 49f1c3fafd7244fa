"""What is told from its words: bylines, lines of pages, languages, names of sections."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.transfer.markdown.recognising.bylines import Byline, byline_in
from articles.transfer.markdown.recognising.furniture import is_furniture
from articles.transfer.markdown.recognising.languages import language_of
from articles.transfer.markdown.recognising.names import SOURCES, TAKEAWAYS, named
from articles.transfer.markdown.recognising.sources import address_key

from .reading import ABOVE, draft

DAY = dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Example", Byline(("Ada Example",))),
        ("*By Ada Example and Bert Example*", Byline(("Ada Example", "Bert Example"))),
        ("By Ada Example, 5 March 2024", Byline(("Ada Example",), DAY)),
        ("Ada Example · March 5th, 2024 · 6 min read", Byline(("Ada Example",), DAY)),
        ("Published on 2024-03-05", Byline((), DAY)),
        ("Last updated: 5 Mar 2024, 10:30", Byline((), DAY)),
        ("作者：李雷", Byline(("李雷",))),
        ("发布于 2024年3月5日", Byline((), DAY)),
        ("6 minute read", Byline()),
        ("By design", None),
        ("By 2024 Django was old", None),
        ("Django 5.2 was released on 2 April 2025", None),
        ("Ada Example", None),
    ],
)
def test_byline(line: str, expected: Byline | None) -> None:
    assert byline_in(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "Read more →",
        "[Continue reading](https://a.example/)",
        "**Share this article**",
        "Subscribe",
        "Home > Blog > Django",
        "© 2024 Example Ltd",
        "Copyright 2024",
        "All rights reserved.",
        "Weiterlesen",
        "Impressum",
        "Lire la suite",
        "Leer más",
        "阅读更多",
        "版权所有",
        "京ICP备12345678号",
        "5 comments",
        "Skip to main content",
        "We use cookies to improve your experience.",
        "By continuing you accept our cookies.",
        "本网站使用 Cookie",
    ],
)
def test_lines_of_pages(line: str) -> None:
    assert is_furniture(line) is True


@pytest.mark.parametrize(
    "line",
    [
        "Share nothing architectures scale.",
        "Search engines read sitemaps.",
        "Django keeps the session in a cookie.",
        "The browser holds a random key in a cookie; the data lies in the database, and the site uses it.",
        "Copyright law protects programs, too, and a licence says what others may do with them." * 3,
        "Home ownership",
        "More than one way",
        "Subscribers get a mail from the signal handler that we wrote.",
    ],
)
def test_sentences_are_no_lines_of_pages(line: str) -> None:
    assert is_furniture(line) is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This is the text of a page with words.", "en"),
        ("Diese Seite wurde zuletzt von der Redaktion bearbeitet.", "de"),
        ("Cette page est dans une autre langue que les articles.", "fr"),
        ("本页面由编辑部维护。", "zh"),
        ("Эта страница", "ru"),
        ("Django Flask FastAPI", None),
        ("123", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_names_of_sections_are_read_without_marks() -> None:
    assert named("**Key takeaways:**") in TAKEAWAYS
    assert named("5. References") in SOURCES
    assert named("参考资料：") in SOURCES
    assert named("Sources of error") not in SOURCES


@pytest.mark.parametrize(
    "url",
    ["http://a.example/x", "https://www.a.example/x/", "https://A.example/x?utm_source=b", "https://a.example/x#y"],
)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert address_key(url) == "a.example/x"


def test_navigation_above_the_title_is_moved() -> None:
    links = "\n".join(f"- [{name}](https://a.example/{name})" for name in ("one", "two", "three"))
    found = draft(f"{links}\n\n# Title\n\nThe standfirst of it, long enough to be one.\n\nwords")
    assert [block.type for block in found.body] == ["paragraph"]
    assert "three" in str(found.furniture[0].value["body"])


def test_list_of_links_below_a_heading_of_the_article_stays() -> None:
    links = "\n".join(f"- [{name}](https://a.example/{name})" for name in ("one", "two", "three"))
    found = draft(f"{ABOVE}words\n\n## Where to go next\n\n{links}")
    assert found.furniture == []


@pytest.mark.parametrize("heading", ["## Key takeaways", "**Key takeaways**", "Key takeaways:", "## 要点"])
def test_takeaways_stand_below_a_heading_that_says_so(heading: str) -> None:
    found = draft(f"{ABOVE}{heading}\n\n- one\n- two\n\n## Next\n\nwords")
    assert found.takeaways == ["one", "two"]
    assert [block.type for block in found.body] == ["heading", "paragraph"]


@pytest.mark.parametrize("item", ["see [this](https://a.example/)", "word " * 70])
def test_takeaways_that_the_field_cannot_hold_stay_a_list(item: str) -> None:
    found = draft(f"{ABOVE}## Key takeaways\n\n- one\n- {item}")
    assert found.takeaways == []
    assert [block.type for block in found.body] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("[Docs](https://a.example/)", ("Docs", "https://a.example/", "", "")),
        ("[Docs](https://a.example/), Example Press", ("Docs", "https://a.example/", "Example Press", "")),
        ("[Docs](https://a.example/), Press, chapter 2", ("Docs", "https://a.example/", "Press", "chapter 2")),
        ("[Docs](https://a.example/). Read on 3 May", ("Docs", "https://a.example/", "", "Read on 3 May")),
        ("Knuth: The Art. https://a.example/", ("Knuth: The Art", "https://a.example/", "", "")),
        ("https://a.example/", ("https://a.example/", "https://a.example/", "", "")),
        ("Knuth, The Art, 1968", ("Knuth, The Art, 1968", "", "", "")),
    ],
)
def test_entry_of_a_section_of_sources(entry: str, expected: tuple[str, str, str, str]) -> None:
    (source,) = draft(f"{ABOVE}words\n\n## References\n\n1. {entry}").sources
    assert (source.title, source.url, source.publisher, source.note) == expected


def test_same_address_is_one_source() -> None:
    found = draft(f"{ABOVE}words\n\n## References\n\n- [A](https://a.example/)\n- [B](http://www.a.example)")
    assert [source.title for source in found.sources] == ["A"]


def test_footnotes_below_a_heading_of_sources_are_sources() -> None:
    text = f"{ABOVE}words[^1]\n\n## Sources\n\n[^1]: [A](https://a.example/)\n[^2]: [B](https://b.example/)"
    assert [source.title for source in draft(text).sources] == ["A", "B"]


def test_entry_with_two_links_stays_text() -> None:
    found = draft(f"{ABOVE}words\n\n## Sources\n\n- [A](https://a.example/) and [B](https://b.example/)")
    assert found.sources == []
    assert [block.type for block in found.body] == ["paragraph", "heading", "paragraph"]
