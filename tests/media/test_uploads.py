"""Hostile files, as somebody with the rights of an editor would upload them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Collection

from media.models import Document, Image
from media.uploads import documents

pytestmark = pytest.mark.django_db

Make = Callable[[], bytes]


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    Picture.new(mode, size, 1).save(file, kind, **options)
    return file.getvalue()


def with_size(width: int, height: int) -> bytes:
    """A PNG whose head promises so many pixels."""
    content = bytearray(picture())
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    return bytes(content)


def frames(count: int) -> bytes:
    file, (first, *others) = BytesIO(), [Picture.new("P", (1_000, 1_000), number % 2) for number in range(count)]
    first.save(file, "GIF", save_all=True, append_images=others)
    return file.getvalue()


def archive(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as written:
        for name, content in members:
            written.writestr(zipfile.ZipInfo(name), content, compression)
    return file.getvalue()


def docx(*others: tuple[str, bytes]) -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"), *others)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
ENTITIES = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
)
HTML = b"<!doctype html><script>alert(1)</script>"
PHP = b"<?php system($_GET['c']); ?>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 200
PDF = b"%PDF-1.7\n%%EOF\n"
ODT = b"application/vnd.oasis.opendocument.text"

HOSTILE_IMAGES: dict[str, tuple[str, Make]] = {
    "svg": ("a.svg", lambda: SVG),
    "svg named png": ("a.png", lambda: SVG),
    "entities": ("a.svg", lambda: ENTITIES),
    "html named png": ("a.png", lambda: HTML),
    "php named jpg": ("a.jpg", lambda: PHP),
    "php behind a head": ("a.gif", lambda: b"GIF89a" + PHP),
    "program named png": ("a.png", lambda: PROGRAM),
    "pdf named jpg": ("a.jpg", lambda: PDF),
    "archive named webp": ("a.webp", lambda: archive(("a", b"a"))),
    "two endings": ("a.png.php", picture),
    "no ending": ("a", picture),
    "tiff": ("a.tiff", lambda: picture("TIFF")),
    "tiff named png": ("a.png", lambda: picture("TIFF")),
    "bmp named gif": ("a.gif", lambda: picture("BMP")),
    "png named jpg": ("a.jpg", picture),
    "empty": ("a.png", lambda: b""),
    "head alone": ("a.png", lambda: picture()[:40]),
    "cut off png": ("a.png", lambda: picture(size=(400, 300))[:-60]),
    "cut off jpeg": ("a.jpg", lambda: picture("JPEG", (800, 600))[:900]),
    "cut off webp": ("a.webp", lambda: picture("WEBP", (800, 600))[:60]),
    "avif of nothing": ("a.avif", lambda: b"\x00\x00\x00\x1cftypavif" + b"\x00" * 100),
    "promises 10 thousand million pixels": ("a.png", lambda: with_size(100_000, 100_000)),
    "promises 80 million pixels": ("a.png", lambda: with_size(10_000, 8_000)),
    "64 million pixels in 8 kB": ("a.png", lambda: picture(size=(8_000, 8_000), mode="1")),
    "60 frames": ("a.gif", lambda: frames(60)),
}
HOSTILE_DOCUMENTS: dict[str, tuple[str, Make]] = {
    "program": ("a.exe", lambda: PROGRAM),
    "program named pdf": ("a.pdf", lambda: PROGRAM),
    "program named docx": ("a.docx", lambda: PROGRAM),
    "program named txt": ("a.txt", lambda: ELF),
    "two endings": ("report.pdf.exe", lambda: PDF),
    "html": ("a.html", lambda: HTML),
    "html named pdf": ("a.pdf", lambda: HTML),
    "svg": ("a.svg", lambda: SVG),
    "script": ("a.js", lambda: b"alert(1)"),
    "php": ("a.php", lambda: PHP),
    "no ending": ("a", lambda: PDF),
    "empty pdf": ("a.pdf", lambda: b""),
    "archive named docx": ("a.docx", lambda: archive(("a.txt", b"a"))),
    "docx named xlsx": ("a.xlsx", docx),
    "macros": ("a.docx", lambda: docx(("word/vbaProject.bin", b"\x00"))),
    "macros in a workbook": (
        "a.xlsx",
        lambda: archive(("xl/workbook.xml", b"<workbook/>"), ("xl/vbaProject.bin", b"\x00")),
    ),
    "odt of another type": ("a.odt", lambda: archive(("mimetype", b"text/plain"), ("content.xml", b"<a/>"))),
    "odt without a type": ("a.odt", lambda: archive(("content.xml", b"<a/>"))),
    "archive that grows": ("a.zip", lambda: archive(("a", b"\x00" * 40_000_000))),
    "too many members": ("a.zip", lambda: archive(*((str(number), b"") for number in range(10_001)))),
    "out of the folder": ("a.zip", lambda: archive(("../../etc/cron.d/a", b"a"))),
    "out of the folder, backwards": ("a.zip", lambda: archive(("..\\..\\a.bat", b"a"))),
    "from the root": ("a.zip", lambda: archive(("/etc/cron.d/a", b"a"))),
    "onto a drive": ("a.zip", lambda: archive(("C:\\a.bat", b"a"))),
    "broken archive": ("a.zip", lambda: archive(("a", b"a" * 500))[:-30]),
    "gzip named zip": ("a.zip", lambda: b"\x1f\x8b\x08" + b"\x00" * 50),
    "utf-16": ("a.csv", lambda: "a,b".encode("utf-16")),
    "latin-1": ("a.txt", lambda: "Größe".encode("latin-1")),
    "cut off letter": ("a.txt", lambda: "Größe €".encode()[:-1]),
    "nul": ("a.csv", lambda: b"a,b\x00c"),
    "escape sequences": ("a.txt", lambda: b"\x1b]0;title\x07"),
}
HARMLESS: dict[str, tuple[str, Make]] = {
    "pdf": ("a.pdf", lambda: PDF),
    "docx": ("a.docx", docx),
    "odt": ("a.odt", lambda: archive(("mimetype", ODT), ("content.xml", b"<a/>"))),
    "xlsx": ("a.xlsx", lambda: archive(("xl/workbook.xml", b"<workbook/>"))),
    "pptx": ("a.pptx", lambda: archive(("ppt/presentation.xml", b"<a/>"))),
    "zip": ("a.zip", lambda: archive(("folder/a.txt", b"a" * 5_000))),
    "csv": ("a.csv", lambda: "Größe,大小\r\n1,2\r\n".encode()),
    "txt": ("a.TXT", lambda: b"one\n\ttwo\n"),
}


def upload(client: Client, kind: str, name: str, content: bytes) -> str:
    """Where the form leads, "" where it stays."""
    values = {"title": "A", "collection": Collection.get_first_root_node().pk}
    response = client.post(reverse(f"wagtail{kind}:add"), values | {"file": SimpleUploadedFile(name, content)})
    assert response.status_code in (200, 302)
    return response.headers.get("Location", "")


@pytest.mark.parametrize(("name", "make"), HOSTILE_IMAGES.values(), ids=HOSTILE_IMAGES.keys())
def test_image_is_refused(admin_client: Client, name: str, make: Make) -> None:
    assert upload(admin_client, "images", name, make()) == ""
    assert Image.objects.count() == 0


@pytest.mark.parametrize(("name", "make"), HOSTILE_DOCUMENTS.values(), ids=HOSTILE_DOCUMENTS.keys())
def test_document_is_refused(admin_client: Client, name: str, make: Make) -> None:
    assert upload(admin_client, "docs", name, make()) == ""
    assert Document.objects.count() == 0


@pytest.mark.parametrize("kind", ["GIF", "JPEG", "PNG", "WEBP", "AVIF"])
def test_image_is_taken(admin_client: Client, kind: str) -> None:
    assert upload(admin_client, "images", f"a.{kind.lower()}", picture(kind)) == reverse("wagtailimages:index")
    assert (Image.objects.get().width, Image.objects.get().height) == (40, 30)


def test_animation_is_taken(admin_client: Client) -> None:
    assert upload(admin_client, "images", "a.gif", frames(3)) == reverse("wagtailimages:index")


@pytest.mark.parametrize(("name", "make"), HARMLESS.values(), ids=HARMLESS.keys())
def test_document_is_taken(admin_client: Client, name: str, make: Make) -> None:
    assert upload(admin_client, "docs", name, make()) == reverse("wagtaildocs:index")
    with Document.objects.get().file.open() as stored:
        assert stored.read() == make()


def test_letters_may_lie_across_what_is_read_at_once(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "CHUNK", 4)

    assert upload(admin_client, "docs", "a.txt", "Größe 大小 €".encode()) == reverse("wagtaildocs:index")


def test_too_large(admin_client: Client, settings: object) -> None:
    settings.DOCUMENT_MOST_BYTES = 10  # type: ignore[attr-defined]

    assert upload(admin_client, "docs", "a.pdf", PDF) == ""
