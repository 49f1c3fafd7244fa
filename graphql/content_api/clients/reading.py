"""Reading a token with its client: one statement, compiled once, since each request with a token asks it.

Django would take longer to compile it anew than the database needs to answer it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

from .models import ApiClient, ApiToken

OF_TOKEN = [field.attname for field in ApiToken._meta.concrete_fields]
OF_CLIENT = [field.attname for field in ApiClient._meta.concrete_fields]


def token_with_prefix(prefix: str) -> ApiToken | None:
    """The token with this prefix, valid or not, and its client with it."""
    sql, converters = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [prefix])
        row = cursor.fetchone()
    if row is None:
        return None
    values = list(row)
    for column, (functions, expression) in converters.items():
        for convert in functions:
            values[column] = convert(values[column], expression, connection)
    token = ApiToken.from_db(connection.alias, OF_TOKEN, values[: len(OF_TOKEN)])
    token.client = ApiClient.from_db(connection.alias, OF_CLIENT, values[len(OF_TOKEN) :])
    return token


@cache
def _statement(vendor: str) -> tuple[str, dict[int, Any]]:
    """SQL with one parameter, and what turns the columns of this kind of database into values."""
    names = [*OF_TOKEN, *(f"client__{name}" for name in OF_CLIENT)]
    compiler: Any = ApiToken.objects.filter(prefix="").order_by().values_list(*names).query.get_compiler("default")
    sql, parameters = compiler.as_sql()
    assert parameters == ("",)  # noqa: S101  (only the prefix is left open)
    return sql, compiler.get_converters([column[0] for column in compiler.select])
