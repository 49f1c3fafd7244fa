"""A rich text with its addresses, and all that can be made of it."""

from __future__ import annotations

from functools import cached_property

from .links import Addresses, with_addresses
from .markdown import markdown_of
from .plain_text import text_of
from .safe_html import cleaned
from .tree import Node, tree_of
from .words import first_words


def render(source: str, addresses: Addresses) -> RenderedRichText:
    """``source`` as a reader may see it. Nothing is computed before it is asked for."""
    return RenderedRichText(source, addresses)


class RenderedRichText:
    """One rich text, each form of which is made once."""

    def __init__(self, source: str, addresses: Addresses) -> None:
        self._source = source
        self._addresses = addresses

    @cached_property
    def html(self) -> str:
        return cleaned(with_addresses(self._source, self._addresses))

    @cached_property
    def tree(self) -> Node:
        """The text as mdast; to be read only, since all forms share it."""
        return tree_of(self.html)

    @cached_property
    def markdown(self) -> str:
        return markdown_of(self.tree)

    @cached_property
    def text(self) -> str:
        return text_of(self.tree)

    def excerpt(self, words: int) -> str:
        return first_words(self.text, words)
