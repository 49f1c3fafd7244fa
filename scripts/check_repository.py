"""Part of `make lint`: what no other tool looks at."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1]
VENDORED = "site/config/static/graphiql/vendor/"
# A path of the machine that a file was made on, and the address of a package index, say where, not what.
TRACES = {
    "a path of a machine": re.compile(
        rf"(?<![\w.])(/(work|root|mnt|Users|private|builds)/\w|{re.escape(str(PROJECT))}\b)"
    ),
    "the address of a package index": re.compile(
        r"--(extra-)?index-url|--find-links[= ]|(pypi\.org|pythonhosted\.org|npmjs\.(org|com))/|\"resolved\": \"https?:"
    ),
}
LONGEST_MODULE = 300  # lines


def files() -> Iterator[tuple[str, str]]:
    """Every text file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        path = PROJECT / name
        if path.is_file() and not name.startswith(VENDORED):
            try:
                yield name, path.read_text()
            except UnicodeDecodeError:
                continue


def traces() -> Iterator[str]:
    for name, text in files():
        for number, line in enumerate(text.splitlines(), start=1):
            for what, pattern in TRACES.items():
                if pattern.search(line) and name != "scripts/check_repository.py":
                    yield f"{name}:{number}: {what}: {line.strip()[:100]}"


def long_modules() -> Iterator[str]:
    for name, text in files():
        if name.endswith(".py") and not re.search(r"(^|/)(tests|migrations)/", name):
            lines = len(text.splitlines())
            if lines > LONGEST_MODULE:
                yield f"{name}: {lines} lines; a module has at most {LONGEST_MODULE}"


def dead_links() -> Iterator[str]:
    """A document leads to files and headings that are there."""
    for name, text in files():
        if name.endswith(".md"):
            prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
            for target in re.findall(r"\]\(([^)\s]+)\)", prose):
                if not leads_somewhere(PROJECT / name, target):
                    yield f"{name}: {target} leads nowhere"


def leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True  # an address elsewhere
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    if not anchor or path.suffix != ".md":
        return path.exists()
    return path.exists() and anchor in anchors(path.read_text())


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def outdated_locks() -> Iterator[str]:
    """Each requirement of pyproject.toml is locked at a version that it admits."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "base": project["dependencies"],
        "extras": [*project["dependencies"], *extras["sentry"], *extras["tracing"]],
        "dev": extras["dev"],
    }
    for lock, requirements in wanted.items():
        path = PROJECT / "requirements" / f"{lock}.txt"
        locked = dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text() if path.exists() else "", flags=re.MULTILINE))
        for requirement in map(Requirement, requirements):
            version = locked.get(canonicalize_name(requirement.name))
            if version is None or version not in requirement.specifier:
                yield f"requirements/{lock}.txt: {requirement} is locked at {version}: run `make lock`"


def main() -> int:
    problems = [*traces(), *long_modules(), *dead_links(), *outdated_locks()]
    print("\n".join(problems) or "No traces of a machine, no long module, no dead link; the locks fit pyproject.toml.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
