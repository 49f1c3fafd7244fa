"""Serves renditions, and makes them when their address is first followed."""

from __future__ import annotations

import logging

from django.db import transaction
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.images.models import Filter, SourceImageIOError

from content_api.viewer import Viewer
from content_api.visibility import visible

from .addresses import file_name, is_ours, rendition_address
from .making import BusyError, make_again, rendition_of
from .metrics import renditions_refused
from .models import Image, Rendition
from .presets import BY_ADDRESS_NAME, OUTPUTS, Output, filter_for
from .storages import FOR_EVER, is_away

logger = logging.getLogger("media")

FOR_A_WHILE = "public, max-age=300"
RETRY_AFTER = "5"  # seconds

# Pictures are data, whatever a file claims to be, and may stand on any site's pages.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
@transaction.non_atomic_requests  # an encoding would hold a transaction, on SQLite the only one, for seconds
def serve_rendition(request: HttpRequest, signature: str, image_id: int, size: str, name: str) -> HttpResponseBase:
    """Answer the file. Only addresses that we signed make one; an outdated one leads to the current."""
    image = _visible_image(image_id) if is_ours(signature, image_id, size, name) else None
    output = _output(name)
    if image is None or output is None or size not in BY_ADDRESS_NAME:
        return _not_found()
    preset, density = BY_ADDRESS_NAME[size]
    if name != file_name(image, preset, output.format, density):
        address = rendition_address(image, preset, output.format, density)
        return HttpResponseRedirect(address, headers={"Cache-Control": FOR_A_WHILE})
    etag = f'"{name}"'
    current = HttpResponse(headers={"Cache-Control": FOR_EVER, "ETag": etag})
    conditional = get_conditional_response(request, etag=etag, response=current)
    if conditional is None or conditional is current:
        return _answer(image, filter_for(preset, output.format, density), output, etag)
    return conditional


def _answer(image: Image, rendition_filter: Filter, output: Output, etag: str) -> HttpResponseBase:
    try:
        rendition = rendition_of(image, rendition_filter)
        return _file_response(rendition, output, etag)
    except BusyError:
        renditions_refused.inc()
        return _later("Busy, try again")
    except (SourceImageIOError, OSError) as error:
        if is_away(error):
            logger.error("Image %s cannot be shown: the store is away", image.pk)
            return _later("Try again")
        logger.exception("Image %s cannot be shown", image.pk)
        return _not_found()


def _file_response(rendition: Rendition, output: Output, etag: str) -> FileResponse:
    try:
        file = rendition.file.open("rb")
    except FileNotFoundError:
        file = make_again(rendition).file.open("rb")
    headers = HEADERS | {"Cache-Control": FOR_EVER, "ETag": etag}
    return FileResponse(file, content_type=output.media_type, headers=headers)


def _visible_image(image_id: int) -> Image | None:
    """Readers are anonymous here, and images belong to no site."""
    return visible(Image.objects.filter(pk=image_id), Viewer(site=None)).first()


def _output(name: str) -> Output | None:
    extension = name.rpartition(".")[2]
    return next((output for output in OUTPUTS.values() if output.extension == extension), None)


def _later(text: str) -> HttpResponse:
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain", status=503, headers=headers)


def _not_found() -> HttpResponseNotFound:
    return HttpResponseNotFound("Not found", content_type="text/plain", headers={"Cache-Control": "no-store"})
