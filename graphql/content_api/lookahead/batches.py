"""Methods that answer for all siblings at once."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLResolveInfo

from .loader import BatchFunction, Loader
from .of_request import loader_for


class Batch:
    """A field's value, found for all rows that were loaded together.

    The function takes the rows and the loader, and answers a dictionary by primary key. What it looks up must go
    through ``loader.rows()``, or be answered as ``Reference``, which is checked when it is followed::

        @batch
        def used_on(claims, loader):
            return {claim.pk: [Reference(Page, key), ...] for claim in claims}
    """

    def __init__(self, function: BatchFunction) -> None:
        self._function = function

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self

        def answer(info: GraphQLResolveInfo) -> Any:
            return self.of(instance, loader_for(info))

        return answer

    def of(self, row: Any, loader: Loader) -> Any:
        """What the function finds for ``row``."""
        return loader.once(row, self._name, self._function)


def batch(function: BatchFunction) -> Batch:
    """Make a method of a model answer for all siblings at once."""
    return Batch(function)
