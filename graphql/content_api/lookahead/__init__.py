"""Loading what a request shows: each query once, for all rows at a time, with visibility inside.

A plan that is made before execution has to repeat what the executor does: fragments, type conditions, directives,
variables. Here the executor is the plan. Rows that one query brought are *siblings*; when it comes to a relation of
the first of them, the relation is loaded for all of them. What is known ahead (the objects that blocks and rich
texts refer to) is collected first and loaded with whatever is asked for first. ``docs/adr/0006`` says more.

Without it (``GRAPHQL_LOOKAHEAD = False``) every row is loaded for itself, and the answers are the same.
"""

from __future__ import annotations

from .batches import Batch, batch
from .loader import Loader
from .of_request import load, loader_for
from .references import Reference

__all__ = ["Batch", "Loader", "Reference", "batch", "load", "loader_for"]
