"""From bytes to text."""

from __future__ import annotations

import codecs
import re

from .errors import RefusedError
from .limits import MOST_BYTES
from .notes import Kind, Notes

# The longer mark first: that of UTF-32 begins like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, and code points that are no characters; databases refuse the first of them.
NO_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def decoded(raw: bytes, notes: Notes) -> str:
    """The text of a file, its lines ended by ``\\n``. Raises ``RefusedError`` for what is no text."""
    if len(raw) > MOST_BYTES:
        raise RefusedError(f"The file has {len(raw):,} bytes; at most {MOST_BYTES:,} are read.")
    text = LINE_BREAKS.sub("\n", _characters(raw, notes))
    cleaned = NO_CHARACTERS.sub("", text)
    if not cleaned.strip():
        raise RefusedError("The file is empty.")
    if cleaned != text:
        first = NO_CHARACTERS.search(text)
        line = text.count("\n", 0, first.start()) + 1 if first else None
        notes.add(Kind.REMOVED, f"{len(text) - len(cleaned)} control characters, which no text shows", line)
    return cleaned


def _characters(raw: bytes, notes: Notes) -> str:
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RefusedError(
            f"Line {line}: byte {error.start + 1} of the file is not {encoding.upper().removesuffix('-SIG')}. "
            "Save the file as UTF-8."
        ) from error
    if text.count("\0") > len(text) // 10:
        raise RefusedError("The file looks like UTF-16 without a mark at its begin. Save it as UTF-8.")
    if encoding.startswith(("utf-16", "utf-32")):
        notes.add(Kind.CHANGED, f"the file is {encoding.upper()} and was read as such")
    return text
