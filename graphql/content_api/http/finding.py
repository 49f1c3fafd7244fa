"""Which document a request means: its own text, a trusted document, or one that was registered before.

Trusted are those that ship with the service, and for a client those that were registered for it. The messages and codes
on hashes are Apollo's, because its clients act on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..clients.asking import Asker
from ..clients.documents import registered_document
from ..errors import ErrorCode
from ..operations.registered import register, registered_text, registration_is_allowed
from ..operations.trusted import TrustedDocument, trusted_document
from .refused import RefusedRequestError
from .requests import GraphQLRequest

FREE = ""  # the name of documents that nobody knows beforehand


@dataclass(frozen=True)
class Found:
    """The hash of a document that the client may use, its name if it is a trusted one, and its text if it was not sent.

    Whether any document has that hash is another question: ``text_of`` answers it.
    """

    digest: str
    name: str = FREE
    text: str | None = None


def find_document(request: GraphQLRequest, asker: Asker) -> Found:
    """The document of ``request``. Raises ``RefusedRequestError`` where the client may not use it."""
    if request.document_id is not None:
        found = _trusted(request.document_id, asker)
        if found is None:
            raise RefusedRequestError(400, "No trusted document has this id.", ErrorCode.DOCUMENT_NOT_FOUND)
        return Found(found.digest, found.name, found.text)
    if request.document_hash is not None:
        return _by_hash(request.document_hash, request.query_hash, asker)
    digest = request.query_hash or ""
    if asker.free_documents:
        return Found(digest)
    known = _trusted(digest, asker)
    if known is None:
        raise RefusedRequestError(
            403, "Only trusted documents are answered: call one by its id.", ErrorCode.DOCUMENT_NOT_TRUSTED
        )
    return Found(digest, known.name)


def text_of(request: GraphQLRequest, found: Found) -> str:
    """The text of the document that was ``found``. Raises ``RefusedRequestError`` where it is unknown."""
    text = request.query or found.text or registered_text(found.digest)
    if text is None:
        raise RefusedRequestError(None, "PersistedQueryNotFound", ErrorCode.PERSISTED_QUERY_NOT_FOUND)
    return text


def keep_for_its_hash(request: GraphQLRequest, found: Found, asker: Asker) -> None:
    """Register the text of a request that was sent with its hash. For documents that have been found valid."""
    if request.document_hash and request.query and found.name == FREE and _registers(asker):
        register(request.document_hash, request.query)


def _registers(asker: Asker) -> bool:
    return asker.free_documents and registration_is_allowed()


def _trusted(document_id: str, asker: Asker) -> TrustedDocument | None:
    shipped = trusted_document(document_id)
    if shipped is not None or asker.key is None:
        return shipped
    return registered_document(asker.key, document_id)


def _by_hash(digest: str, query_hash: str | None, asker: Asker) -> Found:
    if query_hash is not None and query_hash != digest:
        raise RefusedRequestError(400, "provided sha does not match query", ErrorCode.PERSISTED_QUERY_MISMATCH)
    known = _trusted(digest, asker)
    if known is not None:
        return Found(digest, known.name) if query_hash is not None else Found(known.digest, known.name, known.text)
    if not _registers(asker):
        raise RefusedRequestError(None, "PersistedQueryNotSupported", ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED)
    return Found(digest)
