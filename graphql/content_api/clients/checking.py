"""Whether registered documents can be executed: asked when one is saved, and of all when the schema changes."""

from __future__ import annotations

from collections.abc import Iterator

from ..operations.problems import problems_of as problems_of_text
from ..operations.trusted import trusted_document
from ..schema import schema
from .models import ClientDocument


def problems_of(document: ClientDocument) -> list[str]:
    """Why ``document`` cannot be executed or would never be reached."""
    problems = list(problems_of_text(document.text, schema.graphql_schema))
    if trusted_document(document.name):
        problems.append(f"A document that ships with the service is named '{document.name}' already.")
    return problems


def problems_of_all() -> Iterator[str]:
    """Each problem of each registered document of active clients, with the names of client and document."""
    documents = ClientDocument.objects.filter(client__is_active=True).select_related("client")
    for document in documents.order_by("client__name", "name").iterator():
        for problem in problems_of(document):
            yield f"{document.client.name}, document '{document.name}': {problem}"
