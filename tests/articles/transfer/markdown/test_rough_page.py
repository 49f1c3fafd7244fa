"""A page as one gets it by copying: everything is kept, and most of it is what an editor would have made of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from articles.transfer.markdown.draft import Draft
from articles.transfer.markdown.notes import Kind
from articles.transfer.markdown.reading import read

from .reading import notes, unplaced

PAGE = Path(__file__).with_name("rough_page.md")
# Headings that are the names of fields now.
NAMES_OF_FIELDS = ["Key takeaways", "Sources"]


@pytest.fixture(scope="module")
def page() -> Draft:
    return read(PAGE.read_bytes(), "rough_page.md")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield unescape(re.sub(r'<a href="([^"]*)">|</?\w+/?>', r" \1 ", value))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def test_every_word_of_every_line_is_in_the_article(page: Draft) -> None:
    source = re.sub(r"^\s*\d\. |```console", "", PAGE.read_text(), flags=re.MULTILINE)
    kept = [
        *(page.title, page.standfirst, *page.takeaways, *NAMES_OF_FIELDS),
        *(f"{one.title} {one.url} {one.publisher} {one.note}" for one in page.sources),
        *(text for block in page.blocks for text in texts(block.value)),
        *(f"{one.picture.alt} {one.picture.address} {one.picture.leads_to}" for one in page.blocks if one.picture),
    ]

    assert words(source) - words(" ".join(kept)) == Counter()
    assert unplaced(page) == []


def test_title_standfirst_and_takeaways_are_found(page: Draft) -> None:
    assert page.title == "What Django costs a small workshop"
    assert page.standfirst == (
        "Three of us build booking systems for garages. This page adds up what the framework cost us in the first year."
    )
    assert page.takeaways == [
        "The software itself costs nothing",
        "Learning took us eleven weeks",
        "Hosting is the smallest line of the bill",
    ]
    assert page.authors == ["Ada Example"]
    assert str(page.date) == "2024-03-14"


def test_body_is_made_of_blocks(page: Draft) -> None:
    assert [block.type for block in page.body] == [
        "image",
        "heading",
        "paragraph",
        "table",
        "paragraph",
        "heading",
        "paragraph",
        "quote",
        "heading",
        "paragraph",
        "code",
        "heading",
        "paragraph",
    ]
    values = [block.value for block in page.body]
    assert values[3]["table"]["data"] == [  # type: ignore[index]
        ["Item", "Euros a year"],
        ["Hosting", "228"],
        ["Domain and mail", "41"],
        ["Books", "95"],
    ]
    assert values[4]["body"] == (
        "<p>Nobody charged us for the admin, which replaced:</p>"
        "<ul><li>a spreadsheet with nine tabs</li><li>a paper diary</li><li>the wall above the lift</li></ul>"
    )
    assert values[6]["body"] == (
        "<ul><li>user accounts</li><li>password resets</li>"
        "<li>translations, which we never finished<ul><li>Dutch is half done</li></ul></li></ul>"
    )
    assert values[7] == {
        "text": "The best bill is the one that never comes.",
        "attribution": "Bert Example, mechanic",
        "url": "",
    }
    assert values[11] == {"text": "Was it worth it?", "level": "h3", "anchor": ""}


def test_links_are_kept(page: Draft) -> None:
    stored = json.dumps([block.value for block in page.body])
    assert r"<a href=\"https://github.com/django/django/blob/main/LICENSE\">licence file</a>" in stored
    address = "https://docs.djangoproject.com/en/5.2/intro/tutorial01/"
    assert rf"see <a href=\"{address}\">{address}</a>." in stored


def test_sources_are_read_from_their_section(page: Draft) -> None:
    assert [(one.title, one.url, one.publisher, one.note) for one in page.sources] == [
        ("Django licence", "https://github.com/django/django/blob/main/LICENSE", "Django Software Foundation", ""),
        ("Invoices of 2023, kept in the blue folder", "", "", ""),
    ]


def test_what_belongs_to_the_page_stands_at_the_end_and_is_named(page: Draft) -> None:
    (kept,) = page.furniture
    lines = re.findall(r"<(?:p|ul)>(.*?)</(?:p|ul)>", str(kept.value["body"]))
    assert [re.sub(r"<[^>]+>", " ", line).split()[0] for line in lines] == [
        *("Home", "By", "We", "Read", "Share", "Dieser", "Startseite", "©")
    ]
    assert [note.split(",")[0] for note in notes(page, Kind.KEPT)] == [
        "line 2: part of the page",
        "line 4: byline",
        "line 6: part of the page",
        "line 38: part of the page",
        "line 57: footer of the page",
        "line 64: footer of the page",
        "line 66: footer of the page",
        "line 70: footer of the page",
    ]
    assert [block.type for block in page.blocks[-2:]] == ["divider", "paragraph"]
