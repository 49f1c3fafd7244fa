"""The way in: a folder that has been checked becomes content of this site.

Objects are found by their names, in batches that are one transaction each. What is equal is passed over, so an import
that was ended in the middle goes on when it is started again. The steps:

1. languages, files, and facts that refer to no page;
2. all pages, as empty drafts where they are not here, at their places; new sites;
3. facts, menus and settings that refer to pages, in the order in which they need each other;
4. the pages, filled and published; then aliases, sites and the order of siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale, Page, Site

from .batch import BatchImport
from .batching import batches
from .deciding import Decision
from .documents import Document
from .keys import Keys
from .needs import models_in_order
from .pages import PageImport
from .reading import ContentFolder
from .references import Names, everything
from .reporting import FAILURES, Report, title_of
from .sites import Hostname, Sites
from .trees import Planter, adopt_first_page

BATCH = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """What the operator decides."""

    overwrite: bool = False
    keep_going: bool = False
    dry_run: bool = False
    site_hostname: Hostname | None = None


class Import:
    """One import."""

    def __init__(self, folder: ContentFolder, options: Options, progress: Progress) -> None:
        self._folder = folder
        self._options = options
        self._progress = progress
        self.report = Report()
        keys, names = Keys(), Names(everything)
        self._keys = keys
        self._settled: set[str] = set()  # sites that this import has made, or could not make
        planter = Planter(folder, keys)
        self._sites = Sites(planter, keys, names, options.site_hostname)
        self._objects = BatchImport(folder, options, keys, names, self.report)
        self._pages = PageImport(folder, options, keys, names, self.report, planter)

    def run(self) -> None:
        """Import everything. Raises ``StoppedError``."""
        self._each(Locale, self._import_locales)
        before, after = models_in_order()
        for model in before:
            self._each(model, self._objects.run)
        if not self._options.dry_run:
            with transaction.atomic():
                adopt_first_page(self._folder, self._keys)
        self._each(Page, self._pages.plant, what="places of pages")
        self._each(Site, self._import_new_sites)
        for model in after:
            self._each(model, self._objects.run)
        self._each(Page, self._pages.publish)
        self._each(Page, self._pages.update_aliases, what="aliases")
        self._each(Site, self._import_sites)
        self._pages.put_in_order(self._progress)

    def _each(self, model: type[Model], step: Callable[[Sequence[Document]], None], what: str = "") -> None:
        """Run ``step`` on all documents of ``model`` in batches, each in a transaction of its own."""
        total, done = self._folder.count(model), 0
        for names in batches(self._folder.names(model), BATCH):
            documents = self._folder.documents(names)
            with transaction.atomic():
                step(documents)
            done += len(documents)
            self._progress(what or str(model._meta.verbose_name_plural), done, total)

    def _import_locales(self, documents: Iterable[Document]) -> None:
        for document in documents:
            code = document["content"]["language_code"]
            locale = Locale.all_objects.filter(language_code=code).first()
            decision = Decision.SKIP if locale else Decision.CREATE
            if locale is None and not self._options.dry_run:
                locale = Locale(language_code=code)
                if not self._attempt(document, locale.full_clean, locale.save):
                    continue
            if locale is not None:
                self._keys.tell(document["name"], locale.pk)
            self.report.add(decision, document["name"], f"“{code}”")

    def _import_new_sites(self, documents: Iterable[Document]) -> None:
        """Before the pages are published, so that the log knows them from the beginning."""
        self._look_up_roots(documents)
        for document in documents:
            if self._sites.find(document) is None and not self._options.dry_run:
                self._store_site(Site(), document)
                self._settled.add(document["name"])

    def _import_sites(self, documents: Iterable[Document]) -> None:
        self._look_up_roots(documents)
        for document in documents:
            site = self._sites.find(document)
            if document["name"] in self._settled:
                continue
            if site is None:
                self.report.add(Decision.CREATE, document["name"], title_of(document))
            elif self._options.dry_run or not self._sites.fill(site, document):
                self.report.add(Decision.SKIP, document["name"], title_of(document))
            else:
                self._store_site(site, document)

    def _look_up_roots(self, documents: Iterable[Document]) -> None:
        self._keys.look_up(filter(None, (document["content"]["root_page"] for document in documents)))

    def _store_site(self, site: Site, document: Document) -> None:
        decision = Decision.UPDATE if site.pk else Decision.CREATE
        self._sites.fill(site, document)
        if self._attempt(document, lambda: self._sites.store(site, document)):
            self.report.add(decision, document["name"], title_of(document))

    def _attempt(self, document: Document, *steps: Callable[[], Any]) -> bool:
        try:
            with transaction.atomic():
                for step in steps:
                    step()
        except FAILURES as error:
            self.report.fail(document["name"], title_of(document), error, keep_going=self._options.keep_going)
            return False
        return True
