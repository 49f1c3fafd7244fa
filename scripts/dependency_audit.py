"""`make dependency-audit`: known vulnerabilities in what is installed from the locks, Python's and the frontend's.

Ends with 0 if there are none, 1 if there are some, 2 if something here is wrong, such as a lock or an acceptance that
has expired, and 3 if a database of vulnerabilities could not be asked: then nothing is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
LOCKS = [PROJECT / "requirements" / f"{name}.txt" for name in ("base", "extras", "dev")]
FRONTEND = PROJECT / "examples" / "frontend"
ACCEPTED = PROJECT / "requirements" / "accepted_vulnerabilities.toml"

FINE, FOUND, WRONG, NOT_CHECKED = range(4)
WORST_FIRST = (WRONG, FOUND, NOT_CHECKED, FINE)
SAID = {FINE: "no known vulnerabilities", FOUND: "VULNERABLE", WRONG: "WRONG", NOT_CHECKED: "NOT CHECKED"}


class AcceptedError(Exception):
    """The list of accepted vulnerabilities is incomplete or out of date."""


@dataclass(frozen=True)
class Result:
    """How one lock fared, and what the tool said."""

    what: str
    status: int
    said: str = ""


def accepted(text: str, today: date) -> list[str]:
    """Names of the vulnerabilities that are left out today."""
    entries = tomllib.loads(text).get("accepted", [])
    for entry in entries:
        if missing := {"id", "package", "reason", "until"} - {name for name, value in entry.items() if value}:
            raise AcceptedError(f"{entry.get('id', 'An entry')} has no {', '.join(sorted(missing))}.")
        if entry["until"] <= today:
            raise AcceptedError(f"{entry['id']} in {entry['package']} was accepted until {entry['until']}: look again.")
    return [entry["id"] for entry in entries]


def pip_audit(lock: Path, left_out: list[str]) -> Result:
    """pip-audit names what it has found in JSON; without that it has not come to an end."""
    what = f"requirements/{lock.name}"
    # Every package as it is locked, none resolved; one that the database does not know is an error.
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"),
        *("--strict", "--progress-spinner=off"),
    ]
    read = run([*command, "--dry-run"])
    if read.returncode:
        return Result(what, WRONG, read.stderr)
    asked = run([*command, "--format=json", *(f"--ignore-vuln={name}" for name in left_out)])
    if asked.returncode == 0:
        return Result(what, FINE)
    report = parsed(asked.stdout)
    if "dependencies" not in report:
        return Result(what, NOT_CHECKED, asked.stderr)
    return Result(what, FOUND, "\n".join(named_by_pip(report)))


def named_by_pip(report: Mapping[str, Any]) -> Iterator[str]:
    for package in report["dependencies"]:
        for found in package.get("vulns", []):
            fixed = ", ".join(found["fix_versions"]) or "no version"
            yield f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}"


def npm_audit(folder: Path, left_out: list[str]) -> Result:
    what = f"{folder.relative_to(PROJECT)}/package-lock.json"
    asked = run(["npm", "audit", "--package-lock-only", "--json"], folder)
    report = parsed(asked.stdout)
    if "vulnerabilities" not in report:
        return Result(what, NOT_CHECKED, str(report.get("message") or report.get("error") or asked.stderr))
    found = list(named_by_npm(report, left_out))
    return Result(what, FOUND if found else FINE, "\n".join(found))


def named_by_npm(report: Mapping[str, Any], left_out: list[str]) -> Iterator[str]:
    """Each advisory at the package that it is about; npm repeats it for all that need that package."""
    for package in report["vulnerabilities"].values():
        for advisory in package["via"]:
            if isinstance(advisory, dict) and (name := advisory["url"].rpartition("/")[2]) not in left_out:
                yield f"{advisory['name']} {advisory['range']}: {name}, {advisory['severity']}: {advisory['title']}"


def parsed(text: str) -> dict[str, Any]:
    """A report, or nothing where the tool has written none."""
    try:
        report = json.loads(text)
    except ValueError:
        return {}
    return report if isinstance(report, dict) else {}


def run(command: list[str], folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)


def main() -> int:
    try:
        left_out = accepted(ACCEPTED.read_text(), datetime.now(UTC).date())
    except (AcceptedError, tomllib.TOMLDecodeError) as error:
        print(f"{ACCEPTED.relative_to(PROJECT)}: {error}", file=sys.stderr)
        return WRONG
    results = [*(pip_audit(lock, left_out) for lock in LOCKS), npm_audit(FRONTEND, left_out)]
    for result in results:
        print(f"{result.what}: {SAID[result.status]}")
        for line in result.said.strip().splitlines():
            print(f"    {line}")
    status = next(status for status in WORST_FIRST if status in {result.status for result in results})
    if status == NOT_CHECKED:
        print("The database of vulnerabilities could not be asked: it is NOT known whether there are any.")
    return status


if __name__ == "__main__":
    sys.exit(main())
