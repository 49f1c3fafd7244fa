"""Objects made of the columns of a row, as ``values_list()`` answers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from .own_fields import accessor_of


@dataclass(frozen=True)
class Columns:
    """The columns of ``model`` behind ``prefix``, and those of ``children``, whose tables hold more of some rows."""

    model: type[Model]
    children: tuple[type[Model], ...] = ()
    prefix: str = ""

    @classmethod
    def of(cls, model: type[Model], children: Iterable[type[Model]]) -> Columns:
        """With those of ``children`` whose table refers to that of ``model`` itself."""
        near = [child for child in children if accessor_of(child)]
        return cls(model, tuple(sorted(near, key=lambda child: child.__name__)))

    @property
    def names(self) -> tuple[str, ...]:
        """What to ask ``values_list()`` for."""
        return _names(self)

    @property
    def key(self) -> int:
        """Where the primary key stands."""
        return _attributes(self.model).index(_key(self.model))

    def instance(self, row: Sequence[Any]) -> Any:
        """The object that ``row``, the values of ``names``, describes: of a child's model where it has one there."""
        own = _attributes(self.model)
        position = len(own)
        for child in self.children:
            further = _further_attributes(child)
            values = row[position : position + len(further)]
            if values[0] is not None:
                known = dict(zip((*own, *further), (*row[: len(own)], *values), strict=True))
                attributes = _attributes(child)
                return child.from_db(DEFAULT_DB_ALIAS, attributes, [known[name] for name in attributes])
            position += len(further)
        return self.model.from_db(DEFAULT_DB_ALIAS, own, row[: len(own)])


def _key(model: Any) -> str:
    return str(model._meta.pk.attname)


@cache
def _names(columns: Columns) -> tuple[str, ...]:
    own = (f"{columns.prefix}{name}" for name in _attributes(columns.model))
    further = (
        f"{columns.prefix}{accessor_of(child)}__{name}"
        for child in columns.children
        for name in _further_attributes(child)
    )
    return (*own, *further)


@cache
def _attributes(model: Any) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def _further_attributes(child: Any) -> tuple[str, ...]:
    """The columns of the child's own table, the reference to its parent first."""
    return tuple(field.attname for field in child._meta.local_concrete_fields)
