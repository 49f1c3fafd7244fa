"""Which document a request means: its own text, a trusted document, or one that was registered before.

Trusted are those that ship with the service, and for a client those that were registered for it. The messages and codes
on hashes are Apollo's, because its clients act on them.
"""

from __future__ import annotations

from ..clients.asking import Asker
from ..clients.documents import registered_document
from ..errors import ErrorCode
from ..operations.hashes import sha256
from ..operations.registered import register, registered_text, registration_is_allowed
from ..operations.trusted import TrustedDocument, trusted_document
from .refused import RefusedRequestError
from .requests import GraphQLRequest

FREE = ""  # the name of documents that nobody knows beforehand


def find_document(request: GraphQLRequest, asker: Asker) -> TrustedDocument:
    """The document of ``request``, with the name ``FREE`` where it is none of the trusted ones.

    Raises ``RefusedRequestError`` where it is unknown or not allowed.
    """
    if request.document_id is not None:
        return _by_id(request.document_id, asker)
    if request.document_hash is not None:
        return _by_hash(request.document_hash, request.query, asker)
    text = request.query or ""
    if asker.free_documents:
        return TrustedDocument(FREE, text)
    known = _trusted(sha256(text), asker)
    if known is None:
        raise RefusedRequestError(
            403, "Only trusted documents are answered: call one by its id.", ErrorCode.DOCUMENT_NOT_TRUSTED
        )
    return TrustedDocument(known.name, text)


def keep_for_its_hash(request: GraphQLRequest, document: TrustedDocument, asker: Asker) -> None:
    """Register the text of a request that was sent with its hash. For documents that have been found valid."""
    if request.document_hash and request.query and document.name == FREE and _registers(asker):
        register(request.document_hash, request.query)


def _registers(asker: Asker) -> bool:
    return asker.free_documents and registration_is_allowed()


def _trusted(document_id: str, asker: Asker) -> TrustedDocument | None:
    shipped = trusted_document(document_id)
    if shipped is not None or asker.key is None:
        return shipped
    return registered_document(asker.key, document_id)


def _by_id(document_id: str, asker: Asker) -> TrustedDocument:
    found = _trusted(document_id, asker)
    if found is None:
        raise RefusedRequestError(400, "No trusted document has this id.", ErrorCode.DOCUMENT_NOT_FOUND)
    return found


def _by_hash(digest: str, text: str | None, asker: Asker) -> TrustedDocument:
    if text and sha256(text) != digest:
        raise RefusedRequestError(400, "provided sha does not match query", ErrorCode.PERSISTED_QUERY_MISMATCH)
    found = _trusted(digest, asker)
    if found is not None:
        return TrustedDocument(found.name, text or found.text)
    if not _registers(asker):
        raise RefusedRequestError(None, "PersistedQueryNotSupported", ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED)
    kept = text or registered_text(digest)
    if kept is None:
        raise RefusedRequestError(None, "PersistedQueryNotFound", ErrorCode.PERSISTED_QUERY_NOT_FOUND)
    return TrustedDocument(FREE, kept)
