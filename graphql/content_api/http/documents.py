"""From a text to a document that may be executed: parsed under a token limit, valid, within all limits."""

from __future__ import annotations

from django.conf import settings
from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules, validate
from graphql.validation import NoUnusedFragmentsRule

from ..errors import ErrorCode
from ..limits import RULES

# Frontends with previews send all their fragments with every document, as Grapple lets them.
VALIDATION_RULES = [rule for rule in specified_rules if rule is not NoUnusedFragmentsRule] + list(RULES)


class InvalidDocumentError(Exception):
    """The document cannot be executed; ``errors`` say why, each with a code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


def prepare(text: str, schema: GraphQLSchema) -> DocumentNode:
    """Parse and validate ``text``. Raises ``InvalidDocumentError``."""
    try:
        document = parse(text, max_tokens=settings.GRAPHQL_LIMITS["tokens"])
    except GraphQLError as error:
        raise InvalidDocumentError([_with_code(error, ErrorCode.SYNTAX_ERROR)]) from error
    errors = validate(schema, document, VALIDATION_RULES, max_errors=settings.GRAPHQL_LIMITS["validation_errors"])
    if errors:
        raise InvalidDocumentError([_with_code(error, ErrorCode.VALIDATION_FAILED) for error in errors])
    return document


def _with_code(error: GraphQLError, code: ErrorCode) -> GraphQLError:
    error.extensions = {"code": code.value, **(error.extensions or {})}
    return error
