"""Recognising in an answer which objects an edge leads to."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from .catalog import Catalog
from .edges import Edge, Kind
from .paths import Path
from .traces import Key, key_of_node, keys_in, traces_in

HREF = re.compile(r'href="([^"]*)"')
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Target:
    """An object that an edge leads to, and the traces that said so where it was not its number."""

    key: Key
    telling: frozenset[str] = NOTHING


def led_to(edge: Edge, value: Any, on_the_way: tuple[Key, ...], catalog: Catalog) -> list[Target]:
    """What ``value``, the answer of ``edge``, leads to."""
    if not value:
        return []
    match edge.kind:
        case Kind.OBJECT:
            nodes = value if isinstance(value, list) else [value]
            keys = [key_of_node(node) for node in nodes if node]
            found = [Target(key) for key in keys if key and key not in on_the_way]
            return found if any(keys) else _owners(_traces_in(value), on_the_way, catalog)
        case Kind.LIST:
            keys = sorted(keys_in(value), key=str)
            return [Target(key) for key in keys] or _owners(_traces_in(value), on_the_way, catalog)
        case Kind.PAGE_LINK | Kind.DOCUMENT_LINK:
            return _linked(edge, value, on_the_way, catalog)
        case Kind.ADDRESS:
            return _owners(traces_in(value)[-1:], on_the_way, catalog)
    return _owners(_traces_in(value), on_the_way, catalog)


def _linked(edge: Edge, html: str, on_the_way: tuple[Key, ...], catalog: Catalog) -> list[Target]:
    model = Page if edge.kind is Kind.PAGE_LINK else get_document_model()
    addresses = [address.partition("?")[0] for address in HREF.findall(html)]  # a query names the page it stands on
    found = [one for address in addresses for one in _owners(traces_in(address)[-1:], on_the_way, catalog)]
    return [one for one in found if one.key[0] is model and one.key not in on_the_way]


def _traces_in(value: Any) -> list[str]:
    return traces_in(json.dumps(value, ensure_ascii=False))


def _owners(traces: list[str], on_the_way: tuple[Key, ...], catalog: Catalog) -> list[Target]:
    """The objects that ``traces`` betray; of an alias and its source the one on the way."""
    telling: dict[Key, set[str]] = defaultdict(set)
    for trace in traces:
        owners = catalog.owners(trace)
        if owners:
            known = next((key for key in on_the_way if key in owners), None)
            telling[known or min(owners, key=lambda key: key[1])].add(trace)
    return [Target(key, frozenset(traces)) for key, traces in telling.items()]


def walk(nodes: list[Any], path: Path) -> Iterator[tuple[list[Key | None], Any]]:
    """The objects at the end of ``path``, each with the keys of all objects on the way to it."""
    if not path:
        yield from (([], node) for node in nodes)
        return
    step, *rest = path
    for node in nodes:
        value = node[step.alias]
        below = [one for one in (value if isinstance(value, list) else [value]) if one]
        for one in below:
            if one["__typename"] == step.type_name:
                yield from (([key_of_node(one), *keys], end) for keys, end in walk([one], tuple(rest)))
