"""Documents of our own, which no client sends and no limit on clients holds for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import DocumentNode, GraphQLSchema, parse, validate

from ...schema import schema


@dataclass(frozen=True, eq=False)
class OwnDocument:
    """One query, validated when it is used first. ``selections`` keeps what the executor finds out about it."""

    name: str
    text: str
    selections: dict[Any, Any] = field(default_factory=dict)

    @property
    def schema(self) -> GraphQLSchema:
        graphql_schema: GraphQLSchema = schema.graphql_schema
        return graphql_schema

    @cached_property
    def node(self) -> DocumentNode:
        """The document. Raises ``ValueError`` where it does not fit the schema."""
        node = parse(self.text)
        if errors := validate(self.schema, node):
            raise ValueError(f"{self.name}: {errors[0].message}")
        return node


def own_document(*files: Path) -> OwnDocument:
    """The query in the first of ``files``, with the fragments in the others."""
    return OwnDocument(files[0].stem, "\n".join(file.read_text() for file in files))
