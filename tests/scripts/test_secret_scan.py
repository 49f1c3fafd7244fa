"""`make secret-scan` finds what somebody has left in a file, and nothing where there is nothing."""

from __future__ import annotations

import json
import secrets
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .loading import SCRIPTS, script

LETTERS = string.ascii_letters + string.digits


def letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def scan(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPTS / "secret_scan.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_planted_secrets_are_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    key = "AKIA" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(16))
    planted.write_text(
        f'CLIENT = "nuages_{letters(12)}_{letters(43)}"\n'
        f'PREVIEW = "nuages_draft_{letters(43)}"\n'
        f'STORE = "{key}"\n'
        f"-----BEGIN RSA PRIVATE {'KEY'}-----\n"
        f'database = "postgres://nuages:{letters(16)}@db.example/nuages"\n'
    )

    said = scan(planted)

    assert said.returncode == 1
    assert [line.rpartition("planted.py:")[2] for line in said.stdout.splitlines()[:-1]] == [
        "1: Nuages token",
        "2: Nuages token",
        "3: AWS Access Key",
        "4: Private Key",
        "5: Basic Auth Credentials",
    ]
    assert key not in said.stdout


def test_file_without_secrets_passes(tmp_path: Path) -> None:
    clean = tmp_path / "clean.py"
    clean.write_text('TOKEN = "nuages_…"  # as it is written in logs\nPATH = "postgres://nuages@db.example/nuages"\n')

    assert (scan(clean).returncode, scan(clean).stdout) == (0, "No secrets.\n")


KNOWN = {"a.py": [{"type": "Secret Keyword", "filename": "a.py", "hashed_secret": "0" * 40, "line_number": 3}]}


@pytest.mark.parametrize(
    ("judged", "whole", "said"),
    [
        ({}, False, [".secrets.baseline: a.py:3: nobody has said that this is no secret"]),
        ({"is_secret": True}, False, [".secrets.baseline: a.py:3: nobody has said that this is no secret"]),
        ({"is_secret": False}, False, []),
        ({"is_secret": False}, True, [".secrets.baseline: a.py:3: this is not there any more; run with --write"]),
    ],
)
def test_baseline_is_judged_and_small(judged: dict[str, Any], whole: bool, said: list[str]) -> None:
    scanning = script("secret_scan")
    known = {"a.py": [KNOWN["a.py"][0] | judged]}

    assert list(scanning.problems(scanning.SecretsCollection(), known, whole=whole)) == said


def test_what_was_judged_here() -> None:
    baseline = json.loads((SCRIPTS.parent / ".secrets.baseline").read_text())

    judged = [entry for entries in baseline["results"].values() for entry in entries]
    assert all(entry["is_secret"] is False for entry in judged)
    assert len(judged) <= 20
    assert "NuagesTokenDetector" in {plugin["name"] for plugin in baseline["plugins_used"]}
