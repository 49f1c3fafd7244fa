"""The syntax tree of a text: mdast, which many renderers and tools of frontends read.

Shape: https://github.com/syntax-tree/mdast. Only the nodes named in ``NODES`` occur.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .inline import BREAK, CODE, Mark, Node, Run, inline_nodes

__all__ = ["NODES", "Node", "tree_of"]

NODES = {
    "root": "children: blocks",
    "paragraph": "children: inline nodes",
    "blockquote": "children: blocks",
    "list": "ordered: Boolean, start: 1 or null, spread: Boolean, children: list items",
    "listItem": "spread: Boolean, children: blocks",
    "thematicBreak": "nothing",
    "text": "value",
    "inlineCode": "value",
    "break": "nothing",
    "emphasis": "children: inline nodes",
    "strong": "children: inline nodes",
    "delete": "children: inline nodes",
    "subscript": 'data: {hName: "sub"}, children: inline nodes',
    "superscript": 'data: {hName: "sup"}, children: inline nodes',
    "link": "url, children: inline nodes",
}

# Deeper lists and quotations stand at this depth: whoever reads the tree can do so recursively.
DEEPEST = 20

_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "s": "delete",
    "sub": "subscript",
    "sup": "superscript",
    "a": "link",
    "code": CODE.type,
}
# Control characters but those of white space, and code points that Unicode will never assign: no Markdown holds them.
_UNASSIGNED = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_NO_CHARACTERS = re.compile(rf"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{_UNASSIGNED}]")
_BLOCKS = {"p", "blockquote", "ul", "ol", "li"}


def tree_of(html: str) -> Node:
    """The tree of HTML that ``safe_html.cleaned`` has made: balanced, and of known tags only."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.finished()


class _Builder(HTMLParser):
    """Puts blocks into blocks as their tags come; runs of text wait until their paragraph ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Node] = [{"type": "root", "children": []}]
        self._marks: list[Mark] = []
        self._runs: list[Run] = []

    def finished(self) -> Node:
        self._end_paragraph()
        return self._open[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self._marks.append(Mark(_MARKS[tag], dict(attrs).get("href") or ""))
        elif tag == "br":
            self._runs.append(Run(BREAK, self._marks_around()))
        elif tag == "hr":
            self._end_paragraph()
            self._parent()["children"].append({"type": "thematicBreak"})
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._open.append(self._opened(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self._marks.pop()
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._close(self._open.pop())

    def handle_data(self, data: str) -> None:
        self._runs.append(Run(_NO_CHARACTERS.sub("", data), self._marks_around()))

    def _marks_around(self) -> tuple[Mark, ...]:
        """Each sort once, the outermost of it; code innermost, because it holds nothing but characters."""
        outermost = {mark.type: mark for mark in reversed(self._marks)}
        code = outermost.pop(CODE.type, None)
        marks = tuple(mark for mark in self._marks if outermost.get(mark.type) is mark)
        return (*marks, CODE) if code else marks

    def _opened(self, tag: str) -> Node:
        """The node that a tag begins; where it begins none, the one that it stands in."""
        around = self._open[-1]
        if tag == "li" and around["type"] == "list":
            item = _list_item()
            around["children"].append(item)
            return item
        if tag in {"p", "li"} or len(self._open) > DEEPEST:
            return around
        node: Node = {"type": "blockquote"}
        if tag != "blockquote":
            ordered = tag == "ol"
            node = {"type": "list", "ordered": ordered, "start": 1 if ordered else None, "spread": False}
        node["children"] = []
        self._parent()["children"].append(node)
        return node

    def _close(self, node: Node) -> None:
        """Drop what has stayed empty."""
        if node is self._open[-1] or node["type"] == "listItem":
            return
        if node["type"] == "list":
            node["children"] = [item for item in node["children"] if item["children"]]
            for item in node["children"]:
                item["spread"] = _is_spread(item["children"])
            node["spread"] = any(item["spread"] for item in node["children"])
        if not node["children"]:
            self._parent()["children"].pop()

    def _parent(self) -> Node:
        """Where a block goes. In a list without items around it, that is the last item, or a first one."""
        around = self._open[-1]
        if around["type"] != "list":
            return around
        if not around["children"]:
            around["children"].append(_list_item())
        item: Node = around["children"][-1]
        return item

    def _end_paragraph(self) -> None:
        runs, self._runs = self._runs, []
        if nodes := inline_nodes(runs):
            self._parent()["children"].append({"type": "paragraph", "children": nodes})


def _list_item() -> Node:
    return {"type": "listItem", "spread": False, "children": []}


def _is_spread(blocks: list[Node]) -> bool:
    """Whether an item needs empty lines between its blocks: any but a paragraph with a list below does."""
    return len(blocks) > 1 and [block["type"] for block in blocks] != ["paragraph", "list"]
