"""What an import has done, and what it could not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import ProtectedError

from .building import MissingObjectError
from .deciding import Decision

# What may be wrong with one object, and says nothing about the others.
FAILURES = (
    ValidationError,
    MissingObjectError,
    ProtectedError,
    DatabaseError,
    OSError,  # files that cannot be stored, or are no images
    SyntaxError,
    ValueError,
)


class StoppedError(Exception):
    """An object could not be imported. What was committed before stays; the next import goes on from there."""


@dataclass
class Report:
    """Numbers for the summary, and the objects that somebody has to look at."""

    counts: Counter[Decision] = field(default_factory=Counter)
    moved: int = 0
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # reasons by name

    def add(self, decision: Decision, name: str, title: str) -> None:
        self.counts[decision] += 1
        if decision is Decision.KEEP:
            self.kept.append(f"{title} ({name})")

    def fail(self, name: str, title: str, error: Exception, *, keep_going: bool) -> None:
        """Note why an object could not be imported. Raises ``StoppedError`` unless the others are to go on."""
        reason = f"{title} ({name}): {reason_of(error)}"
        self.failed[name] = reason
        if not keep_going:
            raise StoppedError(reason) from error


def reason_of(error: Exception) -> str:
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            told = error.message_dict.items()
            return " ".join(
                f"{'' if name == '__all__' else f'{name}: '}{message}"
                for name, messages in told
                for message in messages
            )
        return " ".join(error.messages)
    return str(error) or type(error).__name__


def title_of(document: dict[str, Any]) -> str:
    """What people call the object of a document."""
    content = document["content"]
    texts = content.get("texts") or [{}]
    for where in (content, texts[0]):
        for name in ("title", "name", "statement", "label", "slug", "old_path", "hostname", "organisation_name"):
            if where.get(name):
                return f"“{where[name]}”"
    return str(document["name"].partition("/")[0])
