"""The tree: which nodes come out of which HTML."""

from __future__ import annotations

from typing import Any

import pytest

from content_api.rich_text.safe_html import cleaned
from content_api.rich_text.tree import DEEPEST, NODES, Node, tree_of


def blocks(source: str) -> list[Node]:
    tree = tree_of(cleaned(source))
    assert tree["type"] == "root"
    return list(tree["children"])


def inline(source: str) -> list[Node]:
    (paragraph,) = blocks(f"<p>{source}</p>")
    assert paragraph["type"] == "paragraph"
    return list(paragraph["children"])


def text(value: str) -> Node:
    return {"type": "text", "value": value}


def parent(kind: str, *children: Node, **more: Any) -> Node:
    return {"type": kind, **more, "children": list(children)}


def paragraph(value: str) -> Node:
    return parent("paragraph", text(value))


def item(*children: Node, spread: bool = False) -> Node:
    return parent("listItem", *children, spread=spread)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", [text("a")]),
        ("<b>a</b>", [parent("strong", text("a"))]),
        ("<strong>a</strong>", [parent("strong", text("a"))]),
        ("<i>a</i> <em>b</em>", [parent("emphasis", text("a")), text(" "), parent("emphasis", text("b"))]),
        ("<s>a</s>", [parent("delete", text("a"))]),
        ("H<sub>2</sub>O", [text("H"), parent("subscript", text("2"), data={"hName": "sub"}), text("O")]),
        ("m<sup>2</sup>", [text("m"), parent("superscript", text("2"), data={"hName": "sup"})]),
        ("<code>a &lt; b</code>", [{"type": "inlineCode", "value": "a < b"}]),
        ("a<br/>b", [text("a"), {"type": "break"}, text("b")]),
        ('<a href="https://a.example/">a</a>', [parent("link", text("a"), url="https://a.example/")]),
    ],
)
def test_inline_nodes(source: str, expected: list[Node]) -> None:
    assert inline(source) == expected


@pytest.mark.parametrize(
    ("_case", "source", "expected"),
    [
        ("spaces collapse", " a \n b ", [text("a b")]),
        ("spaces around a break", "a <br> b", [text("a"), {"type": "break"}, text("b")]),
        ("breaks at the edges", "<br>a<br>", [text("a")]),
        ("a space that does not break stays", "a&nbsp;b", [text("a\u00a0b")]),
        ("spaces leave marks", "a<b> b </b>c", [text("a "), parent("strong", text("b")), text(" c")]),
        ("a mark on nothing", "a<b> </b>b<i></i>", [text("a b")]),
        ("neighbours join", "<b>a</b><strong>b</strong>", [parent("strong", text("ab"))]),
        (
            "code stays apart",
            "<code>a</code> <code>b</code>",
            [*inline("<code>a</code>"), text(" "), *inline("<code>b</code>")],
        ),
        ("a mark within the same", "<b>a<strong>b</strong></b>", [parent("strong", text("ab"))]),
        ("code is innermost", "<code><b>a</b></code>", [parent("strong", {"type": "inlineCode", "value": "a"})]),
        (
            "a break in code",
            "<code>a<br>b</code>",
            [*inline("<code>a</code>"), {"type": "break"}, *inline("<code>b</code>")],
        ),
        ("control characters", "a\x1b\x85b", [text("ab")]),
    ],
)
def test_tidying(_case: str, source: str, expected: list[Node]) -> None:
    assert inline(source) == expected


def test_nested_lists() -> None:
    source = "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li><p>d</p></li></ol>"

    inner = parent("list", item(paragraph("b")), item(paragraph("c")), ordered=False, start=None, spread=False)
    assert blocks(source) == [
        parent("list", item(paragraph("a"), inner), item(paragraph("d")), ordered=True, start=1, spread=False)
    ]


def test_an_item_of_several_paragraphs_is_spread() -> None:
    spread = item(paragraph("a"), paragraph("b"), spread=True)

    assert blocks("<ul><li><p>a</p><p>b</p></li></ul>") == [
        parent("list", spread, ordered=False, start=None, spread=True)
    ]


@pytest.mark.parametrize(
    ("_case", "source", "expected"),
    [
        (
            "blocks",
            "<p>a</p><hr><blockquote>b</blockquote>",
            [paragraph("a"), {"type": "thematicBreak"}, parent("blockquote", paragraph("b"))],
        ),
        ("text without a paragraph", "a<p>b</p>c", [paragraph("a"), paragraph("b"), paragraph("c")]),
        (
            "a mark around paragraphs",
            "<b><p>a</p><p>b</p></b>",
            [parent("paragraph", parent("strong", text(one))) for one in "ab"],
        ),
        ("nothing", "<p></p><p>&nbsp;</p><ul></ul><ul><li></li></ul><blockquote><p> </p></blockquote>", []),
        ("an item without a list", "<li>a</li>", [paragraph("a")]),
        (
            "a list in a list",
            "<ul><ul><li>a</li></ul></ul>",
            [parent("list", item(*blocks("<ul><li>a</li></ul>")), ordered=False, start=None, spread=False)],
        ),
        ("text in a list", "<ul>a<li>b</li></ul>", blocks("<ul><li>a</li><li>b</li></ul>")),
        ("a heading, which editors cannot write", "<h2>a</h2>", [paragraph("a")]),
    ],
)
def test_blocks(_case: str, source: str, expected: list[Node]) -> None:
    assert blocks(source) == expected


def test_the_tree_is_no_deeper_than_readers_can_follow() -> None:
    depth = 1000

    (node,) = blocks("<ul><li>" * depth + "a" + "</li></ul>" * depth)

    levels = 0
    while node["type"] == "list":
        levels += 1
        node = node["children"][0]["children"][0]
    assert node == paragraph("a")
    assert 0 < levels <= DEEPEST


def test_every_node_is_described() -> None:
    source = (
        '<p><b>a</b><i>b</i><s>c</s><sub>d</sub><sup>e</sup><code>f</code><br><a href="#g">g</a>h</p>'
        "<hr><ul><li>i</li></ul><blockquote>j</blockquote>"
    )

    def kinds(node: Node) -> set[str]:
        return {node["type"]}.union(*map(kinds, node.get("children", [])))

    assert kinds(tree_of(cleaned(source))) == set(NODES)
