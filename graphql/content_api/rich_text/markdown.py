"""Markdown out of the tree: CommonMark, with GitHub's ``~~`` for what is struck through.

Text never becomes markup: read back, it is the same tree. Other converters lose marks within words and beside
quotation marks, which Chinese texts are full of, because CommonMark sees no mark there.
"""

from __future__ import annotations

import re

from .markdown_inline import inline_markdown
from .tree import Node

THEMATIC_BREAK = "***"  # neither sort of list item begins like this
_LINE_WITH_TEXT = re.compile(r"(?<=\n)(?=[^\n])")


def markdown_of(root: Node) -> str:
    """The whole text, without a line break at its end."""
    return _blocks(root["children"], "\n\n")


def _blocks(blocks: list[Node], between: str) -> str:
    texts = []
    lists_before = 0
    for block in blocks:
        # Two lists that follow each other would be read as one, unless their markers differ.
        texts.append(_block(block, other_marker=bool(lists_before % 2)))
        lists_before = lists_before + 1 if block["type"] == "list" else 0
    return between.join(texts)


def _block(block: Node, *, other_marker: bool) -> str:
    match block["type"]:
        case "list":
            return _list(block, other_marker=other_marker)
        case "blockquote":
            return "\n".join(f"> {line}".rstrip(" ") for line in _blocks(block["children"], "\n\n").split("\n"))
        case "thematicBreak":
            return THEMATIC_BREAK
    return inline_markdown(block["children"])


def _list(node: Node, *, other_marker: bool) -> str:
    items = []
    for number, item in enumerate(node["children"], start=1):
        marker = _numbered(number, other_marker) if node["ordered"] else "-+"[other_marker]
        text = _blocks(item["children"], "\n\n" if item["spread"] else "\n")
        items.append(_LINE_WITH_TEXT.sub(" " * (len(marker) + 1), f"{marker} {text}"))
    return ("\n\n" if node["spread"] else "\n").join(items)


def _numbered(number: int, other_marker: bool) -> str:
    return f"{number}{'.)'[other_marker]}"
