"""A database of a test's own, which may be dropped and restored: the programs of PostgreSQL see what is committed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import databases


@pytest.fixture
def own_database(
    django_db_setup: databases.ProcessDatabase, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """Empty but migrated; the suite's own one is back afterwards."""
    before = django_db_setup
    with django_db_blocker.unblock():
        if isinstance(before, databases.PostgreSQLDatabase):
            if not all(map(shutil.which, ("pg_dump", "pg_restore", "psql"))):
                pytest.skip("PostgreSQL's client programs are not installed.")
            name = f"{before.prefix}copy_restored_{before.copy.rpartition('_')[2]}"
            drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
            before.execute(drop, f'CREATE DATABASE "{name}" TEMPLATE "{before.template}"')
        else:
            name = str(tmp_path / "own.sqlite3")
            shutil.copyfile(before.template, name)
        former = str(connection.settings_dict["NAME"])
        databases.use(name)
        try:
            yield
        finally:
            databases.use(former)
            ContentType.objects.clear_cache()
            if isinstance(before, databases.PostgreSQLDatabase):
                before.execute(drop)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backups"


def run(command: str, folder: Path, **options: Any) -> str:
    """What the command says, complaints included."""
    out = StringIO()
    call_command(command, folder, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def ask(client: Client) -> Callable[[str], HttpResponse]:
    def send(query: str) -> HttpResponse:
        response = client.get("/graphql/", {"query": query})
        assert "errors" not in json.loads(response.content), response.content
        return response

    return send
