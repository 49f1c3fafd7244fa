"""Copies media from a folder of this machine into the bucket of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from storages.backends.s3 import S3Storage

from config.files.known import known_files, strays
from config.files.places import Bucket
from config.files.together import THREADS
from config.files.uploading import Outcome, Upload
from config.progress import Progress

MOST_THREADS = 64
WHY = {
    Outcome.MISSING: "Missing in the folder and in the bucket",
    Outcome.DIFFERENT: "The bucket holds another file of this name, and keeps it",
    Outcome.DAMAGED: "Damaged on the way",
}


class Command(BaseCommand):
    """For installations that began on one machine. Safe to run again: it goes on where it was ended."""

    help = (
        "Copies every file that the database names from a folder into the bucket, and compares each by its checksum. "
        "What is there already is passed over; nothing is deleted or replaced."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="Where the files are; MEDIA_ROOT if not named.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be copied, and copy nothing.")
        parser.add_argument("--threads", type=int, default=THREADS, help=f"Files at once, {THREADS} if not named.")

    def handle(self, *args: Any, folder: Path | None, dry_run: bool, threads: int, **options: Any) -> None:
        if not isinstance(default_storage, S3Storage):
            raise CommandError(
                "The settings store files in a folder, not in a bucket: run it with those of production."
            )
        folder = (folder or Path(settings.MEDIA_ROOT)).resolve()
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        if not 1 <= threads <= MOST_THREADS:
            raise CommandError(f"--threads is a number from 1 to {MOST_THREADS}.")
        names = known_files()
        progress = Progress(self.stderr)
        upload = Upload(folder, Bucket(default_storage), progress, is_dry=dry_run, threads=threads)
        try:
            upload.run(names)
        except (BotoCoreError, ClientError, OSError) as error:
            raise CommandError(f"{error}\nStarted again, it goes on from here.") from error
        finally:
            progress.close()
        self.tell(upload, strays(folder, names))

    def tell(self, upload: Upload, unknown: list[str]) -> None:
        for name in unknown:
            self.stdout.write(f"No row of the database names it, and it stays here: {name}")
        for name, outcome in upload.bad:
            self.stderr.write(f"{WHY[outcome]}: {name}")
        copied, there = upload.counts[Outcome.COPIED], upload.counts[Outcome.THERE]
        begin = "Would be copied" if upload.is_dry else "Copied"
        self.stdout.write(
            f"{begin}: {copied:,} files; there already: {there:,}; of no row: {len(unknown):,}; "
            f"not right: {len(upload.bad):,}."
        )
        if upload.bad:
            raise CommandError("Not every file is in the bucket.")
