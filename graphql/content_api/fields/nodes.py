"""The root field ``nodes``: pages and snippets by the identity that survives export, import and renames."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene
from django.conf import settings
from django.db.models import Model, Value
from graphql import GraphQLResolveInfo
from grapple.registry import registry

from ..changes.tags import list_tag
from ..errors import BadInputError
from ..limits.cost import count_argument
from ..limits.refusal import refusal
from ..lookahead import loader_for
from ..touched import depends_on, touch, touch_objects
from .interfaces import ContentInterface, page_models
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter

count_argument("Query.nodes", "uids")


def identified_models() -> list[type[Model]]:
    """The models whose objects ``nodes`` finds: those whose type implements ``ContentInterface``."""
    models = (*page_models(), *registry.snippets)
    return [model for model in models if ContentInterface in registry.models[model]._meta.interfaces]


class NodesQuery:
    """Objects by their identities."""

    nodes = graphene.List(
        ContentInterface,
        required=True,
        description="The objects with these identities in the order of these; null for what is unknown or not visible.",
        uids=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.ID)), required=True, description="Identities, 100 at most."
        ),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_nodes(
        self, info: GraphQLResolveInfo, uids: list[str], site: str | None = None, locale: str | None = None
    ) -> list[Any]:
        allowed = settings.GRAPHQL_LIMITS["page_size"]
        if len(uids) > allowed:
            raise refusal("page_size", len(uids), allowed)
        identities = [_identity(uid) for uid in uids]
        enter(info, site, locale)
        found = _found(identities, info)
        return [found.get(identity) for identity in identities]


def _identity(uid: str) -> UUID:
    try:
        return UUID(uid)
    except ValueError as error:
        raise BadInputError(f"An identity must be a UUID, not {uid!r}.") from error


def _found(uids: list[UUID], info: GraphQLResolveInfo) -> dict[UUID, Any]:
    """The visible objects: one statement says of which models they are, one for each of these brings them."""
    loader = loader_for(info)
    models = identified_models()
    first, *others = (
        model._default_manager.filter(uid__in=uids).order_by().annotate(model=Value(number)).values_list("model", "pk")
        for number, model in enumerate(models)
    )
    with depends_on():
        known = loader.evaluate(first.union(*others, all=True))
    keys: dict[int, list[Any]] = {}
    for number, key in known:
        keys.setdefault(number, []).append(key)
    if len(known) < len(set(uids)):
        touch(*map(list_tag, models))
    found: dict[UUID, Any] = {}
    for number, pks in keys.items():
        touch_objects(models[number], pks)
        with depends_on():
            rows = loader.rows(models[number]._default_manager.filter(pk__in=pks).order_by())
        found |= {row.uid: row for row in rows}
    return found
