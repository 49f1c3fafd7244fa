"""Pictures: fetched within bounds, checked by what they hold, stored once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from articles.models import ArticlePage
from articles.transfer.markdown.importing import Outcome, import_file
from articles.transfer.markdown.notes import Kind
from articles.transfer.markdown.saving import pictures
from articles.transfer.markdown.saving.options import Options
from articles.transfer.markdown.saving.pictures import Fetcher, UnusablePictureError, checked
from media.models import Image
from tests.factories.articles import ArticleIndexPageFactory
from tests.factories.media import picture
from tests.servers import Received, Receiver, receiver

from .reading import ABOVE, notes

pytestmark = pytest.mark.django_db
SMALL = picture(size=(40, 30))


@pytest.fixture
def host(settings: Settings) -> Iterator[Receiver]:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    ArticleIndexPageFactory()
    with receiver() as served:
        served.answer = answer
        yield served


def answer(request: Received) -> tuple[int, dict[str, str], bytes]:
    if request.path.startswith("/moved"):
        return 302, {"Location": "/cat.png"}, b""
    if request.path.startswith("/round"):
        return 302, {"Location": "/round"}, b""
    if request.path.startswith("/page"):
        return 200, {"Content-Type": "image/png"}, b"<script>alert(1)</script>"
    if request.path.startswith("/gone"):
        return 404, {}, b""
    return 200, {"Content-Type": "text/plain"}, SMALL


def run(text: str, **fetching: Any) -> Outcome:
    return import_file((ABOVE + text).encode(), "folder/text.md", Options(), Fetcher(**fetching))


def body(outcome: Outcome) -> Any:
    return ArticlePage.objects.get(pk=outcome.page_id).get_latest_revision_as_object().body


@pytest.mark.parametrize("path", ["cat.png", "moved"])
def test_picture_becomes_an_image(host: Receiver, path: str) -> None:
    outcome = run(f"![A cat](http://127.0.0.1:{host.port}/{path} 'Tom')")
    (block,) = body(outcome)
    image = Image.objects.get()
    assert block.block_type == "image"
    assert (block.value["image"].pk, block.value["caption"]) == (image.pk, "Tom")
    assert block.value["image"].contextual_alt_text == "A cat"
    assert (image.title, image.description, image.width) == ("A cat", "A cat", 40)


def test_same_picture_is_stored_once(host: Receiver) -> None:
    address = f"http://127.0.0.1:{host.port}"
    outcome = run(f"![A]({address}/a.png)\n\n![B]({address}/b.png)\n\n![A]({address}/a.png)")
    assert [block.block_type for block in body(outcome)] == ["image"] * 3
    assert Image.objects.count() == 1
    assert [request.path for request in host.received] == ["/a.png", "/b.png"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone", "its host answers 404"),
        ("page", "it is no picture that can be shown"),
        ("round", "its host leads from address to address"),
    ],
)
def test_what_cannot_be_had_stays_a_link(host: Receiver, path: str, reason: str) -> None:
    address = f"http://127.0.0.1:{host.port}/{path}"
    outcome = run(f"![A cat]({address})")
    assert body(outcome)[0].value["body"].source == f'<p><a href="{address}">A cat</a></p>'
    assert notes(outcome.draft, Kind.KEPT) == [f"line 5: the picture {address} stays a link: {reason}"]  # type: ignore[arg-type]
    assert Image.objects.count() == 0


def test_private_hosts_are_not_asked(host: Receiver, settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED = []
    outcome = run(f"![A cat](http://127.0.0.1:{host.port}/cat.png)")
    assert body(outcome)[0].block_type == "paragraph"
    assert host.received == []


def test_number_of_pictures_is_bounded(host: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    address = f"http://127.0.0.1:{host.port}"
    outcome = run(f"![A]({address}/a.png)\n\n![B]({address}/b.png)")
    assert [block.block_type for block in body(outcome)] == ["image", "paragraph"]


def test_picture_beside_the_file_is_read_from_the_folder(host: Receiver, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a cat.png").write_bytes(SMALL)
    outcome = run("![A cat](a%20cat.png)", folder=tmp_path)
    assert body(outcome)[0].block_type == "image"


@pytest.mark.parametrize("path", ["../../outside.png", "/outside.png", "link.png", "file:///etc/passwd", "../folder"])
def test_no_path_leads_out_of_the_folder(host: Receiver, tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(SMALL)
    (root / "folder" / "link.png").symlink_to(tmp_path / "outside.png")
    outcome = run(f"![A cat]({path})", folder=root)
    assert "image" not in [block.block_type for block in body(outcome)]
    assert Image.objects.count() == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_format_is_told_from_the_content(kind: str) -> None:
    assert checked(picture(kind=kind, size=(4, 3))).ending == {"JPEG": "jpg"}.get(kind, kind.lower())


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:200]])
def test_broken_pictures_are_refused(content: bytes) -> None:
    with pytest.raises(UnusablePictureError):
        checked(content)


def test_enormous_pictures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(UnusablePictureError, match="more than 100 pixels"):
        checked(SMALL)
