"""The loader of a request, for the viewer of each of its root fields."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from ..viewer import viewer_for
from .loader import Loader


def load(queryset: QuerySet[Any], info: GraphQLResolveInfo) -> list[Any]:
    """The rows of ``queryset`` that the viewer may see, in its order."""
    return loader_for(info).rows(queryset)


def loader_for(info: GraphQLResolveInfo) -> Loader:
    """The loader for the viewer of the root field that ``info`` lies below.

    What a preview shows is known to no other root field.
    """
    context = info.context
    if context.loader is None:
        viewer = viewer_for(info)
        key = (viewer.site.pk if viewer.site else None, viewer.draft)
        if key not in context.loaders:
            context.loaders[key] = Loader(viewer, context.check_deadline)
        context.loader = context.loaders[key]
    loader: Loader = context.loader
    return loader
