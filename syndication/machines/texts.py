"""The texts of pages as an export holds them: twins at the pages' addresses, with files of the folder for media."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Model
from django.urls import reverse

from content_api.addresses import absolute_api_address
from content_api.http.inside import Reader, own_document
from content_api.territory import read_territory
from content_api.transfer.batching import batches
from content_api.transfer.layout import file_path, page_path
from content_api.viewer import Reach
from media.addresses import with_other_addresses
from media.models import Document, Image

from ..feeds.selection import DOCUMENTS
from .twins import PAGE_TEXT, text_of

AT_ONCE = 20  # pages; an answer has a deadline
TEXTS = own_document(DOCUMENTS / "texts.graphql", PAGE_TEXT)

Json = dict[str, Any]


def texts(uids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Path within the folder, and text, of each page with one of ``uids`` that has a text, on whichever site."""
    answers = [page for ground in read_territory().grounds for page in _of_site(ground.site.pk, uids)]
    written = {page["uid"]: (_path(page), text_of(page)) for page in answers}
    with_images = _with_files(written, _image_replacer, Image)
    for path, text in _with_files(with_images, _document_replacer, Document).values():
        yield path, text.encode()


def _of_site(site: int, uids: Sequence[str]) -> list[Json]:
    _ = TEXTS.node  # makes the schema, if nobody has yet, before the deadline of an answer begins
    found = []
    for some in batches(uids, AT_ONCE):
        pages = Reader(Reach(site=site)).ask(TEXTS, {"uids": some})["nodes"]
        found += [page for page in pages if page and "markdown" in page and page["fullUrl"]]
    return found


def _path(page: Json) -> str:
    parts = urlsplit(page["fullUrl"])
    return page_path(parts.netloc, unquote(parts.path), page["uid"])


Texts = dict[str, tuple[str, str]]
Replacer = Callable[[str, Callable[[int], str]], str]


def _with_files(texts: Texts, replace: Replacer, model: type[Model]) -> Texts:
    """``texts`` with files of the folder in the place of addresses of objects of ``model``; one statement for all."""
    keys: set[int] = set()

    def note(key: int) -> str:
        keys.add(key)
        return ""

    for _, text in texts.values():
        replace(text, note)
    files: dict[int, str] = {row.pk: _file(row) for row in model._default_manager.filter(pk__in=keys)}
    return {
        uid: (path, replace(text, lambda key, path=path: "../" * path.count("/") + files[key]))  # type: ignore[misc]
        for uid, (path, text) in texts.items()
    }


def _file(row: Any) -> str:
    return file_path(f"{row._meta.label}/{row.uid}", row.file.name.rpartition("/")[2])


def _image_replacer(text: str, address_of: Callable[[int], str]) -> str:
    return with_other_addresses(text, address_of)


def _document_replacer(text: str, address_of: Callable[[int], str]) -> str:
    prefix = absolute_api_address(reverse("wagtaildocs_serve", args=[0, "x"])).removesuffix("0/x")
    return re.sub(rf"{re.escape(prefix)}(\d+)/[^\s)>\"]+", lambda match: address_of(int(match[1])), text)
