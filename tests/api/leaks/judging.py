"""Judging an answer: what must not be in it, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from django.core.signing import Signer

from content_api.fields.connections.cursors import SALT

from .documents import Answer
from .edges import Kind
from .naming import differing
from .oracle import is_public
from .placement import Placement
from .recognition import walk
from .states import State
from .traces import Key, fetch, key_of, keys_in, nodes_in, traces_in


class Public(dict[Key, bool]):
    """Whether everybody may see an object in the state that is entered, worked out once."""

    def __missing__(self, key: Key) -> bool:
        model, pk = key
        self[key] = model._default_manager.filter(pk=pk).exists() and is_public(fetch(key))
        return self[key]


def values(placement: Placement, aliases: list[str], answer: Answer) -> list[Any]:
    """What an edge answered under its aliases."""
    nodes = walk([answer.data], placement.path) if answer.data else ()
    return [node[alias] for _, node in nodes for alias in aliases]


def leaks(placement: Placement, aliases: list[str], answer: Answer, state: State, secrets: set[str]) -> list[str]:
    """What the answer tells though it is hidden."""
    if placement.edge.kind is Kind.FILTER:
        told = differing(answer.data, aliases)
        return ["tells it from what nobody has"] if state.hides and any(told) else []
    answered = values(placement, aliases, answer)
    said = _traces_in(answered)
    hidden = secrets | placement.telling if state.hides else secrets
    found = [f"says {secret}" for secret in sorted(hidden & said)] + [f"counts {one}" for one in miscounted(answered)]
    if state.hides:
        keys = {placement.target, key_of(state.about)} & keys_in(answered)
        found += [f"shows {model.__name__} {pk}" for model, pk in keys]
    return found


def faults(placement: Placement, answer: Answer, state: State, public: Public) -> list[str]:
    """Errors, and objects on the way that are gone though neither they nor anything before them is hidden."""
    if placement.is_refusing and state.hides and getattr(state.about, "slug", "") in str(placement.path[0].arguments):
        return []
    found = [f"answers an error: {error['message']}" for error in answer.errors]
    keys = keys_in(answer.data)
    if all(key in keys for key in placement.on_the_way):
        return found
    to_be_there = takewhile(public.__getitem__, placement.on_the_way)
    return found + [
        f"{key[0].__name__} {key[1]} is gone, which is not hidden" for key in to_be_there if key not in keys
    ]


def idle(placement: Placement, aliases: list[str], answer: Answer) -> list[str]:
    """The channels among ``aliases`` that do not show the target."""
    if placement.edge.kind is Kind.FILTER:
        told = differing(answer.data, aliases)
        return [alias for alias, tells in zip(aliases[::2], told, strict=True) if not tells]
    return [alias for alias in aliases if not shows(values(placement, [alias], answer), placement)]


def shows(answered: list[Any], placement: Placement) -> bool:
    """Whether the target is in an answer."""
    if placement.edge.kind is Kind.FILTER:
        return True
    return placement.target in keys_in(answered) or bool(placement.telling & _traces_in(answered))


def miscounted(answered: list[Any]) -> Iterator[str]:
    """Numbers that tell of more rows than a list shows. Lists are asked for as a whole."""
    for node in nodes_in(answered):
        if "totalCount" not in node:
            continue
        rows = node["nodes"] if "nodes" in node else node["hits"]
        if node["totalCount"] != len(rows):
            yield f"{node['totalCount']} for {len(rows)} rows"
        if node.get("hasMore") or node.get("pageInfo", {}).get("hasNextPage"):
            yield "further rows"
        facets = node.get("facets", {"types": []})
        if "hits" in node and sum(one["count"] for one in facets["types"]) != len(rows):
            yield f"{facets} for {len(rows)} rows"


def _traces_in(answered: list[Any]) -> set[str]:
    return set(traces_in(json.dumps([answered, list(_places(answered))], ensure_ascii=False)))


def _places(answered: list[Any]) -> Iterator[Any]:
    """What the cursors in an answer hold: they are signed, not encrypted."""
    for node in nodes_in(answered):
        for name, value in node.items():
            if "ursor" in name and value:
                yield Signer(salt=SALT).unsign_object(value)
