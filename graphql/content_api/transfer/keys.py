"""From names to rows: which object here a name of a document stands for, looked up for all documents at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from .batching import batches
from .declared import travel_of
from .documents import Document
from .gathering import UNSEEDED
from .identities import identity_of, name_by, parsed
from .references import MOST_KEYS
from .rich_text import with_references
from .shapes import Shape, shape_of
from .streams import StreamWalk


class Keys:
    """Primary keys by name. What has no ``uid`` is told once and then kept; there is little of it."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}
        self._told: dict[str, Any] = {}

    def tell(self, name: str, key: Any) -> None:
        self._told[name] = key

    def of(self, name: str) -> Any:
        """The key of what has been looked up, ``None`` where it is not here."""
        return self._told.get(name) or self._known.get(name)

    def look_up(self, names: Iterable[str]) -> None:
        """Forget what was looked up before, and look up ``names``: a statement for each model."""
        self._known.clear()
        by_model: dict[type[Model], dict[str, str]] = defaultdict(dict)
        for name in names:
            found = parsed(name)
            if found and name not in self._told:
                by_model[found[0]][found[1]] = name
        for model, wanted in by_model.items():
            self._look_up(model, wanted)

    def _look_up(self, model: Any, wanted: dict[str, str]) -> None:
        travel = travel_of(model)
        if travel and travel.has_uid:
            for uids in batches(wanted, MOST_KEYS):
                rows = model._base_manager.filter(uid__in=uids).order_by().values_list("uid", "pk")
                self._known.update({wanted[str(uid)]: key for uid, key in rows})
        elif model is Locale:
            for locale in Locale.all_objects.all():
                self.tell(name_by(Locale, {"language_code": locale.language_code}), locale.pk)


def names_in(documents: Iterable[Document]) -> Iterator[str]:
    """All names that ``documents`` refer to."""
    for document in documents:
        if parent := (document.get("place") or {}).get("parent"):
            yield parent
        yield from _names_in(shape_of(identity_of(document)[0]), document["content"])


class _Noting:
    def __init__(self) -> None:
        self.names: list[str] = []

    def reference(self, model: type[Model], key: Any) -> Any:
        self.names.append(key)
        return key


def _names_in(shape: Shape, content: dict[str, Any]) -> Iterator[str]:
    noting = _Noting()
    for field in shape.references:
        if content.get(field.name):
            yield content[field.name]
    for field in shape.streams:
        StreamWalk(noting, UNSEEDED).stream(field.stream_block, content.get(field.name) or [])
    for field in shape.rich_texts:
        with_references(content.get(field.name) or "", noting.reference)
    yield from noting.names
    for relation in shape.many:
        yield from content.get(relation.name, ())
    for child in shape.children:
        for row in content.get(child.name, ()):
            yield from _names_in(child.shape, row)
