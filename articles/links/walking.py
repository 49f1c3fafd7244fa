"""Finding the addresses in an object: by the kinds of its fields and blocks, none of which is listed.

An address is what stands in a `URLField`, in a `URLBlock`, or behind a link of rich text. A plain field that may hold
one, beside paths for example, is named by its model::

    holds_addresses = ["url"]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.db.models import Field, Model, URLField
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.fields import RichTextField, StreamField

from .addresses import normalised


class Found(NamedTuple):
    """An address, and its place: as Wagtail names it, and in words."""

    url: str
    path: str
    label: str


Place = tuple[tuple[str, ...], tuple[str, ...]]  # the path and the words, part by part


def addresses_in(instance: Model) -> Iterator[Found]:
    """Every address elsewhere in `instance` and its inline children, as they are in memory, once for each place."""
    seen: set[tuple[str, str]] = set()
    for text, (path, words) in _in_object(instance, ((), ())):
        url = normalised(text)
        place = ".".join(path)
        if url and (url, place) not in seen:
            seen.add((url, place))
            yield Found(url, place[:255], " → ".join(words)[:255])


@cache
def may_hold_addresses(model: type[Model]) -> bool:
    """Whether there is any field to look at."""
    return any(_holds(field, model) for field in model._meta.concrete_fields) or any(
        may_hold_addresses(relation.related_model) for relation in get_all_child_relations(model)
    )


def _holds(field: Field[Any, Any], model: type[Model]) -> bool:
    return isinstance(field, URLField | RichTextField | StreamField) or field.name in getattr(
        model, "holds_addresses", ()
    )


def _in_object(instance: Model, place: Place) -> Iterator[tuple[str, Place]]:
    model = type(instance)
    for field in model._meta.concrete_fields:
        if _holds(field, model):
            value = getattr(instance, field.attname)
            here = _within(place, field.name, str(field.verbose_name))
            if isinstance(field, StreamField):
                yield from _in_block(field.stream_block, value.get_prep_value(), here)
            elif isinstance(field, RichTextField):
                yield from ((address, here) for address in linked_from(value or ""))
            elif value:
                yield value, here
    for relation in get_all_child_relations(model):
        if may_hold_addresses(relation.related_model):
            name = relation.get_accessor_name()
            label = str(relation.related_model._meta.verbose_name)
            for position, child in enumerate(getattr(instance, name).all(), start=1):
                key = str(child.pk or position)  # a new one of a draft has no key yet
                yield from _in_object(child, _within(_within(place, name), key, f"{label} “{child}”"))


def _in_block(block: Block, stored: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """The addresses in the JSON form of a block's value: nothing that it refers to is loaded."""
    if not stored:
        return
    if isinstance(block, URLBlock):
        yield stored, place
    elif isinstance(block, RichTextBlock):
        yield from ((address, place) for address in linked_from(stored))
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, stored.get(name), _within(place, name, str(child.label)))
    elif isinstance(block, ListBlock | StreamBlock):
        yield from _in_items(block, stored, place)


def _in_items(block: Any, stored: Iterable[Any], place: Place) -> Iterator[tuple[str, Place]]:
    for position, item in enumerate(stored, start=1):
        if isinstance(block, StreamBlock):
            child, value = block.child_blocks.get(item["type"]), item["value"]
        else:  # an item that was written by hand may be bare
            child = block.child_block
            value = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        if child is not None:
            key = item.get("id") or str(position) if isinstance(item, dict) else str(position)
            yield from _in_block(child, value, _within(place, key, f"{position}. {child.label}".removesuffix(". ")))


def _within(place: Place, part: str, words: str = "") -> Place:
    path, labels = place
    return (*path, part), (*labels, words[:1].upper() + words[1:]) if words else labels


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


def linked_from(html: str) -> list[str]:
    """Where the links of a rich text lead, as it is stored: those to pages of the site have no address."""
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found
