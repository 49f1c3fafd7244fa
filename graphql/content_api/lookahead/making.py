"""Objects made of the values of their columns.

Django's constructors set one field after the other and tell listeners of each object. Where they do nothing else, the
values are put in place at once, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init
from modelcluster.models import ClusterableModel
from wagtail.models import AbstractPage
from wagtail.models.pages import ShowInMenusMixin

Make = Callable[[Sequence[Any]], Any]
ModelClass = TypeVar("ModelClass", bound=type[Model])

# Constructors that do nothing for an object that was stored, beyond setting its fields.
PLAIN_CONSTRUCTORS = {Model, ClusterableModel, AbstractPage, ShowInMenusMixin}

_attributes: dict[type[Model], dict[str, Any]] = {}


def made_of_columns(**attributes: Any) -> Callable[[ModelClass], ModelClass]:
    """Class decorator for a model whose constructor and listeners set these ``attributes``, the same for each object
    that was stored, and do nothing else for it.
    """

    def noted(model: ModelClass) -> ModelClass:
        _attributes[model] = attributes
        return model

    return noted


def maker(model: Any, names: Sequence[str]) -> Make:
    """What makes a stored object of ``model`` out of a row whose first values are those of the columns ``names``."""
    if model not in _attributes and not _is_plain(model):
        return _by_constructor(model, names)
    new, attributes = model.__new__, _attributes.get(model, {})

    def make(row: Sequence[Any]) -> Any:
        made = new(model)
        state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        values = made.__dict__
        values["_state"] = state
        values.update(attributes)
        values.update(zip(names, row, strict=False))
        return made

    return make


def _by_constructor(model: Any, names: Sequence[str]) -> Make:
    fields = [field.attname for field in model._meta.concrete_fields if field.attname in names]
    places = [names.index(name) for name in fields]
    return lambda row: model.from_db(DEFAULT_DB_ALIAS, fields, [row[place] for place in places])


def _is_plain(model: Any) -> bool:
    """Whether nothing but its fields is set when an object of ``model`` is loaded, and nobody is told of it."""
    constructors = {ancestor for ancestor in model.__mro__ if "__init__" in vars(ancestor)} - {object}
    return (
        constructors <= PLAIN_CONSTRUCTORS
        and "from_db"
        not in {name for ancestor in model.__mro__[:-1] if ancestor is not Model for name in vars(ancestor)}
        and not pre_init.has_listeners(model)
        and not post_init.has_listeners(model)
    )
