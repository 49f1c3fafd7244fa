"""`make secret-scan`: detect-secrets over every file that is or would be committed, or over those that are named.

What to look for, and what was found to be no secret, stands in .secrets.baseline. A finding is taken in there with
`--write`; then somebody says of it `"is_secret": false`, after having looked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import configure_settings_from_baseline

PROJECT = Path(__file__).resolve().parents[1]
BASELINE = Path(".secrets.baseline")


def committed() -> list[str]:
    """Every file that is or would be committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


def scan(names: Sequence[str]) -> SecretsCollection:
    found = SecretsCollection()
    found.scan_files(*(name for name in names if name != str(BASELINE)))
    return found


def problems(found: SecretsCollection, known: dict[str, list[dict[str, Any]]], *, whole: bool) -> Iterator[str]:
    """What is not in the baseline; and what of it nobody has looked at, or, after a scan of everything, is gone."""
    secrets = SecretsCollection.load_from_baseline({"results": known})
    for name, secret in found - secrets:
        yield f"{name}:{secret.line_number}: {secret.type}"
    for name, entries in known.items():
        for entry in entries:
            if entry.get("is_secret") is not False:
                yield f"{BASELINE}: {name}:{entry['line_number']}: nobody has said that this is no secret"
    if whole:
        for name, secret in secrets - found:
            yield f"{BASELINE}: {name}:{secret.line_number}: this is not there any more; run with --write"


def write(found: SecretsCollection, known: dict[str, list[dict[str, Any]]]) -> None:
    """Bring the baseline up to date, and keep what was said of what is still there."""
    found.merge(SecretsCollection.load_from_baseline({"results": known}))
    text = baseline.format_for_output(found)
    del text["generated_at"]  # it would differ each time
    BASELINE.write_text(json.dumps(text, indent=2) + "\n")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="Files to look at; all if none is named.")
    parser.add_argument("--write", action="store_true", help="Take what is found into the baseline, to be looked at.")
    chosen = parser.parse_args(arguments)
    os.chdir(PROJECT)  # names in the baseline, and the address of our plugin, are relative
    read = json.loads(BASELINE.read_text())
    configure_settings_from_baseline(read)
    known = read["results"]
    found = scan(chosen.files or committed())
    if chosen.write:
        write(found, known)
        return 0
    said = list(problems(found, known, whole=not chosen.files))
    print("\n".join(said) or "No secrets.")
    if said:
        print(
            "A secret that was committed must be replaced. What is none: `# pragma: allowlist secret` at the end of "
            "its line, or scripts/secret_scan.py --write and is_secret: false."
        )
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
