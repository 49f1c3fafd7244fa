"""Brings a backup back: checked as a whole first, then the database in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from config.files.places import State, digest_of, place_of
from config.files.together import together
from content_api.changes.log import new_epoch

from . import facts, manifest
from .errors import UnusableBackupError
from .folder import BackupFolder
from .manifest import Kept

MOST_NAMED = 10


@dataclass
class Restore:
    """One run, for the backup at ``chosen``."""

    folder: BackupFolder
    chosen: Path
    progress: Callable[[str, int, int], None]
    differing: list[str] = field(default_factory=list, init=False)
    added: int = field(default=0, init=False)
    migrated: int = field(default=0, init=False)

    def check(self) -> None:
        """Raise ``UnusableBackupError`` unless every byte is there and this code knows the database's state."""
        self.manifest = manifest.read(self.chosen)
        if self.manifest.database.vendor != connection.vendor:
            raise UnusableBackupError(
                f"This is a backup of {self.manifest.database.vendor}, and the database here is {connection.vendor}. "
                "export_content and import_content move content from one to the other."
            )
        if unknown := sorted(set(self.manifest.migrations) - facts.known_migrations()):
            raise UnusableBackupError(
                f"This backup is of a newer release ({self.manifest.release}), whose migrations are not known here: "
                f"{named(unknown)}. Install that release first."
            )
        self._check_bytes()

    def _check_bytes(self) -> None:
        dump = self.chosen / self.manifest.database.file
        wanted = {dump: self.manifest.database.sha256}
        wanted |= {self.folder.file(kept): kept.sha256 for kept in self.manifest.files.values()}
        damaged = []
        for done, (path, is_right) in enumerate(together(_checked, wanted.items()), start=1):
            self.progress("files checked", done, len(wanted))
            if not is_right:
                damaged.append(str(path.relative_to(self.folder.path)))
        if damaged:
            raise UnusableBackupError(f"The backup is damaged. Missing or changed: {named(sorted(damaged))}.")

    def run(self) -> None:
        """Files that are missing are added first, which harms nobody; names with other files get theirs at the end."""
        different = self._add_files()
        facts.engine().restore(self.chosen / self.manifest.database.file)
        self._put(different)
        ContentType.objects.clear_cache()
        cache.clear()
        self.differing = sorted(
            label for label, count in facts.counts().items() if count != self.manifest.counts.get(label, 0)
        )
        self._migrate()

    def _migrate(self) -> None:
        """Bring an older backup up to this code. What is derived anew changes answers, which takes an epoch too."""
        before = set(facts.applied_migrations())
        call_command("migrate", interactive=False, verbosity=0)
        self.migrated = len(set(facts.applied_migrations()) - before)
        if self.migrated:
            call_command("update_index", verbosity=0)
            new_epoch()

    def _add_files(self) -> list[tuple[str, Kept]]:
        place, different = place_of(default_storage), []

        def add(item: tuple[str, Kept]) -> tuple[tuple[str, Kept], State]:
            name, path = item[0], self.folder.file(item[1])
            state = place.compare(name, path)
            if state is State.ABSENT:
                place.put(name, path)
            return item, state

        total = len(self.manifest.files)
        for done, (item, state) in enumerate(together(add, self.manifest.files.items()), start=1):
            self.progress("files", done, total)
            self.added += state is State.ABSENT
            if state is State.DIFFERENT:
                different.append(item)
        return different

    def _put(self, files: list[tuple[str, Kept]]) -> None:
        place = place_of(default_storage)
        for _ in together(lambda item: place.put(item[0], self.folder.file(item[1])), files):
            self.added += 1


def _checked(item: tuple[Path, str]) -> tuple[Path, bool]:
    path, digest = item
    return path, path.is_file() and digest_of(path) == digest


def named(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
