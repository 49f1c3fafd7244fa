"""scripts/lint_migrations.py sees what would stop the release that is running, and needs no server to see it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = """
import sys
sys.path.insert(0, "scripts")
import django
import lint_migrations

django.setup()
lint_migrations.work_without_server()
from django.apps import apps
from django.db import connection, models
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements

article = apps.get_model("articles", "ArticlePage")
column = models.CharField(max_length=10)
column.set_attributes_from_name("colour")
column.model = article
changes = {
    "remove": lambda editor: editor.remove_field(article, article._meta.get_field("kind")),
    "rename": lambda editor: editor.alter_db_table(article, "articles_articlepage", "articles_text"),
    "demand": lambda editor: editor.add_field(article, column),
    "index": lambda editor: editor.add_index(article, models.Index(fields=["kind"], name="kinds")),
}
for name, change in changes.items():
    with connection.schema_editor(collect_sql=True) as editor:
        change(editor)
    errors, _, warnings = analyse_sql_statements(PostgresqlAnalyser, editor.collected_sql)
    print(name, *(issue.code for issue in [*errors, *warnings]))
"""


def test_dangers_are_found() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    run = subprocess.run([sys.executable, "-c", PROGRAM], cwd=PROJECT, env=environment, capture_output=True, text=True)

    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "remove DROP_COLUMN",
        "rename RENAME_TABLE",
        "demand NOT_NULL",
        "index CREATE_INDEX",
    ]
