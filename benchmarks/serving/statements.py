"""Counts the SQL statements of a request that asks for it; all others pass untouched."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

REQUEST_HEADER = "X-Count-Statements"
COUNT_HEADER = "X-Statements"
TIME_HEADER = "X-Statements-Milliseconds"
# What opens and closes transactions is no question to the database.
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")

View = Callable[[HttpRequest], HttpResponse]


def statement_counter(view: View) -> View:
    """The middleware: number and time of the statements go into headers of the answer."""

    def counted(request: HttpRequest) -> HttpResponse:
        if REQUEST_HEADER not in request.headers:
            return view(request)
        statements = Statements()
        with connection.execute_wrapper(statements):
            response = view(request)
        response[COUNT_HEADER] = str(statements.count)
        response[TIME_HEADER] = f"{statements.seconds * 1000:.2f}"
        return response

    return counted


class Statements:
    """Wraps the execution of statements: https://docs.djangoproject.com/en/5.2/topics/db/instrumentation/"""

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            if not sql.lstrip().upper().startswith(BRACKETS):
                self.count += 1
                self.seconds += time.perf_counter() - started
