"""Pictures that a text names: fetched within bounds, checked by what they hold, and each stored once."""

from __future__ import annotations

import hashlib
import time
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from content_api.outbound import Limits, OutboundError, RedirectRefusedError, send
from media.models import Image

from ..notes import Kind, Notes, shortened
from ..pieces import Picture

MOST_BYTES = 10_000_000  # of one picture
MOST_PIXELS = 50_000_000
MOST_PICTURES = 50  # of one file
MOST_REDIRECTS = 3
SECONDS = 20.0  # for one picture
LONGEST_TITLE = 255
# What Pillow calls a format, and the ending that Wagtail knows it by.
ENDINGS = {"AVIF": "avif", "GIF": "gif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class UnusablePictureError(Exception):
    """A picture that cannot be had; the message says why."""


@dataclass(frozen=True)
class Fetched:
    content: bytes
    ending: str


@dataclass
class Fetcher:
    """Brings the pictures of drafts. ``seconds`` are for all of them, where somebody waits for the answer."""

    folder: Path | None = None  # where pictures beside the files lie; none outside it is read
    seconds: float | None = None
    _deadline: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.seconds if self.seconds else None

    def fetch(self, pictures: Iterable[Picture], base: PurePosixPath, notes: Notes) -> dict[str, Fetched]:
        """By address. What cannot be had is noted, and stays a link. ``base`` is the file's place in the folder."""
        found: dict[str, Fetched] = {}
        failed: set[str] = set()
        for picture in pictures:
            address = picture.address
            if not address or address in found or address in failed:
                continue
            try:
                if len(found) + len(failed) >= MOST_PICTURES:
                    raise UnusablePictureError(f"only {MOST_PICTURES} pictures of a file are fetched")
                found[address] = checked(self._content(address, base))
            except UnusablePictureError as error:
                failed.add(address)
                notes.add(Kind.KEPT, f"the picture {shortened(address)} stays a link: {error}", picture.line)
        return found

    def _content(self, address: str, base: PurePosixPath) -> bytes:
        scheme = urlsplit(address).scheme
        if scheme in {"http", "https"}:
            return self._from_web(address)
        if scheme or address.startswith("//") or self.folder is None:
            raise UnusablePictureError("it has no address on the web")
        return self._from_folder(self.folder, base.parent / unquote(urlsplit(address).path))

    def _from_web(self, address: str) -> bytes:
        for _ in range(1 + MOST_REDIRECTS):
            try:
                answer = send("GET", address, headers={"Accept": "image/*"}, limits=self._limits())
            except RedirectRefusedError as redirect:
                address = urljoin(address, redirect.location)
                continue
            except OutboundError as error:
                raise UnusablePictureError(str(error).rstrip(".")) from error
            if not answer.is_success:
                raise UnusablePictureError(f"its host answers {answer.status}")
            return answer.body
        raise UnusablePictureError("its host leads from address to address")

    def _limits(self) -> Limits:
        seconds = SECONDS if self._deadline is None else min(SECONDS, self._deadline - time.monotonic())
        if seconds <= 0:
            raise UnusablePictureError("the time for fetching pictures is over")
        return Limits(seconds=seconds, answer_bytes=MOST_BYTES)

    def _from_folder(self, folder: Path, path: PurePosixPath) -> bytes:
        """No path leads out of the folder, by dots, by a link or from the root."""
        root = folder.resolve()
        place = (root / path).resolve()
        if not place.is_relative_to(root) or not place.is_file():
            raise UnusablePictureError("there is no such file in the folder")
        if place.stat().st_size > MOST_BYTES:
            raise UnusablePictureError(f"it has more than {MOST_BYTES:,} bytes")
        return place.read_bytes()


def checked(content: bytes) -> Fetched:
    """Decodes all of it: neither its name nor its sender is believed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(content), formats=list(ENDINGS)) as picture:
                ending = ENDINGS[picture.format or ""]
                if picture.width * picture.height > MOST_PIXELS:
                    raise UnusablePictureError(f"it has more than {MOST_PIXELS:,} pixels")
                picture.load()
    except UnusablePictureError:
        raise
    except Exception as error:  # decoders raise whatever they like for broken files
        raise UnusablePictureError("it is no picture that can be shown") from error
    if ending not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise UnusablePictureError("pictures of its format are not used here")
    return Fetched(content, ending)


def collection_for(user: Any) -> Collection | None:
    """Where the user may add images; None if nowhere."""
    if user is None:
        return Collection.get_first_root_node()
    policy = policy_registry.get_by_type(Image)
    return policy.collections_user_has_permission_for(user, "add").order_by("path").first()


def stored_image(picture: Picture, fetched: Fetched, collection: Collection, user: Any) -> Image:
    """The image with this content; a new one where the library has none that everybody may see."""
    digest = hashlib.sha1(fetched.content, usedforsecurity=False).hexdigest()  # as Wagtail notes it
    known = Image.objects.filter(file_hash=digest, collection=collection).order_by("pk").first()
    if known:
        return known
    name = PurePosixPath(unquote(urlsplit(picture.address).path)).stem or "picture"
    image = Image(
        title=shortened(picture.alt or name, LONGEST_TITLE),
        description=shortened(picture.alt, LONGEST_TITLE),
        file=ContentFile(fetched.content, name=f"{name[:60]}.{fetched.ending}"),
        collection=collection,
        uploaded_by_user=user,
    )
    image.save()
    return image
