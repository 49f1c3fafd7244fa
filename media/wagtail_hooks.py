"""Sends readers of documents to the store."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.documents.models import document_served

from .models import Document
from .storages import FOR_NOBODY, MediaStorage

AFTER_ALL_CHECKS = 1_000


@hooks.register("before_serve_document", order=AFTER_ALL_CHECKS)
def send_to_store(document: Document, request: HttpRequest) -> HttpResponse | None:
    """Once Wagtail's own hook has let the request through: an address in the store that ends after minutes.

    Where the store cannot be reached by browsers, Wagtail passes the file on.
    """
    storage = document.file.storage
    if not isinstance(storage, MediaStorage) or not storage.sends_files:
        return None
    document_served.send(sender=Document, instance=document, request=request)
    address = storage.download_address(document.file.name, document.filename, request.method or "GET")
    return HttpResponseRedirect(address, headers={"Cache-Control": FOR_NOBODY, "Referrer-Policy": "no-referrer"})
