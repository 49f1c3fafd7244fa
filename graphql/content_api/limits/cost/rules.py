"""The limits on cost, by the variables of a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from ..refusal import over
from .expressions import evaluate
from .planning import Plan


def cost_refusal(plan: Plan, variables: Mapping[str, Any]) -> tuple[int, GraphQLError | None]:
    """What an operation costs with coerced ``variables``, and its refusal if that or introspection is too much."""
    cost = evaluate(plan.cost, variables)
    return cost, over("cost", cost) or over("introspection_cost", evaluate(plan.introspection, variables))
