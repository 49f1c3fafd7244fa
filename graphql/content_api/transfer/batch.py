"""Importing a batch of objects that are not pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from .building import Builder
from .deciding import Dates, Decision, decide
from .declared import Travel, travel_of
from .documents import Document, Writer
from .identities import identity_of
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
        model, _ = identity_of(documents[0])
        rows = self.rows(model, documents)
        decisions = self.decisions(rows, documents)
        for document in documents:
            self.take(document, rows.get(document["name"]) or model(), decisions[document["name"]])

    def rows(self, model: Any, documents: Sequence[Document]) -> dict[str, Any]:
        """The objects that are here, by name."""
        travel = travel_of(model)
        if travel and travel.has_uid:
            by_uid = {identity_of(document)[1]: document["name"] for document in documents}
            return {by_uid[str(row.uid)]: row for row in model._base_manager.filter(uid__in=by_uid)}
        return self._known_by_fields(model, documents)

    def _known_by_fields(self, model: Any, documents: Sequence[Document]) -> dict[str, Any]:
        """What has no ``uid``, told apart by its fields; one statement."""
        fields = [model._meta.get_field(name) for name in (travel_of(model) or Travel()).by]
        wanted: dict[tuple[Any, ...], str] = {}
        for document in documents:
            told = [document["content"][field.name] for field in fields]
            values = (
                self.keys.of(value) if field.related_model and value else value
                for field, value in zip(fields, told, strict=True)
            )
            wanted[tuple(values)] = document["name"]
        first = {values[0] for values in wanted}
        rows = {
            tuple(getattr(row, field.attname) for field in fields): row
            for row in model._base_manager.filter(**{f"{fields[0].attname}__in": first})
        }
        return {name: rows[values] for values, name in wanted.items() if values in rows}

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
        model, key = identity_of(document)
        if instance.pk is None and (travel_of(model) or Travel()).has_uid:
            instance.uid = key
        self.builder.fill(instance, document["content"])
        store(instance, document, self.folder)
