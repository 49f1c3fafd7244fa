"""The way out: everything that a reader without a token may see, of all sites and languages.

Objects are read in batches of bounded size, in the order in which they were made. What only counts where it is used,
such as an image, is written when something that has been written refers to it: an image of a draft is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, Site

from ..changes.models import ContentChange
from ..changes.public import Public
from ..changes.state import read_state
from ..lookahead.references import root_of
from ..visibility import visible
from .batching import batches
from .declared import travel_of, travelling
from .documents import Document, Writer, as_bytes, plain
from .folders import NewFolder
from .layout import TREE, list_path, object_path
from .places import places_of
from .references import Names, only_public
from .shapes import shape_of

BATCH = 100
Progress = Callable[[str, int, int], None]  # what, how many are done, of how many
# The texts for people of pages, given by their ``uid``: path within the folder, and the text.
Texts = Callable[[Sequence[str]], Iterable[tuple[str, bytes]]]


class Export:
    """One export, to be run within a ``snapshot()``."""

    def __init__(self, folder: NewFolder, texts: Texts, progress: Progress) -> None:
        self._folder = folder
        self._texts = texts
        self._progress = progress
        self._public = Public()
        self._names = Names(only_public(self._public))
        self._writer = Writer(self._names)
        self._used: dict[type[Model], set[Any]] = defaultdict(set)  # keys of what is written where it is used
        self.counts: dict[str, int] = defaultdict(int)
        self.lost: list[str] = []  # objects whose files are not where they should be

    def run(self) -> None:
        """Write everything but the manifest."""
        for root in _roots(where_used=False):
            self._write_all(root, self._keys(root))
        for root in _roots(where_used=True):
            self._write_all(root, sorted(self._used[root]))
        self._write_tree()
        version = read_state().version
        self._folder.finish({"counts": dict(self.counts), "contentVersion": version})

    def _keys(self, root: type[Model]) -> list[Any]:
        """Numbers alone are kept, in the order in which the objects were made."""
        if root is Site:
            return sorted(viewer.site.pk for viewer in self._public.viewers if viewer.site and _shows_a_page(viewer))
        return list(self._public.visible(root._default_manager.order_by("pk")).values_list("pk", flat=True))

    def _write_all(self, root: type[Model], keys: list[Any]) -> None:
        label, done = str(root._meta.label), 0
        with self._folder.open(list_path(label)) as listed:
            for batch in batches(keys, BATCH):
                self._names.forget()
                for document in self._batch(root, batch):
                    listed.write(f"{document['name']}\n".encode())
                done += len(batch)
                self._progress(str(root._meta.verbose_name_plural), done, len(keys))

    def _batch(self, root: type[Model], keys: Sequence[Any]) -> list[Document]:
        """Write the objects with ``keys``; their documents in that order."""
        by_key: dict[Any, Document] = {}
        for model, rows in rows_by_model(root, keys):
            for row, document in zip(rows, self._documents(model, rows), strict=True):
                by_key[row.pk] = document
        written = [by_key[key] for key in keys if key in by_key]
        for document in written:
            self._folder.write(object_path(document["name"]), as_bytes(document))
            self.counts[document["name"].partition("/")[0]] += 1
        if root is Page:
            for path, text in self._texts([one["name"].partition("/")[2] for one in written]):
                self._folder.write(path, text)
        return written

    def _documents(self, model: type[Model], rows: list[Any]) -> list[Document]:
        documents = self._writer.documents(rows)
        for named, key in self._writer.named:
            if (travel := travel_of(named)) and travel.where_used:
                self._used[root_of(named)].add(key)
        self._add_places(model, rows, documents)
        if not any(field.name == "last_published_at" for field in model._meta.concrete_fields):
            changed = last_changes(model, [row.pk for row in rows])
            for row, document in zip(rows, documents, strict=True):
                if moment := changed.get(row.pk):
                    document["changed"] = plain(moment)
        for row, document in zip(rows, documents, strict=True):
            self._copy_files(row, document)
        return documents

    def _add_places(self, model: type[Model], rows: list[Any], documents: list[Document]) -> None:
        """Of pages the place in the tree; of a site that of its root."""
        pages = rows if issubclass(model, Page) else []
        if model is Site:
            pages = list(Page.objects.filter(pk__in=[row.root_page_id for row in rows]))
        places = places_of(pages, self._names) if pages else {}
        for row, document in zip(rows, documents, strict=True):
            if issubclass(model, Page):
                document["place"] = places[row.pk].as_json()
            elif model is Site and document["content"]["root_page"] is None:
                slug = next(page.slug for page in pages if page.pk == row.root_page_id)
                document["root"] = [*places[row.root_page_id].through, slug]

    def _copy_files(self, row: Any, document: Document) -> None:
        for field in shape_of(type(row)).files:
            told = document["content"][field.name]
            if told and not self._folder.take_over(told["path"], getattr(row, "file_hash", "")):
                try:
                    file = getattr(row, field.name).open("rb")
                except OSError:
                    self.lost.append(f"{row} ({document['name']})")
                    document["content"][field.name] = None
                    continue
                with file:
                    self._folder.copy(told["path"], file.chunks())

    def _write_tree(self) -> None:
        keys = list(self._public.visible(Page.objects.order_by("path")).values_list("pk", flat=True))
        with self._folder.open(TREE) as listed:
            for batch in batches(keys, BATCH):
                self._names.forget()
                self._names.look_up({Page: set(batch)})
                for key in batch:
                    if name := self._names.of(Page, key):
                        listed.write(f"{name}\n".encode())


def rows_by_model(root: Any, keys: Sequence[Any]) -> Iterator[tuple[type[Model], list[Any]]]:
    """The rows with ``keys``, pages by their own models."""
    if root is not Page:
        yield root, list(root._base_manager.filter(pk__in=keys).order_by("pk"))
        return
    types: dict[int, list[Any]] = defaultdict(list)
    for key, content_type in Page.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "content_type_id"):
        types[content_type].append(key)
    for content_type, found in types.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and travel_of(model):
            yield model, list(model._base_manager.filter(pk__in=found).order_by("pk"))


def _roots(*, where_used: bool) -> list[type[Model]]:
    """The models that have a list of their own: all pages as one."""
    found = {root_of(model) for model, travel in travelling().items() if travel.where_used is where_used}
    return sorted(found, key=lambda model: str(model._meta.label))


def _shows_a_page(viewer: Any) -> bool:
    return visible(Page.objects.all(), viewer).exists()


def last_changes(model: type[Model], keys: Sequence[Any]) -> dict[Any, Any]:
    """When readers last saw another state of each object."""
    changes = ContentChange.objects.filter(object_type=model._meta.model_name, object_id__in=keys, is_newest=True)
    return dict(changes.values_list("object_id", "created_at"))
