"""Which text a request means: its own, a trusted document's, or one that was registered before.

The messages and codes on hashes are Apollo's, because its clients act on them.
"""

from __future__ import annotations

from ..errors import ErrorCode
from ..operations.hashes import sha256
from ..operations.registered import register, registered_text, registration_is_allowed
from ..operations.trusted import trusted_text
from .clients import ClientKind
from .refused import RefusedRequestError
from .requests import GraphQLRequest


def text_of(request: GraphQLRequest, client: ClientKind) -> str:
    """The document of ``request``. Raises ``RefusedRequestError`` where it is unknown or not allowed."""
    if request.document_id is not None:
        return _by_id(request.document_id)
    if request.document_hash is not None:
        return _by_hash(request.document_hash, request.query, _registers(client))
    text = request.query or ""
    if not client.free_documents and trusted_text(sha256(text)) is None:
        raise RefusedRequestError(
            403, "Only trusted documents are answered: call one by its id.", ErrorCode.DOCUMENT_NOT_TRUSTED
        )
    return text


def keep_for_its_hash(request: GraphQLRequest, client: ClientKind) -> None:
    """Register the text of a request that was sent with its hash. For documents that have been found valid."""
    if request.document_hash and request.query and _registers(client) and not trusted_text(request.document_hash):
        register(request.document_hash, request.query)


def _registers(client: ClientKind) -> bool:
    return client.free_documents and registration_is_allowed()


def _by_id(document_id: str) -> str:
    text = trusted_text(document_id)
    if text is None:
        raise RefusedRequestError(400, "No trusted document has this id.", ErrorCode.DOCUMENT_NOT_FOUND)
    return text


def _by_hash(digest: str, text: str | None, registers: bool) -> str:
    if text and sha256(text) != digest:
        raise RefusedRequestError(400, "provided sha does not match query", ErrorCode.PERSISTED_QUERY_MISMATCH)
    found = trusted_text(digest)
    if found is not None:
        return text or found
    if not registers:
        raise RefusedRequestError(None, "PersistedQueryNotSupported", ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED)
    found = text or registered_text(digest)
    if found is None:
        raise RefusedRequestError(None, "PersistedQueryNotFound", ErrorCode.PERSISTED_QUERY_NOT_FOUND)
    return found
