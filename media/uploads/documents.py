"""Documents whose content is of the kind that their name says.

Browsers and desktop programs go by the name, and mail filters by the content: a program named like a report would be
handed on under our address. Office files with macros are refused: they run code where they are opened.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

MOST_MEMBERS = 10_000  # of an archive
MOST_UNPACKED = 500_000_000  # bytes
MOST_GAIN = 200  # times that an archive may grow when it is unpacked
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
CHUNK = 1_000_000  # bytes

# What an office file holds at its core, by ending.
CORES = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}


def check_document(file: File) -> None:
    """Raises ``ValidationError`` for a document that is not what its name says, or that is too large."""
    if file.size > settings.DOCUMENT_MOST_BYTES:
        most = settings.DOCUMENT_MOST_BYTES // 1_000_000
        raise ValidationError(f"This file is too large: at most {most} MB are allowed.", code="too_large")
    ending = Path(file.name or "").suffix.lower().removeprefix(".")
    check = CHECKS.get(ending)
    if check is None:
        raise ValidationError(f"Files that end in “.{ending}” cannot be uploaded.", code="unknown_ending")
    file.seek(0)
    try:
        check(file, ending)
    finally:
        file.seek(0)


def _check_pdf(file: File, ending: str) -> None:
    # Readers find the mark within the first kilobyte: ISO 32000-1, appendix H, note 13.
    if b"%PDF-" not in file.read(1_024):
        raise _is_other(ending)


def _check_text(file: File, ending: str) -> None:
    """UTF-8 without control characters: no program, no archive, no text that shows otherwise elsewhere."""
    rest = b""
    while chunk := file.read(CHUNK):
        try:
            text = (rest + chunk).decode()
            rest = b""
        except UnicodeDecodeError as error:
            if error.end < len(rest + chunk) or error.reason != "unexpected end of data":
                raise _is_other(ending, "it is no text in UTF-8") from error
            whole = rest + chunk
            text, rest = whole[: error.start].decode(), whole[error.start :]
        if any(one < " " and one not in "\t\n\r\f" for one in text):
            raise _is_other(ending, "it holds control characters")
    if rest:
        raise _is_other(ending, "it is no text in UTF-8")


def _check_archive(file: File, ending: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, file.size, ending)
            names = {member.filename.lower() for member in members}
            if ending in CORES and CORES[ending] not in names:
                raise _is_other(ending)
            if ending == "odt" and archive.read("mimetype")[:60].strip() != OPEN_DOCUMENT_TEXT:
                raise _is_other(ending)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _is_other(ending) from error


def _check_members(members: list[zipfile.ZipInfo], size: int, ending: str) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, max(size, 10_000) * MOST_GAIN):
        raise ValidationError("This archive would become far too large when it is unpacked.", code="bomb")
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.partition("/")[0]:
            raise ValidationError("This archive would write outside its folder.", code="traversal")
        if ending in CORES and name.lower().endswith(MACROS):
            raise ValidationError("This document holds macros: save it without them.", code="macros")


def _is_other(ending: str, why: str = "its content is of another kind") -> ValidationError:
    return ValidationError(f"This is no “.{ending}” file: {why}.", code="other_kind")


CHECKS: dict[str, Callable[[File, str], None]] = {
    "csv": _check_text,
    "docx": _check_archive,
    "odt": _check_archive,
    "pdf": _check_pdf,
    "pptx": _check_archive,
    "txt": _check_text,
    "xlsx": _check_archive,
    "zip": _check_archive,
}
