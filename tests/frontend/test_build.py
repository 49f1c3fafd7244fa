"""What is committed of the frontend, and what is built from it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
FRONTEND = PROJECT / "examples" / "frontend"
BUDGET = 5_000  # bytes of all scripts together


def test_trusted_documents_are_composed_anew_after_a_change() -> None:
    command = [sys.executable, "scripts/compose_documents.py", "--check"]

    checked = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text())

    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_scripts_are_small(built: Path) -> None:
    """The build itself checks the types: `astro check` and `tsc` run in `npm run build`."""
    scripts = list((built / "client").rglob("*.js"))

    assert len(scripts) == 3  # one of them in previews only
    assert sum(path.stat().st_size for path in scripts) < BUDGET


def test_nothing_is_fetched_from_elsewhere(built: Path) -> None:
    for path in (built / "client").rglob("*.css"):
        assert "http" not in path.read_text().replace("http://www.w3.org/2000/svg", "")
