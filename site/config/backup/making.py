"""Makes a backup: the database at one moment, and the files that its rows name at that moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from config.files.known import known_files
from config.files.places import Place, digest_of, place_of, write_down
from config.files.together import together
from content_api.caching.release import release
from content_api.changes.log import current_version
from content_api.transfer.snapshot import snapshot

from . import facts
from .folder import BackupFolder, write_flushed
from .manifest import MANIFEST, Dump, Kept, Manifest

FOR_OWNER_ALONE = 0o077  # a dump holds digests of passwords and what is not public


@dataclass
class Backup:
    """One run. Files that an earlier backup in the folder holds are not copied again."""

    folder: BackupFolder
    progress: Callable[[str, int, int], None]
    copied: int = field(default=0, init=False)

    def run(self) -> Manifest:
        before = os.umask(FOR_OWNER_ALONE)
        try:
            moment = timezone.now()
            with self.folder.new(moment) as place:
                made = self._made(place, moment.isoformat(timespec="seconds"))
                write_flushed(place / MANIFEST, made.as_text())
            return made
        finally:
            os.umask(before)

    def _made(self, place: Path, moment: str) -> Manifest:
        """The files are copied once their names are known: what is stored under a name never changes."""
        with snapshot():
            migrations, counts, number = facts.applied_migrations(), facts.counts(), current_version()
            names = known_files()
            database = self._dump(place)
        files, missing = self._files(names)
        return Manifest(moment, release(), number, database, migrations, counts, files, missing)

    def _dump(self, place: Path) -> Dump:
        engine = facts.engine()
        path = place / engine.FILE
        engine.dump(path)
        with path.open("rb") as file:
            os.fsync(file.fileno())
        return Dump(facts.connection.vendor, engine.server(), path.name, digest_of(path), path.stat().st_size)

    def _files(self, names: list[str]) -> tuple[dict[str, Kept], list[str]]:
        newest = self.folder.newest()
        keep = partial(self._keep, place_of(default_storage), newest.files if newest else {})
        found: dict[str, Kept | None] = {}
        for name, kept, is_new in together(keep, names):
            found[name] = kept
            self.copied += is_new
            self.progress("files", len(found), len(names))
        files = {name: kept for name, kept in sorted(found.items()) if kept}
        return files, [name for name in names if found[name] is None]

    def _keep(self, place: Place, known: dict[str, Kept], name: str) -> tuple[str, Kept | None, bool]:
        """The file with its digest, ``None`` where there is none; and whether it was new to the folder."""
        tag = place.tag(name)
        before = known.get(name)
        if before and tag and before.tag == tag and self.folder.has(before):
            return name, before, False
        try:
            with self.folder.unfinished_file() as file:
                digest, size = write_down(default_storage, name, file)
                kept = Kept(digest, size, tag)
                if self.folder.has(kept):
                    return name, kept, False
                self.folder.take(file, kept)
                return name, kept, True
        except FileNotFoundError:
            return name, None, False
