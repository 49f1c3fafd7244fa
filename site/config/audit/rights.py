"""What the log learns of passwords, and of what people may do.

Wagtail notes that an account or a group was edited, and not what it can do since. Whoever changed it is known within
the admin; from a shell it is the system.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.models import User

from . import actions
from .noting import note

FLAGS = ("is_active", "is_staff", "is_superuser")
NEW = {"is_active": True, "is_staff": False, "is_superuser": False}  # an account that may do nothing yet
BEFORE = "_flags_before"


@receiver(post_save, sender=User)
def password_changed(sender: Any, instance: User, created: bool, raw: bool, **_: Any) -> None:
    """A password that somebody has chosen. Django keeps it until the end of ``save()``; a better hash is no new one."""
    if not (created or raw) and getattr(instance, "_password", None) is not None:
        note(actions.PASSWORD_CHANGED, instance, None)


@receiver(pre_save, sender=User)
def flags_before(sender: Any, instance: User, raw: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    """What the database holds, where the flags may be written: what the instance held may be older."""
    if not raw and (update_fields is None or set(FLAGS) & set(update_fields)):
        row = User.objects.filter(pk=instance.pk).values(*FLAGS).first() if instance.pk else None
        setattr(instance, BEFORE, row or NEW)


@receiver(post_save, sender=User)
def flags_changed(sender: Any, instance: User, **_: Any) -> None:
    before: dict[str, bool] = instance.__dict__.pop(BEFORE, {})
    changed = [name for name, value in before.items() if getattr(instance, name) != value]
    if changed:
        added = [name for name in changed if not before[name]]
        removed = [name for name in changed if before[name]]
        note(actions.RIGHTS_CHANGED, instance, None, added=added, removed=removed)


@receiver(m2m_changed, sender=User.groups.through)
def groups_changed(sender: Any, instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """Of an account, or with ``reverse`` from the group's side."""
    change = _change(instance, "groups", action, pk_set) if not reverse else None
    if change:
        note(actions.GROUPS_CHANGED, instance, None, **change)
    elif reverse and action in ("post_add", "post_remove"):
        for user in User.objects.filter(pk__in=pk_set or ()):
            note(actions.GROUPS_CHANGED, user, None, None, **{_word(action): [str(instance)]})


@receiver(m2m_changed, sender=User.user_permissions.through)
def permissions_of_user_changed(
    sender: Any, instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if not reverse and (change := _change(instance, "user_permissions", action, pk_set)):
        note(actions.RIGHTS_CHANGED, instance, None, **change)


@receiver(m2m_changed, sender=Group.permissions.through)
def permissions_of_group_changed(
    sender: Any, instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if not reverse and (change := _change(instance, "permissions", action, pk_set)):
        note(actions.RIGHTS_CHANGED, instance, None, **change)


def _change(instance: Model, relation: str, action: str, keys: set[int] | None) -> dict[str, Any]:
    """What was added to the relation or removed from it, by name; nothing where that was not a change."""
    manager = getattr(instance, relation)
    if action == "pre_clear":
        return {"removed": _names(manager.all())}
    if action in ("post_add", "post_remove") and keys:
        return {_word(action): _names(manager.model.objects.filter(pk__in=keys))}
    return {}


def _word(action: str) -> str:
    return "added" if action == "post_add" else "removed"


def _names(objects: Any) -> list[str]:
    return sorted(getattr(one, "codename", None) or str(one) for one in objects)


@receiver(post_save, sender=GroupPagePermission)
@receiver(post_save, sender=GroupCollectionPermission)
def permission_of_place_given(sender: Any, instance: Any, created: bool, raw: bool, **_: Any) -> None:
    """On pages and collections."""
    if created and not raw:
        note(actions.RIGHTS_CHANGED, instance.group, None, added=[_permission(instance)])


@receiver(post_delete, sender=GroupPagePermission)
@receiver(post_delete, sender=GroupCollectionPermission)
def permission_of_place_taken(sender: Any, instance: Any, **_: Any) -> None:
    note(actions.RIGHTS_CHANGED, instance.group, None, removed=[_permission(instance)])


def _permission(given: GroupPagePermission | GroupCollectionPermission) -> str:
    place = given.page if isinstance(given, GroupPagePermission) else given.collection
    return f"{given.permission.codename} below {place}"
