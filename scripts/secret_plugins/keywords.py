"""A plugin of detect-secrets: values of what is called a password or a key, where a real one could stand.

Tests and benchmarks make accounts with passwords of their own, by the hundred. Tokens and keys of a known shape are
found there as everywhere.
"""

from __future__ import annotations

from typing import Any

from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.plugins.keyword import KeywordDetector
from detect_secrets.util.code_snippet import CodeSnippet

THROWN_AWAY = ("tests/", "benchmarks/")


class KeywordOutsideTestsDetector(KeywordDetector):
    secret_type = "Secret Keyword outside tests"

    # detect-secrets gives what the names of the parameters ask for.
    def analyze_line(
        self, filename: str, line: str, line_number: int = 0, context: CodeSnippet | None = None, **options: Any
    ) -> set[PotentialSecret]:
        if filename.startswith(THROWN_AWAY):
            return set()
        found: set[PotentialSecret] = super().analyze_line(filename, line, line_number, context, **options)
        return found
