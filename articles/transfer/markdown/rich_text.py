"""Words within a line as rich text holds them, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from .notes import Kind, Notes, shortened
from .pieces import Link
from .scripts import CJK, CJK_PUNCTUATION

# What editors can write in rich text, by the elements that mean it.
MARKS = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("i", "em", "cite"), "i"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
ADDRESS = re.compile(rf"(https?://[^\s<>\"'{CJK}{CJK_PUNCTUATION}]*[^\s<>\"'.,;:!?)\]*{CJK}{CJK_PUNCTUATION}])")
WHITE_SPACE = re.compile(r"[ \t\n\f\r\xa0]+")
BREAK_BETWEEN_IDEOGRAPHS = re.compile(rf"(?<=[{CJK}{CJK_PUNCTUATION}])[ \t]*\n[ \t]*(?=[{CJK}{CJK_PUNCTUATION}])")


@dataclass(frozen=True)
class Inline:
    """Reads what stands in a line. ``base`` is the address that relative ones start from, or empty."""

    base: str
    notes: Notes

    def html(self, nodes: Iterable[PageElement], line: int, marks: frozenset[str] = frozenset()) -> str:
        return "".join(self._html(node, line, marks) for node in nodes)

    def text(self, nodes: Iterable[PageElement], line: int) -> str:
        """Words alone; a line break is one."""
        return "".join(self._text(node, line) for node in nodes)

    def plain(self, nodes: Iterable[PageElement], line: int) -> str:
        """For a field without links: an address follows its words, in brackets."""
        return squeezed("".join(self._text(node, line, with_addresses=True) for node in nodes))

    def links(self, node: Tag, line: int) -> list[Link]:
        found = [inner for inner in (node, *node.descendants) if isinstance(inner, Tag) and inner.name == "a"]
        return [
            Link(squeezed(self._text(link, line)), address)
            for link in found
            if (address := self.address(str(link.get("href") or ""), line))
        ]

    def address(self, address: str, line: int) -> str:
        """Absolute where that can be told. Other addresses stay as they are, and the note says so."""
        address = address.strip()
        if not address or address.startswith("#"):
            return address
        try:
            is_relative = not urlsplit(address).scheme
            absolute = urljoin(self.base, address) if is_relative and self.base else address
            urlsplit(absolute)
        except ValueError:
            self.notes.add(Kind.CHECK, f"the address “{shortened(address)}” is none", line)
            return address
        if is_relative and not self.base:
            message = (
                f"the address “{shortened(address)}” is relative; a canonical address in the front matter tells to what"
            )
            self.notes.add(Kind.CHECK, message, line)
        return absolute

    def _html(self, node: PageElement, line: int, marks: frozenset[str]) -> str:
        if isinstance(node, NavigableString):
            return escape(spaced(str(node)), quote=False)
        if not isinstance(node, Tag):
            return ""
        if node.name == "br":
            return "<br/>"
        if node.name == "img":
            return self._picture_as_link(node, line, marks)
        if node.name == "a":
            return self._link(node, line, marks)
        mark = MARKS.get(node.name)
        if mark is None or mark in marks:
            return self.html(node.children, line, marks)
        inner = self.html(node.children, line, marks | {mark})
        return f"<{mark}>{inner}</{mark}>" if inner.strip() else inner

    def _link(self, node: Tag, line: int, marks: frozenset[str]) -> str:
        address = self.address(str(node.get("href") or ""), line)
        inner = self.html(node.children, line, marks | {"a"})
        if not address or "a" in marks:
            return inner
        if "<a " in inner:  # a picture within, which is a link of its own already
            return f"{inner} {_anchor(address, escape(address, quote=False))}"
        return _anchor(address, inner if inner.strip() else escape(address, quote=False)) + _title(node)

    def _picture_as_link(self, node: Tag, line: int, marks: frozenset[str]) -> str:
        address = self.address(str(node.get("src") or ""), line)
        words = escape(str(node.get("alt") or "").strip() or address, quote=False)
        self.notes.add(Kind.KEPT, f"a picture within a line is kept as a link: {shortened(address)}", line)
        if "a" in marks or not address:
            return words + _title(node)
        return _anchor(address, words) + _title(node)

    def _text(self, node: PageElement, line: int, *, with_addresses: bool = False) -> str:
        if isinstance(node, NavigableString):
            return spaced(str(node))
        if not isinstance(node, Tag):
            return ""
        if node.name == "br":
            return "\n"
        if node.name == "img":
            alt, address = str(node.get("alt") or ""), str(node.get("src") or "")
            return f"{alt} ({address})" if alt and address and with_addresses else alt or address
        inner = "".join(self._text(child, line, with_addresses=with_addresses) for child in node.children)
        if node.name == "a" and with_addresses:
            address = self.address(str(node.get("href") or ""), line)
            return f"{inner} ({address})" if address and address.rstrip("/") != inner.strip().rstrip("/") else inner
        return inner


def with_links(soup: BeautifulSoup) -> None:
    """Make links of addresses that are written out, as copied pages hold them."""
    for text in soup.find_all(string=ADDRESS):
        if text.find_parent(["a", "code", "pre", "kbd", "samp", "tt"]):
            continue
        parts = ADDRESS.split(str(text))  # words, address, words, …
        for position, part in enumerate(parts):
            if position % 2:
                link = soup.new_tag("a", href=part)
                link.string = part
                text.insert_before(link)
            elif part:
                text.insert_before(part)
        text.extract()


def spaced(text: str) -> str:
    return WHITE_SPACE.sub(" ", BREAK_BETWEEN_IDEOGRAPHS.sub("", text))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _anchor(address: str, inner: str) -> str:
    return f'<a href="{escape(address)}">{inner}</a>'


def _title(node: Tag) -> str:
    """The words that a pointer shows, which rich text has no place for."""
    title = squeezed(str(node.get("title") or ""))
    return f" ({escape(title, quote=False)})" if title and title != squeezed(node.get_text()) else ""
