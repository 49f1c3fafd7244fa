"""How a limit says no: its name, the measured value and the allowed one."""

from __future__ import annotations

from graphql import GraphQLError, Node

from ..errors import ErrorCode


def refusal(limit: str, measured: int, allowed: int, node: Node | None = None) -> GraphQLError:
    """The error of a document over a limit."""
    return GraphQLError(
        f"The document exceeds the limit '{limit}': {measured}, at most {allowed} allowed.",
        nodes=[node] if node else None,
        extensions={
            "code": ErrorCode.LIMIT_EXCEEDED.value,
            "limit": limit,
            "measured": measured,
            "allowed": allowed,
        },
    )
