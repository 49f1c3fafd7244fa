"""Indexes for the orders of lists of pages, on the expressions that the API sorts by.

Most are on Wagtail's table, so they stand in no model's state. Without them a list sorts every page to show twenty.
"""

from __future__ import annotations

from django.db import migrations, models

MOMENT = {
    "postgresql": "(COALESCE({}, '1000-01-01 00:00:00+00'::timestamptz))",
    "sqlite": "COALESCE({}, '1000-01-01 00:00:00')",
}
TITLE = {"postgresql": '{} COLLATE "und-x-icu"', "sqlite": "{} COLLATE NOCASE"}
INDEXES = {
    "page_order_first_published": (MOMENT, "first_published_at"),
    "page_order_last_published": (MOMENT, "last_published_at"),
    "page_order_title": (TITLE, "title"),
}


def create(apps, schema_editor):
    for name, (expression, column) in INDEXES.items():
        key = expression[schema_editor.connection.vendor].format(column)
        schema_editor.execute(f"CREATE INDEX {name} ON wagtailcore_page ({key}, id)", params=None)


def drop(apps, schema_editor):
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_editorial_rights")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["reading_time_minutes", "page_ptr"], name="article_order_reading_time"),
        ),
    ]
