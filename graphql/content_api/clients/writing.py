"""Writing usage to the tables, all batches in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from .batches import Batch
from .models import ApiClient, ApiToken, ClientUsage


def write(batches: Iterable[Batch]) -> None:
    """Add ``batches`` to what is stored, and drop what is older than ``GRAPHQL_USAGE["days"]``.

    Clients and tokens that were deleted meanwhile are left out.
    """
    total = Batch()
    for batch in batches:
        total.add(batch)
    in_order = sorted(total.counts.items())  # the same in each worker, so that they never block each other for ever
    rows: list[tuple[Any, ...]] = [(*key, *numbers) for key, numbers in in_order]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany(_adding(), [(*row, row[0]) for row in rows])
        _write_last_use(total.used)
        oldest = datetime.now(UTC).date() - timedelta(days=settings.GRAPHQL_USAGE["days"])
        ClientUsage.objects.filter(day__lt=oldest).delete()


def _adding() -> str:
    """One statement that makes a row or adds to it, which Django's ORM cannot say."""
    usage, clients = ClientUsage._meta.db_table, ApiClient._meta.db_table
    day = "CAST(%s AS date)" if connection.vendor == "postgresql" else "%s"
    return f"""
        INSERT INTO {usage} (client_id, day, operation, requests, errors, refusals)
        SELECT CAST(%s AS bigint), {day}, %s, CAST(%s AS bigint), CAST(%s AS bigint), CAST(%s AS bigint)
        WHERE EXISTS (SELECT 1 FROM {clients} WHERE id = %s)
        ON CONFLICT (client_id, day, operation) DO UPDATE SET
            requests = {usage}.requests + excluded.requests,
            errors = {usage}.errors + excluded.errors,
            refusals = {usage}.refusals + excluded.refusals
    """  # noqa: S608  (made of names of tables)


def _write_last_use(used: dict[int, tuple[int, str]]) -> None:
    by_client: dict[int, str] = {}
    for token, (client, moment) in sorted(used.items()):
        _move_on(ApiToken, token, moment)
        by_client[client] = max(by_client.get(client, ""), moment)
    for client, moment in sorted(by_client.items()):
        _move_on(ApiClient, client, moment)


def _move_on(model: Any, key: int, moment: str) -> None:
    """Batches may come in any order: time only moves forwards."""
    last = datetime.fromisoformat(moment)
    model.objects.filter(Q(last_used_at__lt=last) | Q(last_used_at=None), pk=key).update(last_used_at=last)
