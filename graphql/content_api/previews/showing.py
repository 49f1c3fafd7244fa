"""Letting a loader show a draft in place of what is stored.

Rows that a loader has adopted are not looked for again, and their relations are answered from the children that came
with them. So the fields of the schema answer a draft without knowing that it is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from wagtail.models import Page

from ..lookahead import Loader, Reference
from ..viewer import Draft
from ..visibility import rule_for
from .chosen import children_of, is_fact, keys_of, references_of
from .drafts import NEVER_SAVED, facts_with_drafts


def find_facts(page: Page) -> tuple[Draft, list[Any]]:
    """What a preview of ``page`` adds to the public: the facts that it chooses, and those of them that have drafts.

    What these facts refer to in turn is shown as the public sees it: nobody has chosen it on this page.
    """
    keys: dict[Any, set[Any]] = defaultdict(set)
    for reference in references_of([page]):
        if is_fact(reference.model):
            keys[reference.model].add(reference.key)
    chosen = ((model._meta.label, key) for model, some in keys.items() for key in some)
    drafts = [fact for model, some in keys.items() for fact in facts_with_drafts(model, some)]
    return Draft(page=page.pk, facts=tuple(sorted(chosen))), drafts


def show(page: Page, facts: Iterable[Any], loader: Loader) -> None:
    """Make ``loader`` answer ``page`` and ``facts`` as they are in memory."""
    rows = [page, *facts]
    new_keys = count(NEVER_SAVED - 1, -1)
    children = [child for row in rows for child in _settled(row, new_keys)]
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for one in [*rows, *children]:
        by_model[type(one)].append(one)
    for group in by_model.values():
        loader.adopt(group)
    loader.want(references_of(rows))
    for row in rows:
        _drop_hidden(row, loader)


def _settled(row: Any, new_keys: Iterator[int]) -> Iterator[Any]:
    """The children of ``row``, with what the database would have given them: keys, and those of their owners."""
    for owner, name, children in children_of(row):
        for child in children:
            if child.pk is None:
                child.pk = next(new_keys)
            setattr(child, owner._meta.get_field(name).field.attname, owner.pk)
            yield child


def _drop_hidden(row: Any, loader: Loader) -> None:
    """Leave out the children that cannot be without an object which is hidden or gone, as ``follows()`` does."""
    for owner, name, children in list(children_of(row)):
        needed = {child.pk: list(_needed(child)) for child in children}
        loader.get_many([reference for references in needed.values() for reference in references])
        owner._cluster_related_objects[name] = [
            child for child in children if len(loader.get_many(needed[child.pk])) == len(needed[child.pk])
        ]


def _needed(child: Any) -> Iterator[Reference]:
    """What ``child`` cannot be without, as far as that can be hidden."""
    for field, reference in keys_of(child):
        if not field.null and rule_for(reference.model) is not None:
            yield reference
