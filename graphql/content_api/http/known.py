"""What has to be known of a document before its answer is looked for, without parsing it each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import GraphQLError

from ..caching.bounded import Bounded
from ..errors import ErrorCode
from ..operations.documents import Document, InvalidDocumentError, prepare, with_code
from ..schema import schema
from .clients import ClientKind
from .finding import keep_for_its_hash, text_of
from .requests import GraphQLRequest


@dataclass(frozen=True, slots=True)
class Facts:
    """About one operation of a valid document. ``limits`` are those that it was found to be within."""

    introspects: bool
    reads_data: bool
    limits: dict[str, Any]


_known: Bounded[Facts] = Bounded(4_000_000)


def facts_of(request: GraphQLRequest, digest: str, client: ClientKind) -> Facts:
    """The facts about the document with the hash ``digest``.

    Raises ``InvalidDocumentError`` where it is not valid or not allowed, ``RefusedRequestError`` where it is unknown.
    """
    text = text_of(request, digest)
    key = (digest, request.operation_name)
    facts = _known.get(key)
    if facts is None or facts.limits is not settings.GRAPHQL_LIMITS:
        document = _document(text, client)
        plan = document.plan(document.operation(request.operation_name))
        facts = Facts(document.introspects, plan.reads_data, settings.GRAPHQL_LIMITS)
        _known.put(key, facts, len(digest))
    if facts.introspects and not client.introspection:
        raise _refused_introspection()
    return facts


def prepared(request: GraphQLRequest, digest: str, client: ClientKind) -> Document:
    """The document itself, registered by its hash if it was sent with one. Raises as ``facts_of``."""
    document = _document(text_of(request, digest), client)
    keep_for_its_hash(request, client)
    return document


def _document(text: str, client: ClientKind) -> Document:
    document = prepare(text, schema.graphql_schema, suggestions=client.suggestions)
    if document.introspects and not client.introspection:
        raise _refused_introspection()
    return document


def _refused_introspection() -> InvalidDocumentError:
    error = GraphQLError("The schema is not told here.")
    return InvalidDocumentError([with_code(error, ErrorCode.INTROSPECTION_REFUSED)])
