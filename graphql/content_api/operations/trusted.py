"""Trusted documents: those that ship with the service, so that their cost and their answers are known.

A client calls one by its name, which stays when the document changes, or by a hash, which names exactly one text: that
of the file, or that of the same document printed as graphql-js prints it, which is what clients hash after a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from graphql import parse, print_ast

from .hashes import sha256

HASH_PREFIX = "sha256:"  # how the specification's draft on persisted documents marks a hash


@dataclass(frozen=True)
class TrustedDocument:
    """One file of operations with the fragments that it uses."""

    name: str
    text: str

    @cached_property
    def digest(self) -> str:
        """The hash of the text."""
        return sha256(self.text)

    @property
    def hashes(self) -> tuple[str, str]:
        return self.digest, sha256(print_ast(parse(self.text)))


def trusted_documents() -> tuple[TrustedDocument, ...]:
    """All trusted documents by name. Raises ``GraphQLSyntaxError`` where a file is not written in GraphQL."""
    return _read(settings.GRAPHQL_OPERATIONS_DIR)


def trusted_document(document_id: str) -> TrustedDocument | None:
    """The trusted document with this name or hash."""
    return _by_key(settings.GRAPHQL_OPERATIONS_DIR).get(document_id.removeprefix(HASH_PREFIX))


@lru_cache(maxsize=4)
def _read(folder: Path) -> tuple[TrustedDocument, ...]:
    return tuple(TrustedDocument(path.stem, path.read_text()) for path in sorted(folder.glob("*.graphql")))


@lru_cache(maxsize=4)
def _by_key(folder: Path) -> dict[str, TrustedDocument]:
    return {key: document for document in _read(folder) for key in (document.name, *document.hashes)}
