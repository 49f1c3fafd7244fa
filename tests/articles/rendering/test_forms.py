"""Parts of a text in each form: HTML, plain text, Markdown, e-mail."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from django.test.html import parse_html
from markdown_it import MarkdownIt

from articles.rendering import html, markdown, text
from articles.rendering.mail.document import InvalidMjmlError, compile_mjml, document
from articles.rendering.mail.elements import card
from articles.rendering.mail.writing import mjml_of
from articles.rendering.parts import (
    Button,
    Code,
    Facts,
    Figure,
    Heading,
    Listing,
    Part,
    Picture,
    Prose,
    Quote,
    Rule,
    Run,
    Table,
    line,
)

PICTURE = Picture("https://api.test/1.jpg", 600, 300, 'A "cat" & <dog>', "https://api.test/2.jpg")
# Each part, with what it becomes as HTML, text and Markdown.
PARTS: list[tuple[Part, str, str, str]] = [
    (Prose("<p>A <b>b</b></p>", "A **b**", "A b"), "<p>A <b>b</b></p>", "A b", "A **b**"),
    (Heading(2, "A < B", "a-b"), '<h2 id="a-b">A &lt; B</h2>', "A < B", "## A \\< B"),
    (Heading(3, "*C*"), "<h3>*C*</h3>", "*C*", "### \\*C\\*"),
    (
        line("See ", Run("there", "https://a.test/?b=1&c=2", strong=True), "."),
        '<p>See <strong><a href="https://a.test/?b=1&amp;c=2">there</a></strong>.</p>',
        "See there (https://a.test/?b=1&c=2).",
        "See **[there](https://a.test/?b=1\\&c=2)**.",
    ),
    (
        Listing([[line("One")], [line("Two"), Listing([[line("Deep")]], ordered=True)]]),
        "<ul><li>One</li><li><p>Two</p><ol><li>Deep</li></ol></li></ul>",
        "- One\n- Two\n  1. Deep",
        "- One\n- Two\n\n  1. Deep",
    ),
    (
        Quote([line("Said"), line("so")], Run("Her", "https://h.test/")),
        '<blockquote><p>Said</p><p>so</p><footer><a href="https://h.test/">Her</a></footer></blockquote>',
        "> Said\n>\n> so\n— Her (https://h.test/)",
        "> Said\n>\n> so\n>\n> — [Her](https://h.test/)",
    ),
    (
        Code('if a < b:\n    "```"', "python", "a.py"),
        "<p><code>a.py</code></p><pre><code>if a &lt; b:\n    &quot;```&quot;</code></pre>",
        'a.py:\n    if a < b:\n        "```"',
        '`a.py`\n\n```python\nif a < b:\n    "```"\n```',
    ),
    (Code("a", "", "a`b"), "<p><code>a`b</code></p><pre><code>a</code></pre>", "a`b:\n    a", "``a`b``\n\n```\na\n```"),
    (Code("```\n````"), "<pre><code>```\n````</code></pre>", "    ```\n    ````", "`````\n```\n````\n`````"),
    (
        Figure(PICTURE, line("Seen", Run("Me", emphasis=True)).runs),
        '<figure><img src="https://api.test/1.jpg" width="600" height="300" alt="A &quot;cat&quot; &amp; &lt;dog&gt;">'
        "<figcaption>Seen <em>Me</em></figcaption></figure>",
        '[A "cat" & <dog>] Seen Me',
        '![A "cat" & \\<dog>](https://api.test/1.jpg)\n\nSeen *Me*',
    ),
    (
        Table([["", "A|B"], ["x", "1"]], "Of both", has_header_row=True, has_header_column=True),
        '<table><caption>Of both</caption><thead><tr><th scope="col"></th><th scope="col">A|B</th></tr></thead>'
        '<tbody><tr><th scope="row">x</th><td>1</td></tr></tbody></table>',
        "Of both\n  | A|B\n--+----\nx | 1",
        "Of both\n\n|  | A\\|B |\n| --- | --- |\n| x | 1 |",
    ),
    (
        Figure(Picture("https://api.test/1.jpg", 60, 30), url="https://g.test/"),
        '<figure><a href="https://g.test/">'
        '<img src="https://api.test/1.jpg" width="60" height="30" alt=""></a></figure>',
        "(https://g.test/)",
        "[![](https://api.test/1.jpg)](https://g.test/)",
    ),
    (
        Table([["中文", "1"], ["a\nb", "2"]]),
        "<table><tbody><tr><td>中文</td><td>1</td></tr><tr><td>a\nb</td><td>2</td></tr></tbody></table>",
        "中文 | 1\na b  | 2",
        "|  |  |\n| --- | --- |\n| 中文 | 1 |\n| a b | 2 |",
    ),
    (
        Table([["1", "2"]]),
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        "1 | 2",
        "|  |  |\n| --- | --- |\n| 1 | 2 |",
    ),
    (
        Facts([("Kind", "a_b")]),
        "<dl><dt>Kind</dt><dd>a_b</dd></dl>",
        "Kind: a_b",
        "- **Kind**: a_b",
    ),
    (
        Button("Go", "https://g.test/"),
        '<p><a href="https://g.test/">Go</a></p>',
        "Go: https://g.test/",
        "[Go](https://g.test/)",
    ),
    (Rule(), "<hr>", "* * *", "***"),
]


@pytest.mark.parametrize(("part", "expected"), [(part, expected) for part, expected, _, _ in PARTS])
def test_html(part: Part, expected: str) -> None:
    assert html.html_of([part]) == expected


@pytest.mark.parametrize(("part", "expected"), [(part, expected) for part, _, expected, _ in PARTS])
def test_text(part: Part, expected: str) -> None:
    assert text.text_of([part]) == expected


@pytest.mark.parametrize(("part", "expected"), [(part, expected) for part, _, _, expected in PARTS])
def test_markdown(part: Part, expected: str) -> None:
    assert markdown.markdown_of([part]) == expected


def test_every_part_is_written_in_every_form() -> None:
    parts = set(get_args(Part))

    assert {type(part) for part, *_ in PARTS} == parts
    for write in (html._html, text._text, markdown._markdown):
        assert parts <= set(write.registry)


def test_html_is_well_formed() -> None:
    written = html.html_of([part for part, *_ in PARTS])

    assert str(parse_html(written))  # an error for a tag that is not closed


def test_markdown_is_read_as_it_was_meant() -> None:
    whole = markdown.markdown_of([part for part, *_ in PARTS])

    rendered = MarkdownIt("commonmark").enable("table").render(whole)

    assert rendered.count("<table>") == 3
    assert re.findall(r"<h[23]>(.*?)</h[23]>", rendered) == ["A &lt; B", "*C*"]
    assert '<pre><code class="language-python">if a &lt; b:\n    &quot;```&quot;\n</code></pre>' in rendered
    assert "<pre><code>```\n````\n</code></pre>" in rendered
    assert 'alt="A &quot;cat&quot; &amp; &lt;dog&gt;"' in rendered


@pytest.fixture(scope="module")
def compiled() -> str:
    content = card(mjml_of([part for part, *_ in PARTS]))
    return compile_mjml(document(content, title="A & B", preheader="<before>", language="en"))


def test_mail_loads_pictures_only(compiled: str) -> None:
    assert re.search(r"<script|<link|<svg|@import|@font-face|url\(|<iframe|<form", compiled) is None
    assert re.findall(r' src="([^"]*)"', compiled) == ["https://api.test/1.jpg", "https://api.test/1.jpg"]
    assert re.findall(r'srcset="([^"]*)"', compiled) == ["https://api.test/1.jpg 1x, https://api.test/2.jpg 2x"]


def test_mail_sizes_and_describes_pictures(compiled: str) -> None:
    described, small = re.findall(r"<img[^>]*>", compiled)

    assert 'alt="A &quot;cat&quot; &amp; &lt;dog&gt;"' in described
    assert 'width="552"' in described
    assert 'alt=""' in small
    assert 'width="60"' in small


def test_mail_sets_words_below_a_picture_apart(compiled: str) -> None:
    assert "Seen <em>Me</em>" in compiled


def test_mail_escapes_what_it_is_given(compiled: str) -> None:
    assert "<title>A &amp; B</title>" in compiled
    assert "&lt;before&gt;" in compiled
    assert "if a &lt; b:" in compiled
    assert 'href="https://a.test/?b=1&amp;c=2"' in compiled


def test_mail_is_in_a_language(compiled: str) -> None:
    assert compiled.startswith('<!doctype html><html lang="en"')


def test_mail_that_is_no_mjml() -> None:
    with pytest.raises(InvalidMjmlError):
        compile_mjml("<mjml><mj-body></mjml>")
