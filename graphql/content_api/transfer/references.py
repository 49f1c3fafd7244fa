"""From rows to names: which object a number stands for, looked up for all rows of a batch at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import Page

from ..changes.public import Public
from ..lookahead.references import root_of
from ..visibility import rule_for
from .batching import batches
from .declared import travel_of
from .identities import name_by

Root = type[Model]
Narrow = Callable[[QuerySet[Any]], QuerySet[Any]]
Wanted = dict[Root, set[Any]]
MOST_KEYS = 5_000  # in one statement; databases take a limited number of values


def only_public(public: Public) -> Narrow:
    """Rows that everybody sees; models without a rule are known by what refers to them, such as languages."""

    def narrow(rows: QuerySet[Any]) -> QuerySet[Any]:
        return public.visible(rows) if rule_for(rows.model) else rows

    return narrow


def everything(rows: QuerySet[Any]) -> QuerySet[Any]:
    """For comparing what is stored here with a document."""
    return rows


class Names:
    """Names by model and primary key. What ``narrow`` leaves out has none."""

    def __init__(self, narrow: Narrow) -> None:
        self.narrow = narrow
        self._known: dict[tuple[Root, Any], str] = {}
        self._given: dict[tuple[Root, Any], str] = {}
        self._asked: set[tuple[Root, Any]] = set()

    def give(self, model: type[Model], key: Any, name: str) -> None:
        """Let an object be known by ``name`` for good, whatever its fields say."""
        self._given[root_of(model), key] = name

    def of(self, model: type[Model], key: Any) -> str | None:
        """The name of what has been looked up before."""
        identity = (root_of(model), _number(key))
        return self._given.get(identity) or self._known.get(identity)

    def forget(self) -> None:
        self._known.clear()
        self._asked.clear()

    def look_up(self, wanted: Wanted) -> None:
        """Find the names of ``wanted``: a few statements, whatever their number."""
        for root, keys in wanted.items():
            new = {number for key in keys if (number := _number(key)) is not None}
            new = {key for key in new if (root, key) not in self._asked and (root, key) not in self._given}
            self._asked.update((root, key) for key in new)
            for keys_at_once in batches(new, MOST_KEYS):
                self._look_up(root, self.narrow(root._base_manager.filter(pk__in=keys_at_once).order_by("pk")))

    def _look_up(self, root: Root, rows: QuerySet[Any]) -> None:
        if root is not Page:
            self._learn(root, root, rows.values_list("pk", flat=True))
            return
        by_type: dict[int, list[Any]] = defaultdict(list)
        for key, content_type in rows.values_list("pk", "content_type_id"):
            by_type[content_type].append(key)
        for content_type, keys in by_type.items():
            model = ContentType.objects.get_for_id(content_type).model_class()
            if model is not None and travel_of(model):
                self._learn(root, model, keys)

    def _learn(self, root: Root, model: type[Model], keys: Collection[Any] | QuerySet[Any]) -> None:
        travel = travel_of(model)
        if travel is None:
            return
        foreign = {field: _target(model, field) for field in travel.by if _target(model, field)}
        found = list(model._base_manager.filter(pk__in=keys).order_by("pk").values("pk", *travel.by))
        self.look_up({root_of(target): {row[field] for row in found} for field, target in foreign.items() if target})
        for row in found:
            values = {
                field: self.of(target, row[field]) if (target := foreign.get(field)) else _told(row[field])
                for field in travel.by
            }
            self._known[root, row["pk"]] = name_by(model, values)


def merged(parts: Iterable[tuple[type[Model], Any]]) -> Wanted:
    """References by the model whose keys they are."""
    wanted: Wanted = defaultdict(set)
    for model, key in parts:
        wanted[root_of(model)].add(key)
    return wanted


def _target(model: Any, field: str) -> type[Model] | None:
    related: type[Model] | None = model._meta.get_field(field).related_model
    return related


def _told(value: Any) -> Any:
    return value if isinstance(value, int | str) else str(value)


def _number(key: Any) -> int | None:
    """Rich text holds keys as texts."""
    if isinstance(key, int):
        return key
    return int(key) if isinstance(key, str) and key.isascii() and key.isdecimal() else None
