"""How deep elements of HTML stand in each other: told without recursion, before anything goes down into them."""

from __future__ import annotations

from html.parser import HTMLParser

from bs4 import Tag

from .errors import RefusedError
from .limits import DEEPEST_ELEMENTS, MOST_OPEN_ELEMENTS

# Those without an end, and those whose end a page may leave out: the next one of them ends them.
IGNORED = {"br", "dd", "dt", "hr", "img", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}


class _Counter(HTMLParser):
    depth = deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in IGNORED:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        if tag not in IGNORED:
            self.depth = max(0, self.depth - 1)


def check_raw(html: str) -> None:
    """Refuse HTML as it was written, whose elements may be open for no reason. Cleaning it takes time otherwise."""
    counter = _Counter()
    counter.feed(html)
    counter.close()
    _check(counter.deepest, MOST_OPEN_ELEMENTS)


def check_tree(root: Tag) -> None:
    """Refuse elements that are nested too deeply for whoever reads them one within the other."""
    depths = {id(root): 0}
    for node in root.descendants:
        if isinstance(node, Tag):
            depths[id(node)] = depths[id(node.parent)] + 1
    _check(max(depths.values()), DEEPEST_ELEMENTS)


def _check(deepest: int, most: int) -> None:
    if deepest > most:
        raise RefusedError(f"Elements of HTML are nested {deepest:,} deep; at most {most} are read.")
