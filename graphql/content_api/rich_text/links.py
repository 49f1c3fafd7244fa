"""Links: which objects a text refers to, and the text with addresses in the place of references.

Wagtail stores a link to a page as ``<a linktype="page" id="3">``, one to a document in the same way, and one to any
other place with its ``href``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple, Protocol

from wagtail.rich_text.rewriters import LinkRewriter

PAGE, DOCUMENT = "page", "document"
NO_ADDRESS = "<a>"

LinkAttributes = dict[str, str]


class References(NamedTuple):
    """Numbers of the pages and documents that texts link to."""

    pages: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()

    def __or__(self, other: References) -> References:
        return References(self.pages | other.pages, self.documents | other.documents)


class Addresses(Protocol):
    """Public addresses of what a reader may see; ``None`` for all else, hidden or gone."""

    def page(self, number: int) -> str | None: ...

    def document(self, number: int) -> str | None: ...


def references_in(source: str) -> References:
    """The pages and documents that ``source`` links to. Costs no query."""
    if "linktype" not in source:
        return References()
    found: dict[str, set[int]] = {PAGE: set(), DOCUMENT: set()}

    def noting(kind: str) -> Callable[[LinkAttributes], Iterable[tuple[str, str, str, str]]]:
        def note(attributes: LinkAttributes) -> Iterable[tuple[str, str, str, str]]:
            if (number := _number(attributes)) is not None:
                found[kind].add(number)
            return ()

        return note

    # Read by the same rewriter that replaces them, so that both find the same links.
    list(LinkRewriter(reference_extractors={kind: noting(kind) for kind in found}).extract_references(source))
    return References(frozenset(found[PAGE]), frozenset(found[DOCUMENT]))


def with_addresses(source: str, addresses: Addresses) -> str:
    """``source`` with an ``href`` in every link that leads anywhere; the others are left as ``<a>``."""
    if "<a" not in source:
        return source

    def led_by(address: Callable[[int], str | None]) -> Callable[[LinkAttributes], str]:
        def opening_tag(attributes: LinkAttributes) -> str:
            number = _number(attributes)
            return _opening_tag(address(number) if number is not None else None)

        return opening_tag

    rewrite = LinkRewriter(
        rules={
            PAGE: led_by(addresses.page),
            DOCUMENT: led_by(addresses.document),
            "external": _kept,
            "email": _kept,
        }
    )
    rewritten: str = rewrite(source)
    return rewritten


def _number(attributes: LinkAttributes) -> int | None:
    number = attributes.get("id", "")
    return int(number) if number.isascii() and number.isdecimal() else None


def _kept(attributes: LinkAttributes) -> str:
    return _opening_tag(attributes["href"])


def _opening_tag(address: str | None) -> str:
    return f'<a href="{escape(address)}">' if address else NO_ADDRESS
