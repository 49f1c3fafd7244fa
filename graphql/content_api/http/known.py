"""What has to be known of a document before its answer is looked for, without parsing it each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import GraphQLError

from ..caching.bounded import Bounded
from ..clients.asking import Asker
from ..errors import ErrorCode
from ..operations.documents import Document, InvalidDocumentError, prepare, with_code
from ..schema import schema
from .admission import check_scopes
from .finding import Found, keep_for_its_hash, text_of
from .requests import GraphQLRequest


@dataclass(frozen=True, slots=True)
class Facts:
    """About one operation of a valid document. ``limits`` are those that it was found to be within."""

    introspects: bool
    reads_data: bool
    root_fields: frozenset[str]
    limits: dict[str, Any]


_known: Bounded[Facts] = Bounded(4_000_000)


def facts_of(request: GraphQLRequest, found: Found, asker: Asker) -> Facts:
    """The facts about the document that was ``found``.

    Raises ``InvalidDocumentError`` where it is not valid or not allowed, ``RefusedRequestError`` where it is unknown or
    asks for what lies out of the client's scopes.
    """
    text = text_of(request, found)
    key = (found.digest, request.operation_name)
    facts = _known.get(key)
    if facts is None or facts.limits is not settings.GRAPHQL_LIMITS:
        document = _document(text, asker)
        operation = document.operation(request.operation_name)
        reads_data = document.plan(operation).reads_data
        facts = Facts(document.introspects, reads_data, document.root_fields(operation), settings.GRAPHQL_LIMITS)
        _known.put(key, facts, len(found.digest))
    if facts.introspects and not asker.introspection:
        raise _refused_introspection()
    check_scopes(facts.root_fields, asker)
    return facts


def prepared(request: GraphQLRequest, found: Found, asker: Asker) -> Document:
    """The document itself, registered by its hash if it was sent with one. Raises as ``facts_of``."""
    document = _document(text_of(request, found), asker)
    keep_for_its_hash(request, found, asker)
    return document


def _document(text: str, asker: Asker) -> Document:
    document = prepare(text, schema.graphql_schema, suggestions=asker.suggestions)
    if document.introspects and not asker.introspection:
        raise _refused_introspection()
    return document


def _refused_introspection() -> InvalidDocumentError:
    error = GraphQLError("The schema is not told here.")
    return InvalidDocumentError([with_code(error, ErrorCode.INTROSPECTION_REFUSED)])
