"""The group Marketing looks after partners; editors and moderators see who they are."""

from accounts.rights import EDITORS, MARKETING, MODERATORS, give, take
from django.db import migrations

PARTNER = "syndication.syndicationpartner"
RIGHTS = {
    MARKETING: {
        "wagtailadmin.admin": ["access"],
        PARTNER: ["view", "add", "change", "delete", "show_address"],
    },
    EDITORS: {PARTNER: ["view"]},
    MODERATORS: {PARTNER: ["view"]},
}


def give_rights(apps, schema_editor):
    give(apps, RIGHTS, schema_editor.connection.alias)


def take_rights(apps, schema_editor):
    take(apps, RIGHTS, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_editorial_groups"),
        ("syndication", "0003_partners"),
        ("wagtailadmin", "0003_admin_managed"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]
