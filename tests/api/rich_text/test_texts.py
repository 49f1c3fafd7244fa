"""Plain text and excerpts; and some Markdown as people would write it."""

from __future__ import annotations

import pytest

from content_api.rich_text.links import References, references_in
from content_api.rich_text.markdown import markdown_of
from content_api.rich_text.plain_text import text_of
from content_api.rich_text.safe_html import cleaned
from content_api.rich_text.tree import tree_of
from content_api.rich_text.words import first_words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a <b>b</b></p><p>c<br>d &amp; e</p>", "a b\n\nc\nd & e"),
        ("<p>a</p><ul><li>b<ol><li>c</li></ol></li><li>d</li></ul>", "a\n\nb\nc\nd"),
        ("<p>a</p><hr><blockquote><p>b</p></blockquote>", "a\n\nb"),
        ('<p><a href="https://a.example/">a</a> <code>b</code></p>', "a b"),
        ("", ""),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert text_of(tree_of(cleaned(source))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a <b>b</b> <i>c</i> <s>d</s> <code>e</code></p><p>f</p>", "a **b** *c* ~~d~~ `e`\n\nf"),
        ("<p>a<br>b</p><hr><p>c</p>", "a\\\nb\n\n***\n\nc"),
        ("<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>", "1. a\n   - b\n   - c\n2. d"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol>", "- a\n\n+ b\n\n1. c"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ('<p><a href="https://a.example/b_(c)">d [e]</a></p>', r"[d \[e\]](<https://a.example/b_(c)>)"),
        ('<p>!<a href="https://a.example/">b</a></p>', r"\![b](https://a.example/)"),
        ("<p># 1. snake_case __init__ *a* &lt;b&gt; &amp;amp;</p>", r"\# 1. snake_case \_\_init\_\_ \*a\* \<b> \&amp;"),
        ("<p>2003. A year</p>", r"2003\. A year"),
        ("<p><code>a`b</code> <code>`</code></p>", "``a`b`` `` ` ``"),
        ("<p>中文<b>“加粗”</b>中文</p>", "中&#x6587;**“加粗”**&#x4e2d;文"),
        ("<p>中文<b>加粗</b>中文</p>", "中文**加粗**中文"),
        ("<p><i>a</i><b>b</b></p>", "_a_**b**"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("", ""),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert markdown_of(tree_of(cleaned(source))) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("One two three.", 3, "One two three."),
        ("One two three.", 2, "One two…"),
        ("One, two", 1, "One…"),
        ("One\n\ntwo  three", 2, "One two…"),
        ("Node.js isn’t full-stack", 2, "Node.js isn’t…"),
        ("Django 是框架。", 4, "Django 是框架。"),
        ("Django 是框架。", 3, "Django 是框…"),
        ("", 1, ""),
        ("…", 1, "…"),
    ],
)
def test_first_words(text: str, limit: int, expected: str) -> None:
    assert first_words(text, limit) == expected


def test_references() -> None:
    source = (
        '<p><a linktype="page" id="3">a</a><a id="5" linktype="document">b</a><a linktype="page" id="3">c</a>'
        '<a linktype="page" id="1 OR 1=1">d</a><a linktype="page">e</a><a href="https://linktype.example/">f</a></p>'
    )

    assert references_in(source) == References(frozenset({3}), frozenset({5}))
    assert references_in("<p>linktype</p>") == References()
    assert References(frozenset({1})) | References(frozenset({2}), frozenset({3})) == (
        frozenset({1, 2}),
        frozenset({3}),
    )
