"""The formats of the exported log."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from typing import TextIO

from django.core.serializers.json import DjangoJSONEncoder

from articles.desk.reports.exports import guarded

from .entries import FIELDS, Row


def write_jsonl(rows: Iterable[Row], file: TextIO) -> int:
    """One JSON object a line: the number of lines."""
    count = 0
    for row in rows:
        file.write(f"{json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder)}\n")
        count += 1
    return count


def write_csv(rows: Iterable[Row], file: TextIO) -> int:
    """A table with a line of names, for spreadsheet programs: none of its cells is a formula."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(FIELDS)
    count = 0
    for row in rows:
        data = json.dumps(row["data"], ensure_ascii=False, cls=DjangoJSONEncoder)
        writer.writerow(guarded(value) for value in (row | {"data": data}).values())
        count += 1
    return count


FORMATS: dict[str, Callable[[Iterable[Row], TextIO], int]] = {"jsonl": write_jsonl, "csv": write_csv}
