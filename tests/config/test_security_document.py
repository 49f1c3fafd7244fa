"""The threat model in SECURITY.md: each row names tests, and they exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TEXT = (PROJECT / "SECURITY.md").read_text()
ROW = re.compile(r"^\| ([STRIDE]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", flags=re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((PROJECT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_threat_is_prevented_and_proved() -> None:
    rows = ROW.findall(TEXT)
    table_lines = [line for line in TEXT.partition("## Threat model")[2].splitlines() if line.startswith("| ")]

    assert len(rows) == len(table_lines) - 5  # without the five heads
    assert {kind for kind, *_ in rows} == set("STRIDE")
    assert [threat for _, threat, _, proof in rows if not TEST.search(proof)] == []


def test_the_tests_that_it_names_exist() -> None:
    named = TEST.findall(TEXT)
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (PROJECT / path).is_file() or not names_in(path) or (name and name not in names_in(path))
    ]

    assert missing == []
    assert len(named) > 30
