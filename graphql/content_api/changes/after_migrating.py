"""The log of what existed before it: written when migrations are through."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from .log import catch_up
from .models import ContentChange
from .subjects import subjects


def catch_up_after_migrating(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """A receiver of ``post_migrate``; does nothing while a part of the tables is not there yet."""
    if using != DEFAULT_DB_ALIAS:
        return
    connection = connections[using]
    needed = {model._meta.db_table for model in (ContentChange, *subjects())}
    if needed <= set(connection.introspection.table_names()):
        catch_up()
