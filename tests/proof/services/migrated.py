"""An empty database with all tables: migrated once, then put back from a dump in seconds."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from tests.programs import HOST, PROJECT

from . import programs
from .places import SCRATCH, Places
from .postgresql import USER, binary

APPS = ("articles", "graphql/content_api", "home", "media", "site/accounts", "site/config", "syndication")


def migrate(places: Places) -> None:
    """Make all tables in the primary, which has none."""
    dump = SCRATCH / f"migrated-{_digest()}.sql"
    where = ["-h", HOST, "-p", str(places.primary), "-U", USER, "-d", USER]
    if dump.exists():
        quiet = ["-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"]
        subprocess.run([binary("psql"), *where, *quiet, "-f", dump], check=True)
        return
    programs.run(places.environment(), "-m", "django", "migrate", "--verbosity", "0")
    for outdated in SCRATCH.glob("migrated-*.sql"):
        outdated.unlink()
    unfinished = dump.with_suffix(".unfinished")
    subprocess.run([binary("pg_dump"), *where, "-f", unfinished], check=True)
    unfinished.rename(dump)


def _digest() -> str:
    """Names the state that migrating leads to: packages, migrations, and what runs after them."""
    found = hashlib.sha256((PROJECT / "requirements" / "base.txt").read_bytes())
    for folder in APPS:
        for path in sorted(Path(PROJECT, folder).rglob("*.py")):
            if path.parent.name == "migrations" or path.name in ("apps.py", "after_migrating.py", "rights.py"):
                found.update(path.read_bytes())
    return found.hexdigest()[:12]
