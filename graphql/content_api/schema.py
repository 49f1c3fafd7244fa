"""The schema: Grapple's types, reduced to what is declared, behind our root fields and our doors."""

from __future__ import annotations

import graphene
from grapple.registry import registry

from . import page_rules  # noqa: F401  (registers the rules of pages, collections and tags)
from .allowlist import keep_declared_fields, own_blocks
from .descriptions import describe
from .doors import seal
from .fields import content, redirects  # noqa: F401  (register their lists)
from .fields.changes import ChangesQuery
from .fields.interfaces import plain_page_type
from .fields.nodes import NodesQuery
from .fields.pages import PagesQuery
from .fields.preview import PreviewQuery
from .fields.route import RouteQuery
from .fields.search import SearchQuery
from .roots import all_root_fields

OWN_ROOT_FIELDS = (PagesQuery, PreviewQuery, RouteQuery, NodesQuery, SearchQuery, ChangesQuery)


class Query(*OWN_ROOT_FIELDS, *all_root_fields(), graphene.ObjectType):  # type: ignore[misc]
    """Everything that can be asked."""


keep_declared_fields()

schema = graphene.Schema(
    query=Query,
    types=[plain_page_type(), *registry.pages.values(), *registry.snippets.values(), *own_blocks().values()],
)

describe(schema.graphql_schema)
seal(schema.graphql_schema)
