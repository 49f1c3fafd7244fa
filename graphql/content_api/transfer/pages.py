"""Importing pages: their places, their content, and aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from .batch import BatchImport, Write
from .batching import batches
from .building import MissingObjectError
from .deciding import Dates, Decision
from .documents import Document
from .identities import identity_of
from .keys import Keys, names_in
from .reading import ContentFolder
from .references import Names
from .reporting import FAILURES, Report, title_of
from .storing import set_facts
from .trees import Planter

BATCH = 100  # pages whose order is looked at in one transaction
Progress = Callable[[str, int, int], None]


class PageImport(BatchImport):
    """Imports pages of all types."""

    def __init__(
        self, folder: ContentFolder, options: Any, keys: Keys, names: Names, report: Report, planter: Planter
    ) -> None:
        super().__init__(folder, options, keys, names, report)
        self._planter = planter
        self._planted: set[str] = set()  # made by this import, and not filled yet

    def plant(self, documents: Sequence[Document]) -> None:
        """Make what is not here, and move what is elsewhere, unless it was changed here later."""
        if self.options.dry_run:
            return
        self.keys.look_up(names_in(documents))
        rows = self._rows_of_all(documents)
        parents = _parents_of(rows.values())
        for document in documents:
            name, page = document["name"], rows.get(document["name"])
            if page is not None and self._is_below(parents.get(page.pk), document):
                continue
            try:
                with transaction.atomic():
                    self._plant(document)
            except FAILURES as error:
                self.report.fail(name, title_of(document), error, keep_going=self.options.keep_going)

    def publish(self, documents: Sequence[Document]) -> None:
        """Fill and publish pages that are no aliases."""
        self._run([one for one in documents if not one["content"].get("alias_of")], self.write)

    def update_aliases(self, documents: Sequence[Document]) -> None:
        """Let aliases show the content of their sources, which are published by now."""
        self._run([one for one in documents if one["content"].get("alias_of")], self._write_alias)

    def put_in_order(self, progress: Progress) -> None:
        """Let siblings stand in the order of the list ``tree``; others that are here stay where they are."""
        if self.options.dry_run:
            return
        total, done = self.folder.count(Page), 0
        last: dict[int, Page] = {}  # by depth, what came last on the way through the tree
        for names in batches(self.folder.tree(), BATCH):
            with transaction.atomic():
                self.keys.look_up(names)
                self._put_in_order([key for name in names if (key := self.keys.of(name))], last)
            done += len(names)
            progress("order of pages", done, total)

    def rows(self, model: type[Model], documents: Sequence[Document]) -> dict[str, Any]:
        if model is not Page:
            return super().rows(model, documents)
        found: dict[str, Any] = {}
        for document in documents:
            try:
                found[document["name"]] = self._planter.find(document)
            except MissingObjectError:  # nothing is in a language that is not here
                continue
        return {name: page for name, page in found.items() if page is not None}

    def _rows_of_all(self, documents: Sequence[Document]) -> dict[str, Any]:
        return {name: row for model, found in by_model(documents) for name, row in self.rows(model, found).items()}

    def _is_below(self, parent: Any, document: Document) -> bool:
        """Whether ``parent`` is the page that ``document`` tells, as far as that can be said without asking."""
        place = document["place"]
        if place.get("through"):
            return False
        return parent is not None and (
            parent.depth == 1 if place["parent"] is None else parent.pk == self.keys.of(place["parent"])
        )

    def _plant(self, document: Document) -> None:
        page = self._planter.find(document)
        if page is None:
            self._planter.plant(document)
            self._planted.add(document["name"])
        elif self.options.overwrite or not Dates([page]).is_newer(page, document):
            self.report.moved += self._planter.move(page, document)

    def _run(self, documents: Sequence[Document], write: Write) -> None:
        self.keys.look_up(names_in(documents))
        rows: dict[str, Any] = {}
        decisions: dict[str, Decision] = {}
        for model, found in by_model(documents):
            here = self.rows(model, found)
            rows |= here
            decisions |= self.decisions(here, found)
        for document in documents:
            name = document["name"]
            if name not in self.report.failed:
                decision = Decision.CREATE if name in self._planted else decisions[name]
                self.take(document, rows.get(name), decision, write)
                self._planted.discard(name)

    def _write_alias(self, document: Document, page: Any) -> None:
        content = document["content"]
        source = Page.objects.filter(pk=self.keys.of(content["alias_of"]), live=True).first()
        if source is None:
            raise MissingObjectError("The page whose content it shows is not published here.")
        page.slug = content["slug"]
        page.alias_of_id, page.latest_revision, page.live_revision = source.pk, None, None
        page.save()
        source.specific.update_aliases()
        self.builder.fill(page, content, parts=False)
        set_facts(page, content)

    def _put_in_order(self, keys: Sequence[int], last: dict[int, Page]) -> None:
        pages = Page.objects.in_bulk(keys)
        for key in keys:
            page, before = pages[key], last.get(pages[key].depth)
            are_siblings = before is not None and before.path[: -Page.steplen] == page.path[: -Page.steplen]
            if before is not None and are_siblings and page.path < before.path:
                page.move(before, pos="right")
                self.report.moved += 1
                pages = Page.objects.in_bulk(keys)
            last[pages[key].depth] = pages[key]


def by_model(documents: Sequence[Document]) -> list[tuple[Any, list[Document]]]:
    found: dict[Any, list[Document]] = defaultdict(list)
    for document in documents:
        found[identity_of(document)[0]].append(document)
    return list(found.items())


def _parents_of(pages: Any) -> dict[Any, Any]:
    """The pages above, by the keys of those below; one statement."""
    paths = {page.pk: page.path[: -Page.steplen] for page in pages}
    found = {page.path: page for page in Page.objects.filter(path__in=paths.values()).order_by().only("path", "depth")}
    return {key: found.get(path) for key, path in paths.items()}
