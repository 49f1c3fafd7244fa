"""Loading what a request shows: each query once, for all rows at a time, with visibility inside."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from ..viewer import viewer_for
from ..visibility import visible


def load(queryset: QuerySet[Any], info: GraphQLResolveInfo) -> list[Any]:
    """The rows of ``queryset`` that the viewer may see, in its order."""
    return list(visible(queryset, viewer_for(info)))
