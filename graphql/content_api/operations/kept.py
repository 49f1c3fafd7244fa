"""Documents that were parsed and validated already, the most recently used ones of each process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from .documents import Document


class KeptDocuments:
    """Bounded by ``GRAPHQL_DOCUMENTS``: in number, and in bytes of text; parsed, each takes 50 times as much memory."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, digest: str) -> Document | None:
        """The document whose text has this hash, if it was valid under the limits that hold now."""
        with self._lock:
            document = self._documents.get(digest)
            if document is None or document.limits is not settings.GRAPHQL_LIMITS:
                return None
            self._documents.move_to_end(digest)
            return document

    def put(self, digest: str, document: Document) -> None:
        with self._lock:
            self._remove(digest)
            self._documents[digest] = document
            self._bytes += document.size
            bounds = settings.GRAPHQL_DOCUMENTS
            while len(self._documents) > bounds["count"] or self._bytes > bounds["bytes"]:
                self._remove(next(iter(self._documents)))

    def clear(self) -> None:
        with self._lock:
            self._documents.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._documents)

    def _remove(self, digest: str) -> None:
        document = self._documents.pop(digest, None)
        self._bytes -= document.size if document else 0


kept = KeptDocuments()
