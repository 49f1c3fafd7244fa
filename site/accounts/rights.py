"""Rights of the editorial groups, as migrations give and take them.

Wagtail's own migrations make the groups Editors and Moderators. A project's migrations run before Django has
written the rows for its permissions: these are made here, with the names that Django and Wagtail give them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

EDITORS = "Editors"
MODERATORS = "Moderators"
MARKETING = "Marketing"

# Group, then "app.model", then actions such as "add" or "publish".
Rights = Mapping[str, Mapping[str, Sequence[str]]]


def give(apps: Any, rights: Rights, using: str) -> None:
    """Give the groups their rights. Doing it twice changes nothing."""
    group_model = apps.get_model("auth", "Group")
    for name, permission_id in _permissions(apps, rights, using):
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.add(permission_id)


def take(apps: Any, rights: Rights, using: str) -> None:
    """Take the rights away again. The permissions themselves stay: other groups may have them."""
    group_model = apps.get_model("auth", "Group")
    for name, permission_id in _permissions(apps, rights, using):
        for group in group_model.objects.using(using).filter(name=name):
            group.permissions.remove(permission_id)


def _permissions(apps: Any, rights: Rights, using: str) -> Iterator[tuple[str, int]]:
    """Group and key of the permission.

    Keys, not rows: when migrations are undone, relations may point to the models of another state.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for name, models in rights.items():
        for label, actions in models.items():
            app_label, model_name = label.split(".")
            content_type, _ = content_types.get_or_create(app_label=app_label, model=model_name)
            for action in actions:
                permission, _ = permissions.get_or_create(
                    content_type_id=content_type.pk,
                    codename=f"{action}_{model_name}",
                    defaults={"name": f"Can {action} {_verbose_name(apps, app_label, model_name)}"},
                )
                yield name, permission.pk


def _verbose_name(apps: Any, app_label: str, model_name: str) -> str:
    return str(apps.get_model(app_label, model_name)._meta.verbose_name)
