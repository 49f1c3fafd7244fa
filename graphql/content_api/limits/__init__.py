"""What a document may cost: one small validation rule a module, refused before any SQL runs."""

from __future__ import annotations

from graphql import ASTValidationRule

from .aliases import AliasLimit
from .depth import DepthLimit
from .operations import KnownOperations

RULES: tuple[type[ASTValidationRule], ...] = (KnownOperations, AliasLimit, DepthLimit)
