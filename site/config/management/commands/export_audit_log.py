"""Writes the log for auditors."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date, parse_datetime

from config.audit.entries import rows
from config.audit.writing import FORMATS
from content_api.transfer.snapshot import snapshot


class Command(BaseCommand):
    """For operators and auditors: everything, whoever may see what in the admin."""

    help = (
        "Writes who did what and when into a file, the oldest first: content, tokens, webhooks, partners, previews, "
        "log-ins, second factors, passwords, groups."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="A file, which is replaced, or - for the standard output.")
        parser.add_argument("--since", help="From this date or moment on: 2026-11-01, 2026-11-01T12:00+01:00.")
        parser.add_argument("--until", help="Before this date or moment. Both are UTC unless they say otherwise.")
        parser.add_argument("--format", choices=FORMATS, default="jsonl", help="jsonl (the default) or csv.")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        since, until = _moment("--since", options["since"]), _moment("--until", options["until"])
        if since and until and since >= until:
            raise CommandError("--since must be before --until.")
        write = FORMATS[options["format"]]
        with snapshot():
            if file == "-":
                write(rows(since, until), self.stdout)  # type: ignore[arg-type]
                return
            with _replaced(Path(file)) as written:
                count = write(rows(since, until), written)
        self.stdout.write(f"Wrote {count} {'entry' if count == 1 else 'entries'} to {file}.")


def _moment(name: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001
    except ValueError as error:
        raise CommandError(f"{name} is no date: {error}.") from error
    if moment is None:
        raise CommandError(f"{name} must be a date such as 2026-11-01 or a moment such as 2026-11-01T12:00+01:00.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """Write beside the file and put it in its place when it is complete; nobody but the owner may read it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
