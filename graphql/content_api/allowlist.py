"""Which fields a generated type may have: those of its interface and those that the model declares.

Grapple copies far more into its types: every page field that ``wagtail.models.Page`` has (draft titles, locks,
schedules, aliases, tree paths), raw block values, whole subtrees of blocks, file names and hashes of images. What
nobody declared is taken out before the schema is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene
from grapple.registry import registry
from grapple.types.interfaces import StreamFieldInterface

from .fields.interfaces import PageInterface, SnippetInterface, plain_page_type
from .sources import declared_fields

BLOCK_FIELDS = {"id", "block_type", "field"}


def own_blocks() -> dict[type, Any]:
    """The blocks that apps declare; Grapple's types for Wagtail's own blocks answer whatever a block holds."""
    return {
        block: graphql_type
        for block, graphql_type in registry.streamfield_blocks.items()
        if isinstance(block, type) and not block.__module__.startswith("wagtail.")
    }


def keep_declared_fields() -> None:
    """Reduce all generated types to what is declared. To be called before the schema is built."""
    _keep(StreamFieldInterface, BLOCK_FIELDS)
    _keep(plain_page_type(), PageInterface._meta.fields)
    for models, always in (
        (registry.pages, PageInterface._meta.fields),
        (registry.snippets, {"id", *SnippetInterface._meta.fields}),
        (registry.images, {"id"}),
        (registry.documents, {"id"}),
        (registry.django_models, {"id"}),
        (registry.settings, set()),
        (own_blocks(), BLOCK_FIELDS),
    ):
        for model, graphql_type in models.items():
            if issubclass(graphql_type, graphene.ObjectType):
                _keep(graphql_type, {*always, *_declared(model)})


def _declared(model: Any) -> Iterable[str]:
    return (field.field_name for field in declared_fields(model))


def _keep(graphql_type: Any, names: Iterable[str]) -> None:
    allowed = set(names)
    for name in [name for name in graphql_type._meta.fields if name not in allowed]:
        del graphql_type._meta.fields[name]
