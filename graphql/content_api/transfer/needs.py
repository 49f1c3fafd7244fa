"""In which order models are imported: each after those that its objects refer to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock
from wagtail.models import Locale, Page, Site

from ..lookahead.references import root_of
from .declared import travelling
from .shapes import Shape, shape_of


@cache
def models_in_order() -> tuple[list[type[Model]], list[type[Model]]]:
    """The models that refer to no page, and those that do, directly or by others; without languages and sites."""
    roots = sorted({root_of(model) for model in travelling()}, key=_label)
    needed = {root: _needs(root) for root in roots}
    order = TopologicalSorter({root: sorted(needs - {root, Page}, key=_label) for root, needs in needed.items()})
    on_pages: set[type[Model]] = {Page, Site}
    found = list(order.static_order())
    for root in found:
        if needed[root] & on_pages:
            on_pages.add(root)
    others = [root for root in found if root not in (Page, Site, Locale)]
    return [root for root in others if root not in on_pages], [root for root in others if root in on_pages]


def _label(model: type[Model]) -> str:
    return str(model._meta.label)


def _needs(root: type[Model]) -> set[type[Model]]:
    if root is Page:  # all pages are there, empty, before anything refers to them
        return set()
    return set(_referred(shape_of(root)))


def _referred(shape: Shape) -> Iterator[type[Model]]:
    for field in (*shape.references, *shape.many):
        yield root_of(field.related_model)
    for field in shape.streams:
        yield from _chosen(field.stream_block)
    if shape.rich_texts:
        yield Page
    for child in shape.children:
        yield from _referred(child.shape)


def _chosen(block: Block) -> Iterator[type[Model]]:
    if isinstance(block, ChooserBlock):
        yield root_of(block.model_class)
    for child in (*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])):
        yield from _chosen(child)
