"""What each client was answered, as the table of ``docs/proof.md``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.reporting.tables import table

HEAD = ("client", "answers", "from the replica, which was behind", "older than allowed")


def markdown(figures: Mapping[str, Any]) -> str:
    return table(HEAD, figures["rows"])
