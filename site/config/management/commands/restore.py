"""Puts a backup in the place of the database and the media that are there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import facts
from config.backup.errors import ToolError, UnusableBackupError
from config.backup.folder import BackupFolder
from config.backup.restoring import Restore
from config.progress import Progress


class Command(BaseCommand):
    """All that can be found wrong is found before anything is changed."""

    help = (
        "Restores a backup: checks every file by its checksum, replaces the database in one transaction, puts missing "
        "files back, applies newer migrations, and begins a new epoch, so that no cache answers from before. Stop web "
        "and worker processes first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="A folder that the command backup has written.")
        parser.add_argument("--at", metavar="NAME", default="", help="A backup of the folder; the newest if not named.")
        parser.add_argument("--dry-run", action="store_true", help="Check the backup, and change nothing.")
        parser.add_argument("--replace", action="store_true", help="Although there is content, which will be lost.")
        parser.add_argument("--yes", action="store_true", help="Ask no question.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        progress = Progress(self.stderr)
        try:
            kept = BackupFolder(folder.resolve())
            run = Restore(kept, kept.chosen(options["at"]), progress)
            run.check()
            progress.close()
            here = facts.content()
            self.stdout.write(self.described(run))
            if options["dry_run"]:
                self.stdout.write(f"It is whole. Here are {' and '.join(here) or 'no people and no content'} now.")
                return
            if here and not options["replace"]:
                raise CommandError(f"There are {', '.join(here)} here, which would be lost: --replace allows it.")
            if not options["yes"]:
                self.ask()
            run.run()
        except (UnusableBackupError, ToolError, BotoCoreError, ClientError, OSError) as error:
            raise CommandError(f"{error}\nThe restore has not come to its end; it can be started again.") from error
        finally:
            progress.close()
        self.tell(run)

    def described(self, run: Restore) -> str:
        made = run.manifest
        return (
            f"Backup of {made.made_at}, release {made.release}: {sum(made.counts.values()):,} rows, "
            f"{len(made.files):,} files, content version {made.content_version}."
        )

    def ask(self) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Nobody can be asked here: --yes says that the database may be replaced.")
        if input("Type “restore” to replace the database with it: ").strip() != "restore":
            raise CommandError("Nothing was restored.")

    def tell(self, run: Restore) -> None:
        for label in run.differing:
            self.stderr.write(f"Rows were added or removed while it was restored: {label}. Is a process still running?")
        for name in run.manifest.missing:
            self.stderr.write(f"A row names this file, and the backup does not hold it: {name}")
        newer = f", {run.migrated} newer migrations applied" if run.migrated else ""
        self.stdout.write(f"Restored, {run.added:,} files put back{newer}. A new epoch has begun.")
