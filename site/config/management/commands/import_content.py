"""Restores and publishes what ``export_content`` has written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from config.audit import actions
from config.audit.noting import note
from config.progress import Progress
from content_api.transfer.checking import checked
from content_api.transfer.deciding import Decision
from content_api.transfer.importing import Import, Options
from content_api.transfer.reading import UnusableFolderError
from content_api.transfer.reporting import Report, StoppedError
from content_api.transfer.sites import Hostname

from .load_demo import quiet


class Command(BaseCommand):
    """For operators: onto an empty site, or one that holds an older state of the content."""

    help = (
        "Imports a folder that export_content has written, and publishes it. Objects are found by their identity; "
        "what is not in the folder is left alone. Started again after an end in the middle, it goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="A folder that export_content has written.")
        parser.add_argument("--dry-run", action="store_true", help="Check the folder and say what would be done.")
        parser.add_argument("--overwrite", action="store_true", help="Also what was changed here later.")
        parser.add_argument("--keep-going", action="store_true", help="Leave out what fails, and say so at the end.")
        parser.add_argument("--site-hostname", metavar="HOST[:PORT]", help="Hostname of the default site's frontend.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        chosen = Options(
            overwrite=options["overwrite"],
            keep_going=options["keep_going"],
            dry_run=options["dry_run"],
            site_hostname=_hostname(options["site_hostname"]),
        )
        progress = Progress(self.stderr)
        try:
            run = Import(checked(folder, progress), chosen, progress)
            with quiet("wagtail", "django_tasks"):
                run.run()
        except UnusableFolderError as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        except StoppedError as error:
            raise CommandError(f"{error}\nThe import has stopped. Started again, it goes on from here.") from error
        finally:
            progress.close()
        self.tell(run.report, is_dry=chosen.dry_run)

    def tell(self, report: Report, *, is_dry: bool) -> None:
        for line in report.kept:
            self.stdout.write(f"Changed here later, and kept: {line}")
        for line in report.failed.values():
            self.stderr.write(f"Failed: {line}")
        counts = [f"{report.counts[decision]} {decision.value}" for decision in Decision]
        if not is_dry:
            note_import(counts)
        moved = f", {report.moved} moved" if report.moved else ""
        failed = f", {len(report.failed)} failed" if report.failed else ""
        begin = "It would be" if is_dry else "Imported"
        self.stdout.write(f"{begin}: {', '.join(counts)}{moved}{failed}.")
        if report.failed:
            raise CommandError("Not everything could be imported.")


def note_import(counts: list[str]) -> None:
    """Into the log for auditors, as a whole: what an import writes is no edit of anybody's."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None:
        note(actions.IMPORTED, site, None, counts=counts)


def _hostname(text: str | None) -> Hostname | None:
    try:
        return Hostname.parsed(text) if text else None
    except ValueError as error:
        raise CommandError(str(error)) from error
