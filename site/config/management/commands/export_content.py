"""Writes everything public into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.progress import Progress
from content_api.transfer.exporting import Export
from content_api.transfer.folders import ForeignFolderError, new_folder
from content_api.transfer.snapshot import snapshot
from syndication.machines.texts import texts


class Command(BaseCommand):
    """What a reader without a token may see, of all sites and languages: as data, as texts, and the media."""

    help = (
        "Writes all public content into a folder: a JSON file for each object, Markdown for each page, images and "
        "documents. Written again, the folder is brought up to date. Drafts, private content, users and tokens stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="A new or empty folder, or one that was exported to before.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        progress = Progress(self.stderr)
        try:
            with new_folder(folder.resolve()) as written, snapshot():
                export = Export(written, texts, progress)
                export.run()
        except ForeignFolderError as error:
            raise CommandError(str(error)) from error
        finally:
            progress.close()
        for name in export.lost:
            self.stderr.write(f"The file of {name} is missing; the object was exported without it.")
        counts = ", ".join(f"{count} {label}" for label, count in sorted(export.counts.items()))
        self.stdout.write(f"Exported to {folder}: {counts}.")
