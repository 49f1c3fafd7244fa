"""`make audit`: the audits of GraphQL over HTTP, from the npm package graphql-http, against the running endpoint."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from served import served

PROJECT = Path(__file__).resolve().parents[1]
AUDIT = PROJECT / "scripts" / "audit"
INSTALLED = PROJECT / "var" / "audit"
AUDITS = 61
MISSING = """\
error: the audits need Node.js (18 or newer) with npm, and {name} is not there.
       As root on Debian or Ubuntu: scripts/install_node.sh"""


def install() -> None:
    """Install the pinned packages under var/, unless they are there."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    wanted = (AUDIT / "package.json").read_text()
    manifest = INSTALLED / "package.json"
    if (INSTALLED / "node_modules" / "graphql-http").is_dir() and manifest.read_text() == wanted:
        return
    manifest.write_text(wanted)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    subprocess.run(command, cwd=INSTALLED, check=True)


def main() -> int:
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            print(MISSING.format(name=name), file=sys.stderr)
            return 1
    install()
    with served() as service:
        command = ["node", str(AUDIT / "audit.mjs"), str(INSTALLED), service.address, str(AUDITS)]
        return subprocess.run(command, timeout=120).returncode


if __name__ == "__main__":
    sys.exit(main())
