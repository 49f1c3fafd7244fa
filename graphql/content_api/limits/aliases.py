"""How many aliases a document may have: without a limit, one request asks the same question a thousand times."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from graphql import ASTValidationRule, DocumentNode, FieldNode, ValidationContext

from .refusal import refusal


class AliasLimit(ASTValidationRule):
    """Refuses documents with more aliases than ``GRAPHQL_LIMITS["aliases"]``, fragments included."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._aliases = 0

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self._aliases += node.alias is not None

    def leave_document(self, node: DocumentNode, *_: Any) -> None:
        allowed = settings.GRAPHQL_LIMITS["aliases"]
        if self._aliases > allowed:
            self.report_error(refusal("aliases", self._aliases, allowed))
