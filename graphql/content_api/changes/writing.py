"""Writing the log for one transaction, just before it is committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Model
from django.utils import timezone

from .models import ChangeKind, ContentChange
from .pending import Pending, Scope
from .public import Public
from .statements import Written, insert_rows, lock_the_log, supersede
from .subjects import dependents, is_known_where_used, shown_through, subject_of, subjects
from .tags import EVERYTHING, list_tag, object_tag, referred_keys

# Keys in one statement; databases take a limited number of values.
MOST_KEYS = 5_000


def write_changes(changes: Pending) -> None:
    """Write the rows of what the transaction has changed, and of what appeared or went because of it."""
    lock_the_log()
    now = timezone.now()
    public = Public()
    for model, key in sorted(changes.settings, key=str):
        supersede(_write_setting(model, key))
    while (subject := next((one for one in subjects() if changes.scopes.get(one)), None)) is not None:
        scope = changes.scopes.pop(subject)
        rows = list(chain.from_iterable(insert_rows(subject, public, now, *part) for part in _parts(scope)))
        if rows:
            supersede(min(row.id for row in rows))
            _spread(subject, rows, changes)


def _parts(scope: Scope) -> Iterator[tuple[Sequence[Any], Sequence[Any] | None]]:
    """``scope`` in pieces that a statement can hold: the keys of what changed, and of what is doubtful or ``None``."""
    changed, doubtful = sorted(scope.changed), sorted(scope.doubtful - scope.changed)
    if scope.is_everything_doubtful and len(changed) <= MOST_KEYS:
        yield changed, None
        return
    for start in range(0, len(changed), MOST_KEYS):
        yield changed[start : start + MOST_KEYS], []
    for start in range(0, len(doubtful), MOST_KEYS):
        yield [], doubtful[start : start + MOST_KEYS]
    if scope.is_everything_doubtful:
        yield [], None


def _spread(subject: type[Model], rows: list[Written], changes: Pending) -> None:
    """Doubt whatever appears with the objects of ``rows``, or is known through them.

    What appears with an object that went to another site has changed: for readers of the former it is gone.
    """
    flipped = [row for row in rows if row.was_visible != row.is_visible]
    elsewhere = [row for row in rows if row.changed_its_site]
    for model, relation, target in dependents(subject):
        if keys := _keys_of(flipped, target):
            found = model._base_manager.filter(**{f"{relation}__in": keys}).values_list("pk", flat=True)
            changes.scope(model).doubtful.update(found)
        if keys := _keys_of(elsewhere, target):
            found = model._base_manager.filter(**{f"{relation}__in": keys}).values_list("pk", flat=True)
            changes.scope(model).changed.update(found)
    for model, link, relation, owner in shown_through(subject):
        if keys := _keys_of(flipped, owner.model):
            found = link._base_manager.filter(**{f"{owner.column}__in": keys}).values_list(relation, flat=True)
            changes.scope(model).doubtful.update(found)
    for model in subjects():
        if is_known_where_used(model) and model is not subject:
            keys_used = {key for row in rows for key in referred_keys(row.tags, model)}
            if keys_used:
                changes.scope(model).doubtful.update(keys_used)


def _keys_of(rows: list[Written], model: type[Model]) -> list[int]:
    """Primary keys of the rows about objects that can be of ``model``."""
    if subject_of(model) is model:
        return [row.object_id for row in rows]
    return [row.object_id for row in rows if row.object_type == model._meta.model_name]


def _write_setting(model: type[Model], key: Any) -> int:
    """A row for something that every answer depends on, though it is no content itself."""
    exists = model._base_manager.filter(pk=key).exists()
    return ContentChange.objects.create(
        kind=ChangeKind.SETTINGS,
        object_type=str(model._meta.model_name),
        object_id=key,
        tags=f"{object_tag(model, key)} {list_tag(model)} {EVERYTHING}",
        was_visible=True,
        is_visible=exists,
    ).pk
