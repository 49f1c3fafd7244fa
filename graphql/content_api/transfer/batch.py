"""Importing a batch of objects that are not pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from .building import Builder
from .deciding import Dates, Decision, decide
from .declared import travel_of
from .documents import Document, Writer
from .identities import parsed
from .keys import Keys, names_in
from .reading import ContentFolder
from .references import Names
from .reporting import FAILURES, Report, title_of
from .storing import store

if TYPE_CHECKING:
    from .importing import Options

Write = Callable[[Document, Any], None]


class BatchImport:
    """Imports documents of one model at a time."""

    def __init__(self, folder: ContentFolder, options: Options, keys: Keys, names: Names, report: Report) -> None:
        self.folder = folder
        self.options = options
        self.keys = keys
        self.names = names
        self.report = report
        self.builder = Builder(keys)
        self.writer = Writer(names)

    def run(self, documents: Sequence[Document]) -> None:
        """Create and update what is not equal. A few statements for the batch, and those of each write."""
        self.keys.look_up(names_in(documents))
        model, _ = parsed(documents[0]["name"]) or (Model, "")
        rows = self.rows(model, documents)
        decisions = self.decisions(rows, documents)
        for document in documents:
            self.take(document, rows.get(document["name"]) or model(), decisions[document["name"]])

    def rows(self, model: Any, documents: Sequence[Document]) -> dict[str, Any]:
        """The objects that are here, by name."""
        travel = travel_of(model)
        if travel and travel.has_uid:
            by_uid = {(parsed(document["name"]) or (model, ""))[1]: document["name"] for document in documents}
            return {by_uid[str(row.uid)]: row for row in model._base_manager.filter(uid__in=by_uid)}
        found = {document["name"]: self._known_by_fields(model, document) for document in documents}
        return {name: row for name, row in found.items() if row is not None}

    def _known_by_fields(self, model: Any, document: Document) -> Any:
        travel = travel_of(model)
        values: dict[str, Any] = {}
        for name in travel.by if travel else ():
            field, told = model._meta.get_field(name), document["content"][name]
            values[field.attname] = self.keys.of(told) if field.related_model and told else told
        conditions = {f"{name}__isnull": True for name, value in values.items() if value is None}
        return model._base_manager.filter(**conditions, **{n: v for n, v in values.items() if v is not None}).first()

    def decisions(self, rows: dict[str, Any], documents: Sequence[Document]) -> dict[str, Decision]:
        """What is to be done with each document."""
        self.names.forget()
        there = list(rows.values())
        here = {row.pk: told["content"] for row, told in zip(there, self.writer.documents(there), strict=True)}
        dates = Dates(there)
        return {
            document["name"]: decide(row, here[row.pk], document, dates, overwrite=self.options.overwrite)
            if (row := rows.get(document["name"]))
            else Decision.CREATE
            for document in documents
        }

    def take(self, document: Document, instance: Any, decision: Decision, write: Write | None = None) -> None:
        """Carry out ``decision`` with ``write``; a failure is undone alone."""
        name, title = document["name"], title_of(document)
        writes = decision in (Decision.CREATE, Decision.UPDATE) and not self.options.dry_run
        if writes:
            try:
                with transaction.atomic():
                    (write or self.write)(document, instance)
            except FAILURES as error:
                self.report.fail(name, title, error, keep_going=self.options.keep_going)
                return
        self.report.add(decision, name, title)

    def write(self, document: Document, instance: Any) -> None:
        found = parsed(document["name"])
        if instance.pk is None and found and (travel := travel_of(found[0])) and travel.has_uid:
            instance.uid = found[1]
        self.builder.fill(instance, document["content"])
        store(instance, document, self.folder)
