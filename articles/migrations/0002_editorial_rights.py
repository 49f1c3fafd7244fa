"""Editors write facts, moderators also publish and delete them."""

from accounts.rights import EDITORS, MODERATORS, give, take
from django.db import migrations

SNIPPETS = ("author", "claim", "framework", "source", "topic")
WITH_DRAFTS = ("claim", "framework")

RIGHTS = {
    EDITORS: {f"articles.{snippet}": ["view", "add", "change"] for snippet in SNIPPETS},
    MODERATORS: {
        f"articles.{snippet}": [
            "view",
            "add",
            "change",
            "delete",
            *(["publish"] if snippet in WITH_DRAFTS else []),
        ]
        for snippet in SNIPPETS
    },
}


def give_rights(apps, schema_editor):
    give(apps, RIGHTS, schema_editor.connection.alias)


def take_rights(apps, schema_editor):
    take(apps, RIGHTS, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_editorial_groups"),
        ("articles", "0001_initial"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]
