"""The change log, and in the database what gives its rows their numbers.

On PostgreSQL a row is inserted without a number. A constraint trigger, deferred until the transaction commits, takes a
lock and numbers the transaction's rows: the lock is held for the commit alone, so that a long transaction delays
nobody, and numbers appear in their order. A number may be left out where a commit fails after it was taken; none
appears late. On SQLite, where one transaction writes at a time, a row gets its number as soon as it is inserted.

SQLite loses triggers when a later migration alters the table: it must create them again.
"""

from __future__ import annotations

import uuid
from typing import Any

import django.utils.timezone
from django.db import migrations, models

STATEMENTS = {
    "postgresql": [
        """
        CREATE SEQUENCE content_api_contentchange_number AS bigint
            OWNED BY content_api_contentchange.number
        """,
        "CREATE INDEX content_api_unnumbered ON content_api_contentchange (id) WHERE number IS NULL",
        """
        CREATE FUNCTION content_api_number_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- The first row of the transaction numbers all of them: nobody else's rows without a number can be seen.
            IF EXISTS (SELECT 1 FROM content_api_contentchange WHERE id = NEW.id AND number IS NULL) THEN
                PERFORM pg_advisory_xact_lock(hashtextextended('content_api_contentchange.number', 0));
                UPDATE content_api_contentchange AS change
                SET number = numbered.number
                FROM (
                    SELECT id, nextval('content_api_contentchange_number') AS number
                    FROM (SELECT id FROM content_api_contentchange WHERE number IS NULL ORDER BY id) AS ordered
                ) AS numbered
                WHERE change.id = numbered.id;
            END IF;
            RETURN NULL;
        END
        $$
        """,
        """
        CREATE CONSTRAINT TRIGGER content_api_contentchange_numbered
            AFTER INSERT ON content_api_contentchange
            DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW.number IS NULL)
            EXECUTE FUNCTION content_api_number_changes()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER content_api_contentchange_numbered AFTER INSERT ON content_api_contentchange
        WHEN NEW.number IS NULL BEGIN
            UPDATE content_api_contentchange SET number = NEW.id WHERE id = NEW.id;
        END
        """,
    ],
}
REVERSE_STATEMENTS = {
    "postgresql": [
        "DROP TRIGGER content_api_contentchange_numbered ON content_api_contentchange",
        "DROP FUNCTION content_api_number_changes()",
        "DROP INDEX content_api_unnumbered",
        "DROP SEQUENCE content_api_contentchange_number",
    ],
    "sqlite": ["DROP TRIGGER content_api_contentchange_numbered"],
}


def add_numbering(apps: Any, schema_editor: Any) -> None:
    for statement in STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def drop_numbering(apps: Any, schema_editor: Any) -> None:
    for statement in REVERSE_STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def begin_the_epoch(apps: Any, schema_editor: Any) -> None:
    apps.get_model("content_api", "ContentEpoch").objects.create(value=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("content_api", "0001_search_documents")]

    operations = [
        migrations.CreateModel(
            name="ContentEpoch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.UUIDField(default=uuid.uuid4)),
                ("pruned_through", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(editable=False, null=True, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("published", "It can be seen now and could not before."),
                            ("updated", "It can be seen as before; its content changed."),
                            ("moved", "It can be seen as before, under another path."),
                            ("unpublished", "It was taken off and can no longer be seen."),
                            ("restricted", "It can no longer be seen, because its place was closed to the public."),
                            ("deleted", "It no longer exists."),
                            ("settings", "Something that answers depend on changed: a site, a locale, settings."),
                        ],
                        max_length=12,
                    ),
                ),
                ("object_type", models.CharField(max_length=50)),
                ("object_id", models.BigIntegerField()),
                ("uid", models.UUIDField(null=True)),
                ("locale", models.CharField(default="", max_length=20)),
                ("path", models.TextField(default="")),
                ("former_path", models.TextField(default="")),
                ("tags", models.TextField(default="")),
                ("state_tags", models.TextField(default="")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("was_visible", models.BooleanField()),
                ("is_visible", models.BooleanField()),
                ("is_newest", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_newest", True)),
                        fields=["object_id", "object_type"],
                        name="newest_change",
                    ),
                    models.Index(fields=["created_at"], name="change_created_at"),
                ],
            },
        ),
        migrations.RunPython(add_numbering, drop_numbering),
        migrations.RunPython(begin_the_epoch, migrations.RunPython.noop),
    ]
