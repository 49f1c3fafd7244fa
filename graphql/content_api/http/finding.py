"""Which text a request means: its own, a trusted document's, or one that was registered before.

The messages and codes on hashes are Apollo's, because its clients act on them.
"""

from __future__ import annotations

from ..errors import ErrorCode
from ..operations.registered import register, registered_text, registration_is_allowed
from ..operations.trusted import trusted_hash, trusted_text
from .clients import ClientKind
from .refused import RefusedRequestError
from .requests import GraphQLRequest


def hash_of(request: GraphQLRequest, client: ClientKind) -> str:
    """The hash of the document of ``request``. Raises ``RefusedRequestError`` where the client may not use it.

    Whether a document with this hash is known is another question: ``text_of`` answers it.
    """
    if request.document_id is not None:
        found = trusted_hash(request.document_id)
        if found is None:
            raise RefusedRequestError(400, "No trusted document has this id.", ErrorCode.DOCUMENT_NOT_FOUND)
        return found
    if request.document_hash is not None:
        return _checked(request.document_hash, request.query_hash, _registers(client))
    digest = request.query_hash or ""
    if not client.free_documents and trusted_text(digest) is None:
        raise RefusedRequestError(
            403, "Only trusted documents are answered: call one by its id.", ErrorCode.DOCUMENT_NOT_TRUSTED
        )
    return digest


def text_of(request: GraphQLRequest, digest: str) -> str:
    """The text of the document that ``hash_of`` has let pass. Raises ``RefusedRequestError`` where it is unknown."""
    found = request.query or trusted_text(digest) or registered_text(digest)
    if found is None:
        raise RefusedRequestError(None, "PersistedQueryNotFound", ErrorCode.PERSISTED_QUERY_NOT_FOUND)
    return found


def keep_for_its_hash(request: GraphQLRequest, client: ClientKind) -> None:
    """Register the text of a request that was sent with its hash. For documents that have been found valid."""
    if request.document_hash and request.query and _registers(client) and not trusted_text(request.document_hash):
        register(request.document_hash, request.query)


def _registers(client: ClientKind) -> bool:
    return client.free_documents and registration_is_allowed()


def _checked(digest: str, query_hash: str | None, registers: bool) -> str:
    if query_hash is not None and query_hash != digest:
        raise RefusedRequestError(400, "provided sha does not match query", ErrorCode.PERSISTED_QUERY_MISMATCH)
    if not registers and trusted_text(digest) is None:
        raise RefusedRequestError(None, "PersistedQueryNotSupported", ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED)
    return digest
