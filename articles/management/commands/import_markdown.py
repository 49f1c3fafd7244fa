"""Makes draft articles of Markdown files."""

from __future__ import annotations

import sys
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.models import ArticleIndexPage
from articles.transfer.markdown import reports
from articles.transfer.markdown.errors import RefusedError
from articles.transfer.markdown.files import STANDARD_INPUT, FoundFile, found_files, named_by
from articles.transfer.markdown.importing import REFUSED, Outcome, examine, import_file
from articles.transfer.markdown.saving.lookups import author_named, topic_named
from articles.transfer.markdown.saving.options import Options
from articles.transfer.markdown.saving.pictures import Fetcher

FAILED = 1  # exit code: at least one file was refused


class Command(BaseCommand):
    """One transaction for each file: a bad one is reported, and the others go on."""

    help = "Imports Markdown files as draft articles. Nothing is published, and no word of a file is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file, a folder, or - for standard input.")
        parser.add_argument("--parent", help="Article index that the articles go below: its slug, path or number.")
        parser.add_argument("--locale", default="", help="Language code of files that name none.")
        parser.add_argument("--author", action="append", default=[], help="Author, where a file names none we know.")
        parser.add_argument("--topic", action="append", default=[], help="Topic for all files. May be repeated.")
        parser.add_argument("--fetch-images", action="store_true", help="Store pictures instead of linking to them.")
        parser.add_argument("--overwrite-drafts", action="store_true", help="Also update what editors have changed.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and write nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="Form of the report.")
        parser.add_argument("--no-progress", action="store_true", help="Show no progress bar.")

    def handle(self, *paths: Any, **options: Any) -> None:
        decided = self._decide(options)
        files = found_files(options["paths"])
        hidden = True if options["no_progress"] else None  # None: shown on a terminal only
        bar = tqdm(files, desc="Importing", unit="file", file=sys.stderr, disable=hidden)
        outcomes = []
        for file in bar:
            fetcher = Fetcher(file.folder) if options["fetch_images"] else None
            outcomes.append(self._import(file, decided, fetcher, dry_run=options["dry_run"]))
        self._report(outcomes, dry_run=options["dry_run"], as_json=options["format"] == "json")
        refused = sum(outcome.is_refused for outcome in outcomes)
        if refused or not files:
            raise CommandError(f"{refused} of {len(files)} files were not imported.", returncode=FAILED)

    def _decide(self, options: dict[str, Any]) -> Options:
        authors = {name: author_named(name) for name in options["author"]}
        topics = {name: topic_named(name) for name in options["topic"]}
        for what, found in (("author", authors), ("topic", topics)):
            for name, known in found.items():
                if known is None:
                    raise CommandError(f"The site has no {what} “{name}”.", returncode=2)
        return Options(
            parent=_index(options["parent"]) if options["parent"] else None,
            locale=options["locale"],
            authors=[author for author in authors.values() if author],
            topics=[topic for topic in topics.values() if topic],
            overwrite=options["overwrite_drafts"],
        )

    def _import(self, file: FoundFile, options: Options, fetcher: Fetcher | None, *, dry_run: bool) -> Outcome:
        try:
            raw = file.read(_standard_input())
        except RefusedError as error:
            return Outcome(file.name, REFUSED, str(error))
        name = named_by(raw) if file.name == STANDARD_INPUT else file.name
        if dry_run:
            return examine(raw, name, options)
        return import_file(raw, name, options, fetcher)

    def _report(self, outcomes: list[Outcome], *, dry_run: bool, as_json: bool) -> None:
        if as_json:
            self.stdout.write(reports.json_of(outcomes, dry_run=dry_run))
            return
        for outcome in outcomes:
            for line in reports.text_of(outcome):
                self.stdout.write(line)
        self.stdout.write(reports.totals(outcomes, dry_run=dry_run))


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer


def _index(named: str) -> ArticleIndexPage:
    """By number, by path below the site's root, or by slug where it is the only one."""
    indexes = ArticleIndexPage.objects.filter(alias_of=None)
    if named.isdecimal():
        found = indexes.filter(pk=int(named))
    elif "/" in named.strip("/"):
        found = indexes.filter(url_path__endswith=f"/{named.strip('/')}/")
    else:
        found = indexes.filter(slug=named.strip("/"))
    if len(found) != 1:
        count = "no" if not found else f"{len(found)}"
        raise CommandError(f"The site has {count} article indexes “{named}”.", returncode=2)
    return found[0]
