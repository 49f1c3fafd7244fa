"""From safe HTML to the pieces of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from bs4 import BeautifulSoup, PageElement, Tag

from .depth import check_tree
from .notes import Kind
from .pieces import Code, Heading, Listing, Paragraph, Picture, Piece, Quotation, Rule, Table
from .raw_html import BLOCKS, CONTAINERS
from .rich_text import Inline, squeezed, with_links

HEADINGS = {f"h{level}": level for level in range(1, 7)}
AROUND_BREAK = re.compile(r"\s*<br/>\s*")
OUTER_BREAKS = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
APART = BLOCKS | CONTAINERS
CELLS = ["td", "th"]


def pieces_of(html: str, inline: Inline) -> list[Piece]:
    """The pieces in order. ``html`` has passed ``raw_html.cleaned``."""
    soup = BeautifulSoup(html, "html.parser")
    check_tree(soup)
    with_links(soup)
    return list(_Reader(inline).read(soup, line=1))


@dataclass(frozen=True)
class _Reader:
    inline: Inline

    def read(self, parent: Tag, line: int) -> Iterator[Piece]:
        """Blocks as they are; words between them as paragraphs."""
        run: list[PageElement] = []
        for child in parent.children:
            if isinstance(child, Tag) and _is_block(child):
                yield from self._paragraph(run, line)
                run = []
                yield from self._block(child, _line_of(child, line))
            else:
                run.append(child)
        yield from self._paragraph(run, line)

    def _block(self, node: Tag, line: int) -> Iterator[Piece]:
        if node.name in HEADINGS:
            yield from self._heading(node, line)
        elif node.name in {"ul", "ol"}:
            yield from self._listing(node, line)
        elif node.name == "blockquote":
            if inner := list(self.read(node, line)):
                yield Quotation(line, inner)
        elif node.name == "pre":
            if (code := _code_text(node)).strip() or _info(node):
                yield Code(line, code, _info(node))
        elif node.name == "table":
            yield from self._table(node, line)
        elif node.name == "hr":
            yield Rule(line)
        elif node.has_attr("data-footnote"):
            yield from self._footnote(node, line)
        else:
            yield from self.read(node, line)

    def _heading(self, node: Tag, line: int) -> Iterator[Piece]:
        for image in node.find_all("img"):
            yield from self._picture(image, line)
            image.decompose()
        text = squeezed(self.inline.text(node.children, line))
        if text:
            html = self.inline.html(node.children, line).strip()
            yield Heading(line, HEADINGS[node.name], text, html, self.inline.links(node, line))

    def _listing(self, node: Tag, line: int) -> Iterator[Piece]:
        items = [list(self.read(item, _line_of(item, line))) for item in node.find_all("li", recursive=False)]
        start = str(node.get("start") or "1")
        if items := [item for item in items if item]:
            yield Listing(line, items, node.name == "ol", int(start) if start.isdecimal() else 1)
        loose = [child for child in node.children if not (isinstance(child, Tag) and child.name == "li")]
        yield from self._paragraph(loose, line)

    def _table(self, node: Tag, line: int) -> Iterator[Piece]:
        rows = [row for row in node.find_all("tr") if row.find_parent("table") is node]
        cells = [[cell for cell in row.find_all(CELLS) if cell.find_parent("tr") is row] for row in rows]
        texts = [[self.inline.plain(cell.children, line) for cell in row] for row in cells]
        caption = node.find("caption")
        filled = [(row, text) for row, text in zip(cells, texts, strict=True) if text]
        if filled:
            if node.find("a"):
                self.inline.notes.add(
                    Kind.CHANGED, "cells of tables hold no links; their addresses are written out", line
                )
            width = max(len(text) for _, text in filled)
            padded = [[*text, *[""] * (width - len(text))] for _, text in filled]
            has_head = all(cell.name == "th" for cell in filled[0][0]) and len(filled) > 1
            if has_head and not any(padded[0]):  # as tables without a head are written in Markdown
                padded, has_head = padded[1:], False
            yield Table(line, padded, has_head, squeezed(caption.get_text()) if caption else "")

    def _footnote(self, node: Tag, line: int) -> Iterator[Piece]:
        """The note with its mark before it, as it stands in the text."""
        label = f"[{node['data-footnote']}]"
        pieces = list(self.read(node, line))
        if pieces and isinstance(first := pieces[0], Paragraph):
            html, text = f"{escape(label, quote=False)} {first.html}", f"{label} {first.text}"
            yield replace(first, html=html, text=text, is_bold=False, is_code=False)
            yield from pieces[1:]
        else:
            yield Paragraph(line, escape(label, quote=False), label)
            yield from pieces

    def _paragraph(self, nodes: list[PageElement], line: int) -> Iterator[Piece]:
        filled = [node for node in nodes if isinstance(node, Tag) or str(node).strip()]
        if not filled:
            return
        pictures = [picture for node in filled for picture in self._pictures(node, line)]
        if pictures and all(_is_picture(node) for node in filled):
            yield from pictures
            return
        text = squeezed(self.inline.text(nodes, line))
        html = AROUND_BREAK.sub("<br/>", OUTER_BREAKS.sub("", self.inline.html(nodes, line)))
        if html:
            links = [link for node in filled if isinstance(node, Tag) for link in self.inline.links(node, line)]
            is_bold = all(isinstance(node, Tag) and node.name in {"b", "strong"} for node in filled)
            is_code = len(filled) == 1 and isinstance(filled[0], Tag) and filled[0].name == "code"
            yield Paragraph(line, html, text, links, is_bold, is_code)

    def _pictures(self, node: PageElement, line: int) -> Iterator[Piece]:
        if isinstance(node, Tag):
            for image in [node] if node.name == "img" else node.find_all("img"):
                yield from self._picture(image, line)

    def _picture(self, image: Tag, line: int) -> Iterator[Piece]:
        link = image.find_parent("a")
        address = self.inline.address(str(image.get("src") or ""), line)
        alt, title = squeezed(str(image.get("alt") or "")), squeezed(str(image.get("title") or ""))
        leads_to = self.inline.address(str(link.get("href") or ""), line) if link else ""
        if address or alt or title:
            yield Picture(line, address, alt, title, leads_to)


def _is_block(node: Tag) -> bool:
    return node.name in APART or any(isinstance(inner, Tag) and inner.name in APART for inner in node.descendants)


def _is_picture(node: PageElement) -> bool:
    """Whether there is nothing but a picture in it, or in the link."""
    if not isinstance(node, Tag):
        return False
    return node.name in {"img", "br"} or (node.name == "a" and bool(node.find("img")) and not node.get_text().strip())


def _line_of(node: Tag, line: int) -> int:
    number = str(node.get("data-line") or "")
    return int(number) if number.isdecimal() and len(number) < 8 else line


def _code_text(node: Tag) -> str:
    """Without the line break at the end, which each line of a fence has."""
    return node.get_text().removeprefix("\n").removesuffix("\n")


def _info(node: Tag) -> str:
    """What stands behind the fence, or the class that HTML gives code."""
    code = node.find("code")
    classes = code.get_attribute_list("class") if code else []
    named = next((str(name) for name in classes if str(name).startswith("language-")), "")
    return str(node.get("data-info") or "") or named.removeprefix("language-")
