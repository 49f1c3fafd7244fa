"""Looking at all content anew: after an upgrade, and after writes past Django."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from ..models.link import LinkUse
from .keeping import drop_unused, kept_models, note_what_counts

CHUNK = 200  # objects in memory, and between two words to who waits

Told = Callable[[str, int], object]


def rebuild(tell: Told = lambda kind, count: None) -> int:
    """Note the links of all content; what the checker knows of an address stays. The number of objects looked at.

    `tell` is given the kind of objects, and how many of them have been looked at.
    """
    total = 0
    for model in kept_models():
        kind, keys = str(model._meta.verbose_name_plural), set()
        for instance in _stored(model):
            note_what_counts(instance)
            keys.add(str(instance.pk))
            if len(keys) % CHUNK == 0:
                tell(kind, len(keys))
        _forget_others(model, keys)
        tell(kind, len(keys))
        total += len(keys)
    drop_unused()
    return total


def _stored(model: type[Model]) -> Iterator[Any]:
    rows: Any = model._default_manager.order_by("pk")
    if issubclass(model, Page):
        rows = rows.filter(alias_of=None)
    return iter(rows.iterator(chunk_size=CHUNK))


def _forget_others(model: type[Model], keys: set[str]) -> None:
    """Objects that are gone, or became aliases, unnoticed."""
    uses = LinkUse.objects.filter(content_type=ContentType.objects.get_for_model(model))
    gone = sorted(set(uses.order_by().values_list("object_id", flat=True).distinct()) - keys)
    for start in range(0, len(gone), CHUNK):
        uses.filter(object_id__in=gone[start : start + CHUNK]).delete()
