"""How a limit says no: its name, the measured value and the allowed one."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from graphql import GraphQLError, Node

from ..errors import ErrorCode


def over(limit: str, measured: int, node: Node | None = None) -> GraphQLError | None:
    """The refusal of a document that has more than ``GRAPHQL_LIMITS[limit]`` of something, else ``None``."""
    allowed: int = settings.GRAPHQL_LIMITS[limit]
    return refusal(limit, measured, allowed, [node] if node else None) if measured > allowed else None


def refusal(limit: str, measured: int, allowed: int, nodes: Sequence[Node] | None = None) -> GraphQLError:
    """The error of a document over a limit."""
    return GraphQLError(
        f"The document exceeds the limit '{limit}': {measured}, at most {allowed} allowed.",
        nodes=nodes,
        extensions={
            "code": ErrorCode.LIMIT_EXCEEDED.value,
            "limit": limit,
            "measured": measured,
            "allowed": allowed,
        },
    )
