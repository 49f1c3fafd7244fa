"""Moderators keep the menus and the site's settings; editors look."""

from accounts.rights import EDITORS, MODERATORS, give, take
from django.db import migrations

RIGHTS = {
    EDITORS: {"home.navigation": ["view"]},
    MODERATORS: {
        "home.navigation": ["view", "add", "change", "delete"],
        "home.sitesettings": ["change"],
    },
}


def give_rights(apps, schema_editor):
    give(apps, RIGHTS, schema_editor.connection.alias)


def take_rights(apps, schema_editor):
    take(apps, RIGHTS, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_editorial_groups"),
        ("home", "0002_home_page"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]
