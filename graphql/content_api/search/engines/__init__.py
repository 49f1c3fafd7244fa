"""What differs between the databases: how terms are stored, matched and weighed."""

from __future__ import annotations

from types import ModuleType

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from . import postgresql, sqlite

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    """The module for the database in use. It has:

    - ``APART``, which ends a subquery that is to be answered for itself, not merged into what is around it;
    - ``write(documents)`` inserts documents or replaces them, by model, object and language;
    - ``match(query)`` answers the ``Match`` of a query that has words.
    """
    if connection.vendor not in ENGINES:
        raise ImproperlyConfigured(f"The search knows PostgreSQL and SQLite, not {connection.vendor}.")
    return ENGINES[connection.vendor]
