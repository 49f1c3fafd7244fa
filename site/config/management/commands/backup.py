"""Writes a backup of the database and of the media."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup.errors import ToolError, UnusableBackupError
from config.backup.folder import BackupFolder
from config.backup.making import Backup
from config.backup.manifest import Manifest
from config.progress import Progress


class Command(BaseCommand):
    """Editors and readers go on meanwhile: the database is read in one snapshot."""

    help = (
        "Writes a backup into a folder that holds nothing but backups: the database as it is at one moment, and the "
        "images, renditions and documents that it names then. Files that an earlier backup holds are not copied again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="A new or empty folder, or one of earlier backups.")
        parser.add_argument("--keep", type=int, metavar="N", help="Remove all but the newest N backups afterwards.")

    def handle(self, *args: Any, folder: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep is 1 or more.")
        progress = Progress(self.stderr)
        kept = BackupFolder(folder.resolve())
        try:
            with kept.locked():
                run = Backup(kept, progress)
                made = run.run()
                progress.close()
                self.tell(made, run.copied, kept.backups()[-1])
                if keep is not None:
                    kept.prune(keep)
        except (UnusableBackupError, ToolError, BotoCoreError, ClientError, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        finally:
            progress.close()

    def tell(self, made: Manifest, copied: int, place: Path) -> None:
        for name in made.missing:
            self.stderr.write(f"A row names this file, and it is nowhere: {name}")
        size = made.database.bytes + sum(file.bytes for file in made.files.values())
        self.stdout.write(
            f"Backup {place}: {sum(made.counts.values()):,} rows, {len(made.files):,} files ({copied:,} new), "
            f"{size / 1e6:,.1f} MB."
        )
