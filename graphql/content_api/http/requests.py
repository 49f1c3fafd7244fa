"""Reading a GraphQL request from HTTP, as the GraphQL-over-HTTP specification describes it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from django.http import HttpRequest

from ..caching.bounded import Bounded
from ..operations.hashes import sha256
from .body import read_body
from .media_types import JSON
from .refused import RefusedRequestError

TEXTS = ("query", "operationName", "id", "documentId")
MAPS = ("variables", "extensions")
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class GraphQLRequest:
    """The parameters of a request. The document is there as a text, an id, a hash, or a text with its hash."""

    query: str | None
    document_id: str | None
    document_hash: str | None
    operation_name: str | None
    variables: dict[str, Any]
    wants_cost: bool
    wants_version: bool
    min_version: int | None
    query_hash: str | None  # of the document's text, where it is there
    parameters: bytes  # all that an answer depends on besides the document

    def fingerprint(self, document: str) -> bytes:
        """Stands for this request, whose document has the hash ``document``."""
        return hashlib.blake2b(document.encode() + self.parameters, digest_size=20).digest()


# Requests that were read before, by what they were read from: clients ask the same again and again.
_known: Bounded[GraphQLRequest] = Bounded(4_000_000)
READ_SIZE = 10  # bytes that a request takes for each byte that it was read from


def read_request(request: HttpRequest) -> GraphQLRequest:
    """The parameters of ``request``. Raises ``RefusedRequestError``."""
    if request.method == "GET":
        text = request.META.get("QUERY_STRING", "")
        return _once((request.encoding, text), len(text), lambda: _from_address(request))
    if request.content_type != JSON:
        raise RefusedRequestError(415, f"Send the request as {JSON}.")
    body = read_body(request)
    return _once(body, len(body), lambda: _parsed(body, "The body"))


def _once(source: Hashable, size: int, parameters: Callable[[], Any]) -> GraphQLRequest:
    known = _known.get(source)
    if known is None:
        known = _checked(parameters())
        _known.put(source, known, size * READ_SIZE)
    return known


def _from_address(request: HttpRequest) -> dict[str, Any]:
    parameters: dict[str, Any] = {name: request.GET[name] for name in TEXTS if name in request.GET}
    for name in MAPS:
        if request.GET.get(name):
            parameters[name] = _parsed(request.GET[name].encode(), f"The parameter '{name}'")
    return parameters


def _parsed(text: bytes, name: str) -> Any:
    try:
        parsed = json.loads(text.decode("utf-8"), parse_constant=_no_number)
        if SURROGATE.search(text):
            # An escape may be half of a character, which no database and no answer can hold.
            json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise RefusedRequestError(400, f"{name} is not valid JSON.") from error
    return parsed


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which Python reads and JSON does not have


def _checked(parameters: Any) -> GraphQLRequest:
    if not isinstance(parameters, dict):
        raise RefusedRequestError(400, "The request must be one JSON object; batches are not supported.")
    for name in TEXTS:
        if not isinstance(parameters.get(name), str | None):
            kind = "GraphQL document" if name == "query" else "text"
            raise RefusedRequestError(400, f"The parameter '{name}' must be a {kind}.")
    for name in MAPS:
        if not isinstance(parameters.get(name), dict | None):
            raise RefusedRequestError(400, f"The parameter '{name}' must be a JSON object.")
    extensions = parameters.get("extensions") or {}
    query, document_id = parameters.get("query"), parameters.get("id") or parameters.get("documentId")
    document_hash = _persisted_hash(extensions)
    if document_id and (query or document_hash):
        raise RefusedRequestError(400, "Send a document or an id, not both.")
    if not document_id and not document_hash and not (query or "").strip():
        raise RefusedRequestError(400, "The parameter 'query' must be a GraphQL document.")
    operation_name, variables = parameters.get("operationName") or None, parameters.get("variables") or {}
    wants_cost, wants_version = (extensions.get(name) is True for name in ("cost", "contentVersion"))
    return GraphQLRequest(
        query=query,
        document_id=document_id,
        document_hash=document_hash,
        operation_name=operation_name,
        variables=variables,
        wants_cost=wants_cost,
        wants_version=wants_version,
        min_version=_min_version(extensions),
        query_hash=sha256(query) if query else None,
        parameters=_canonical([operation_name, variables, wants_cost, wants_version]),
    )


def _canonical(parameters: list[Any]) -> bytes:
    """The same bytes for the same parameters, in whatever order their names were sent."""
    try:
        return json.dumps(parameters, sort_keys=True).encode()
    except RecursionError as error:
        raise RefusedRequestError(400, "The variables are nested too deeply.") from error


def _min_version(extensions: Mapping[str, Any]) -> int | None:
    """The content version that the answer must have reached."""
    wanted = extensions.get("minVersion")
    if wanted is None:
        return None
    if type(wanted) is not int or not 0 <= wanted < 2**63:
        raise RefusedRequestError(400, "The parameter 'extensions.minVersion' must be a content version.")
    return wanted


def _persisted_hash(extensions: Mapping[str, Any]) -> str | None:
    """The hash of Apollo's ``extensions.persistedQuery``."""
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise RefusedRequestError(400, "Unsupported persisted query version: it must be 1.")
    digest = persisted.get("sha256Hash")
    if not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise RefusedRequestError(400, "The parameter 'extensions.persistedQuery.sha256Hash' must be a SHA-256 hash.")
    return digest
