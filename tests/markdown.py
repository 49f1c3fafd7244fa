"""Requests, answers and tables in the documentation, so that tests can try and compare them.

A request is a block of ``graphql``, or a ``console`` with curl. Blocks marked ``json variables`` and
``json extensions`` belong to the request before them, ``json answer`` is what it must be answered. In an answer ``…``
stands for the rest of a text, for further items at the end of a list, and as a key for further keys. As the value of
the variable ``after`` or ``before`` it is the cursor in the answer to the request before.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```(\w*) ?(\w*)\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", flags=re.MULTILINE)
MORE = "…"


@dataclass
class Example:
    """A request in a page of the documentation, with the answer that is shown, if one is."""

    name: str
    language: str
    text: str
    previous: Example | None
    parts: dict[str, Any] = field(default_factory=dict)  # variables, extensions, answer

    @property
    def curl(self) -> Iterator[tuple[str, str]]:
        """The options of a call of curl with their values, and its address as ``("address", …)``."""
        words = iter(shlex.split(self.text.replace("\\\n", " ").removeprefix("$ curl ")))
        for word in words:
            if word.startswith("http"):
                yield "address", word
            else:
                yield word, next(words) if word in ("-H", "-d", "--data-urlencode") else ""


def examples(page: Path) -> list[Example]:
    """The requests in a page. Fails on a block that is neither a request nor part of one."""
    text = page.read_text()
    found: list[Example] = []
    for block in BLOCK.finditer(text):
        language, role, content = block.groups()
        if language == "json":
            assert role in ("variables", "extensions", "answer"), f"{page.name}: a block of JSON without a role"
            found[-1].parts[role] = json.loads(content)
        elif language == "graphql" or content.startswith("$ curl "):
            heading = HEADING.findall(text, 0, block.start())[-1]
            name = f"{page.stem}: {heading} ({len(found) + 1})"
            found.append(Example(name, language, content, found[-1] if found else None))
        else:
            assert language in ("console", "ts", "tsx", "html", "http", "yaml"), f"{page.name}: what is a {language!r}?"
    return found


def differences(shown: Any, real: Any, place: str = "answer") -> Iterator[str]:
    """Where ``real`` is not what is ``shown``, which may be shortened."""
    if isinstance(shown, dict) and isinstance(real, dict):
        names = shown.keys() - {MORE}
        if names != real.keys() and not (MORE in shown and names < real.keys()):
            yield f"{place} has the keys {sorted(real)}"
        for name in sorted(names & real.keys()):
            yield from differences(shown[name], real[name], f"{place}.{name}")
    elif isinstance(shown, list) and isinstance(real, list):
        is_shortened = shown[-1:] == [MORE]
        items = shown[:-1] if is_shortened else shown
        if len(items) >= len(real) if is_shortened else len(items) != len(real):
            yield f"{place} has {len(real)} items"
        for number, (one, other) in enumerate(zip(items, real, strict=False)):
            yield from differences(one, other, f"{place}[{number}]")
    elif not (shown == real or (isinstance(shown, str) and isinstance(real, str) and _is_shortened(shown, real))):
        yield f"{place} is {real!r}"


def _is_shortened(shown: str, real: str) -> bool:
    parts = [re.escape(part) for part in shown.split(MORE)]
    return re.fullmatch(".+".join(parts), real, flags=re.DOTALL) is not None


def table(page: Path, first_heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading, as texts."""
    (rows,) = re.findall(rf"^\| {first_heading} \|.*\n\|[-|]+\|\n((?:\|.*\|\n)+)", page.read_text(), flags=re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()]


def quoted(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)
