"""What both editorial groups may do beyond Wagtail's defaults, whatever the content."""

from django.db import migrations


def _submit_translation(apps, using):
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label="simple_translation", model="simpletranslation")
    )
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type_id=content_type.pk,
            codename="submit_translation",
            defaults={"name": "Can submit translations"},
        )
    )
    return permission.pk


def _bulk_delete(apps, using):
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label="wagtailcore", model="page")
    )
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type_id=content_type.pk,
            codename="bulk_delete_page",
            defaults={"name": "Delete pages with children"},
        )
    )
    return permission.pk


def give_rights(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name in ("Editors", "Moderators"):
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(_submit_translation(apps, using))
    root = apps.get_model("wagtailcore", "Page").objects.using(using).get(depth=1)
    apps.get_model("wagtailcore", "GroupPagePermission").objects.using(using).get_or_create(
        group_id=groups.get(name="Moderators").pk, page_id=root.pk, permission_id=_bulk_delete(apps, using)
    )


def take_rights(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for group in groups.filter(name__in=("Editors", "Moderators")):
        group.permissions.remove(_submit_translation(apps, using))
    apps.get_model("wagtailcore", "GroupPagePermission").objects.using(using).filter(
        group__name="Moderators", page__depth=1, permission_id=_bulk_delete(apps, using)
    ).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0095_groupsitepermission"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]
