"""The change log in tests, whose transactions never commit."""

from __future__ import annotations

from django.db import connection

from content_api.changes.commits import write_pending


def number_changes() -> None:
    """Write the rows that wait for the end of the transaction, and give them their numbers, as its commit would."""
    write_pending()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
