"""The search index, and beside it what each database searches in."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

STATEMENTS = {
    "postgresql": [
        """
        ALTER TABLE content_api_searchdocument
            ADD COLUMN vector tsvector NOT NULL DEFAULT '',
            ADD COLUMN title_vector tsvector NOT NULL DEFAULT ''
        """,
        "CREATE INDEX content_api_searchdocument_vector ON content_api_searchdocument USING gin (vector)",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE content_api_searchterms USING fts5 (title, keywords, text, words, tokenize = 'ascii')",
        """
        CREATE TRIGGER content_api_searchdocument_deleted AFTER DELETE ON content_api_searchdocument BEGIN
            DELETE FROM content_api_searchterms WHERE rowid = OLD.id;
        END
        """,
    ],
}


def add_terms(apps: Any, schema_editor: Any) -> None:
    for statement in STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def drop_terms(apps: Any, schema_editor: Any) -> None:
    """What stands in the table itself goes with it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER content_api_searchdocument_deleted")
        schema_editor.execute("DROP TABLE content_api_searchterms")


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=100)),
                ("object_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=20)),
                ("title", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("object_id", "model", "language"), name="one_document_per_language"
                    )
                ]
            },
        ),
        migrations.RunPython(add_terms, drop_terms),
    ]
