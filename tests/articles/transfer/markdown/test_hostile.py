"""Files that mean harm, or are broken: refused or cleaned, and told in words."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from articles.transfer.markdown.errors import RefusedError
from articles.transfer.markdown.limits import MOST_BYTES
from articles.transfer.markdown.notes import Kind
from articles.transfer.markdown.reading import read

from .reading import ABOVE, draft, notes, unplaced

REFUSED = {
    "ten megabytes": (b"word " * 2_000_000, "The file has 10,000,000 bytes; at most 2,000,000 are read."),
    "nothing": (b" \n\n", "The file is empty."),
    "Latin-1": (
        "Titel\n\nGrüße".encode("latin-1"),
        "Line 3: byte 10 of the file is not UTF-8. Save the file as UTF-8.",
    ),
    "half a character": (b"a\n\xe4\xb8", "Line 2: byte 3 of the file is not UTF-8. Save the file as UTF-8."),
    "UTF-16 without mark": (
        ("word " * 9).encode("utf-16-le"),
        "The file looks like UTF-16 without a mark at its begin. Save it as UTF-8.",
    ),
    "bomb of aliases": (
        b"---\na: &a [x]\nb: [*a, *a]\n---\ntext",
        "Line 3: the front matter uses an alias (*name); write the value itself.",
    ),
    "nested front matter": (
        b"---\na: " + b"[" * 500 + b"]" * 500 + b"\n---\ntext",
        "Line 2: the front matter is nested too deeply.",
    ),
    "Python in front matter": (b"---\na: !!python/object/apply:os.system [id]\n---\ntext", "Line 2: the front matter"),
    "impossible date": (b"---\ndate: 2024-13-45\n---\ntext", "the front matter is no YAML: month must be in 1..12."),
    "large front matter": (b"---\na: " + b"x" * 30_000 + b"\n---\ntext", "The front matter has 30,005 characters"),
    "broken TOML": (b"+++\na = \n+++\ntext", "The front matter is no TOML:"),
    "long paragraph": (b"word " * 10_000, "Line 1: a paragraph of 49,999 characters; at most 30,000 are read."),
    "brackets": (b"[" * 5_000, "Line 1: more brackets than can be read."),
    "nested lists": (
        "\n".join("  " * depth + "- a" for depth in range(60)).encode(),
        "lists or quotations are nested more than 20 deep.",
    ),
    "nested quotations": (b">" * 3_000 + b" a", "Line 1: lists or quotations are nested more than 20 deep."),
    "nested HTML": (b"<div>" * 2_000 + b"a", "Elements of HTML are nested 2,000 deep; at most 300 are read."),
    "nested marks": (b"words " + b"<b>" * 400 + b"a", "Elements of HTML are nested 400 deep; at most 300 are read."),
    "huge table": (
        b"| a | b |\n|---|---|\n" + b"| 1 | 2 |\n" * 100_000,
        "Line 1: the table has 100,001 rows; at most 1,000 are read.",
    ),
    "wide table": (
        b"|" + b"a|" * 6_000 + b"\n|" + b"-|" * 9 + b"\n|b|",
        "Line 1: the table has more than 10,000 cells.",
    ),
    "too many blocks": (b"***\n\ntext\n\n" * 1_100, "The text would become"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name: str) -> None:
    raw, reason = REFUSED[name]
    with pytest.raises(RefusedError) as error:
        read(raw, "file.md")
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("<script>alert(1)</script>\n\nwords", "<p>words</p>", "line 5: a script"),
        ("<div onclick='x()'>words</div>", "<p>words</p>", "line 5: an attribute that runs a script"),
        ("so <b onmouseover=x()>words</b>", "<p>so <b>words</b></p>", "line 5: an attribute that runs a script"),
        (
            "[words](javascript:alert(1))",
            "<p>words</p>",
            "line 5: an address that no page may link to: “javascript:alert(1)”",
        ),
        ("[words](JaVaScRiPt:x)", "<p>words</p>", "line 5: an address that no page may link to: “JaVaScRiPt:x”"),
        (
            "[words](data:text/html,x)",
            "<p>words</p>",
            "line 5: an address that no page may link to: “data:text/html,x”",
        ),
        ("<a href='javascript:x'>words</a>", "<p>words</p>", "line 5: an address that runs a script or holds a file"),
        (
            "<a href='java&#115;cript:x'>words</a>",
            "<p>words</p>",
            "line 5: an address that runs a script or holds a file",
        ),
        ("<style>p {}</style>\n\nwords", "<p>words</p>", "line 5: a style"),
        ("words <!-- hidden -->", "<p>words</p>", "line 5: a comment that no reader saw: “hidden”"),
        ("<form><button>words</button></form>", "<p>words</p>", "line 5: the HTML element “form”; its words are kept"),
        ("wor\0ds", "<p>words</p>", "line 5: 1 control characters, which no text shows"),
    ],
)
def test_cleaned_and_told(text: str, shown: str, told: str) -> None:
    found = draft(ABOVE + text)
    assert [block.value for block in found.body] == [{"body": shown}]
    assert told in notes(found, Kind.REMOVED)


@pytest.mark.parametrize("opening", ["<script>", "<!-- open", "<style>", "<textarea>", "<title>", "<plaintext>"])
def test_html_without_an_end_swallows_nothing(opening: str) -> None:
    found = draft(f"{ABOVE}{opening}\n\nwords after it")
    assert "words after it" in json.dumps([block.value for block in found.body])
    assert unplaced(found) == []


@pytest.mark.parametrize(
    "text", ["![cat](data:image/png;base64,AAAA)", "![cat](javascript:x)", "<img src=data:x alt=cat>"]
)
def test_picture_in_an_address_leaves_its_words(text: str) -> None:
    (block,) = draft(ABOVE + text).body
    assert block.picture is not None
    assert (block.picture.address, block.picture.alt) == ("", "cat")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    found = read("# Grüße\n\nworten 中文".encode(encoding), "file.md")
    assert found.title == "Grüße"


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert read(b"# Title\r\n\r\nwords\r\rmore", "file.md").body[0].value["body"] == "<p>words</p><p>more</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<a href='java\tscript:x'>a</a>",
        "<a href=' javascript:x'>a</a>",
        "<a href='JAVASCRIPT&colon;x'>a</a>",
        "<a href='vbscript:x'>a</a>",
        "[a](<java&Tab;script:x>)",
        "[a](\x01javascript:x)",
        "<svg onload=x><a xlink:href='javascript:x'>a</a></svg>",
        "<math href='javascript:x'>a</math>",
        "<img src='javascript:x' alt='a'>",
        "<table background='javascript:x'><tr><td onclick='x'>a</td></tr></table>",
        '<p style="background: url(javascript:x)">a</p>',
        '"><img src=x onerror=x()>',
        "<<b>script>x</script>",
        "**a**<iframe src='javascript:x'></iframe>",
        "| [a](javascript:x) |\n|---|\n| b |",
        "> a\n>\n> \u2014 [b](javascript:x)",
    ],
)
def test_nothing_that_runs_is_stored(text: str) -> None:
    for block in draft(ABOVE + text).blocks:
        for element in BeautifulSoup(str(block.value.get("body", "")), "html.parser").find_all(True):
            assert element.name in {"p", "ul", "ol", "li", "b", "i", "code", "br", "a"}
            assert set(element.attrs) <= {"href"}
            assert urlsplit(str(element.get("href", ""))).scheme in {"", "http", "https", "mailto", "tel"}


def test_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"The name of the file has more than 400 characters\."):
        draft(ABOVE, "a" * 401)


def test_largest_file_is_read() -> None:
    raw = b"# Title\n\n" + b"word " * 100 + b"\n\n"
    assert read(raw + b" " * (MOST_BYTES - len(raw)), "file.md").title == "Title"
