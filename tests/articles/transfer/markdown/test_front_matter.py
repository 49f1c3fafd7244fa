"""The fields above a text, and lines that only look like them."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.transfer.markdown.notes import Kind

from .reading import draft, notes

FULL = """---
title: A title
slug: a-slug
description: For search engines.
standfirst: The sentence below the title.
date: 2024-03-14
authors: [Ada Example, {name: Bert Example}]
tags: one, two
topics:
- security
canonical: https://a.example/post/
locale: zh-hans
kind: How-to
source: notes/post
takeaways: [First., Second.]
layout: post
---

# A title

The words.
"""


def test_every_field_finds_its_place() -> None:
    found = draft(FULL)
    assert (found.title, found.slug, found.kind, found.locale) == ("A title", "a-slug", "how-to", "zh-hans")
    assert (found.standfirst, found.description) == ("The sentence below the title.", "For search engines.")
    assert (found.date, found.authors) == (dt.date(2024, 3, 14), ["Ada Example", "Bert Example"])
    assert (found.tags, found.topics, found.takeaways) == (["one", "two"], ["security"], ["First.", "Second."])
    assert (found.canonical, found.name) == ("https://a.example/post/", "notes/post")
    assert [block.value for block in found.body] == [{"body": "<p>The words.</p>"}]
    assert found.unused == {"layout": "post"}
    assert notes(found, Kind.CHECK) == ["line 1: “layout: post” of the front matter is not used"]


def test_toml_is_read_as_well() -> None:
    found = draft('+++\ntitle = "A title"\ndate = 2024-03-14T10:00:00Z\ntags = ["one"]\n+++\n\nwords')
    assert (found.title, found.date, found.tags) == ("A title", dt.date(2024, 3, 14), ["one"])


def test_lines_keep_their_numbers() -> None:
    found = draft("---\ntitle: T\n---\n\nThe standfirst, which is long enough to be one.\n\n| a | b |\n| 1 | 2 |")
    assert [block.line for block in found.body] == [7]


@pytest.mark.parametrize(
    "text", ["---\n\nwords\n\n---\n\nmore", "---\nwords", "***\n\nwords", "+++\nwords", "----\ntitle: T\n----\nwords"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    found = draft(f"{text}")
    assert found.unused == {}
    assert "words" in f"{found.title} {found.blocks}"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("slug: a/b", "slug"),
        ("kind: poem", "kind"),
        ("canonical: javascript:x", "canonical"),
        ("canonical: /relative", "canonical"),
        ("date: soon", "date"),
        ("title: [a, b]", "title"),
        ("draft: true", "draft"),
    ],
)
def test_values_that_do_not_fit_are_named_and_not_used(line: str, name: str) -> None:
    assert list(draft(f"---\n{line}\n---\n\n# Title\n\nwords").unused) == [name]


def test_heading_that_says_something_else_than_the_title_stays() -> None:
    found = draft("---\ntitle: One\n---\n\n# Two\n\nThe standfirst, which is long enough to be one.")
    assert found.title == "One"
    assert found.body[0].value["text"] == "Two"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One\n\nwords", "One"),
        ("One\n===\n\nwords", "One"),
        ("One\n\nwords", "One"),
        ("**One**\n\nwords", "One"),
        ("![logo](https://a.example/l.png)\n\nOne\n\nwords", "One"),
        ("Home\n\nBy Ada Example\n\n# One\n\nwords", "One"),
        ("## One\n\nwords\n\n### Two", "One"),
        ("This is a sentence. And more words follow.\n\nwords", "This is a sentence."),
        ("## One\n\nwords\n\n## Two\n\nmore", "One"),
        ("- list\n- only", "text"),
    ],
)
def test_title_is_found_or_made(text: str, title: str) -> None:
    assert draft(text).title == title


def test_long_title_is_cut_and_kept() -> None:
    long = "word " * 80
    found = draft(f"# {long}\n\nmore")
    assert len(found.title) <= 255
    assert found.standfirst == long.strip()
