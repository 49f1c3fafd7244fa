"""Passwords, groups and rights in the log."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.core import serializers
from django.test import Client
from pytest_django import Settings
from wagtail.models import GroupPagePermission, ModelLogEntry, Page

from accounts.models import User

from .conftest import PASSWORD, Said

pytestmark = pytest.mark.django_db


def test_new_password(ada: User, said: Said) -> None:
    ada.set_password("another long password")
    ada.save()

    assert said() == [("system", "ada", "Password changed")]
    assert "another" not in serializers.serialize("json", ModelLogEntry.objects.all())


def test_better_hash_is_no_new_password(ada: User, said: Said, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [*settings.PASSWORD_HASHERS, "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ada.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    ada.save()

    assert ada.check_password(PASSWORD)
    ada.refresh_from_db()
    assert (ada.password.partition("$")[0], said()) == ("md5", [])


def test_account_is_made_with_rights(said: Said) -> None:
    ModelLogEntry.objects.all().delete()
    User.objects.create_user("eve", password=PASSWORD)
    User.objects.create_superuser("root", password=PASSWORD)

    assert said() == [("system", "root", "Rights changed (added: is_staff, is_superuser)")]


def test_flags_of_an_account(ada: User, said: Said) -> None:
    older = User.objects.get(pk=ada.pk)
    ada.is_superuser = True
    ada.save()
    older.last_name = "Lovelace"
    older.save(update_fields=["last_name"])
    ada.is_superuser, ada.is_active = False, False
    ada.save()

    assert said() == [
        ("system", "ada", "Rights changed (added: is_superuser)"),
        ("system", "ada", "Rights changed (removed: is_active, is_superuser)"),
    ]


def test_groups_of_an_account_from_both_sides(ada: User, said: Said) -> None:
    editors = Group.objects.get(name="Editors")
    ada.groups.add(editors)
    ada.groups.add(editors)
    ada.groups.set([editors])
    editors.user_set.remove(ada)
    ada.groups.add(editors)
    ada.groups.clear()

    assert said() == [
        ("system", "ada", "Groups changed (added: Editors)"),
        ("system", "ada", "Groups changed (removed: Moderators)"),
        ("system", "ada", "Groups changed (removed: Editors)"),
        ("system", "ada", "Groups changed (added: Editors)"),
        ("system", "ada", "Groups changed (removed: Editors)"),
    ]


def test_permissions_of_accounts_and_groups(ada: User, said: Said) -> None:
    may = Permission.objects.get(codename="add_user")
    editors = Group.objects.get(name="Editors")
    ada.user_permissions.add(may)
    editors.permissions.add(may)
    editors.permissions.remove(may)

    assert said() == [
        ("system", "ada", "Rights changed (added: add_user)"),
        ("system", "Editors", "Rights changed (added: add_user)"),
        ("system", "Editors", "Rights changed (removed: add_user)"),
    ]


def test_permissions_below_pages(said: Said) -> None:
    editors = Group.objects.get(name="Editors")
    root = Page.objects.get(depth=1)
    ModelLogEntry.objects.all().delete()
    given = GroupPagePermission.objects.create(
        group=editors, page=root, permission=Permission.objects.get(codename="lock_page")
    )
    given.delete()

    assert said() == [
        ("system", "Editors", f"Rights changed (added: lock_page below {root})"),
        ("system", "Editors", f"Rights changed (removed: lock_page below {root})"),
    ]


def test_who_changes_an_account_in_the_admin(admin_client: Client, admin_user: User, ada: User, said: Said) -> None:
    editors = Group.objects.get(name="Editors")
    answer = admin_client.post(
        f"/admin/users/edit/{ada.pk}/",
        {
            "username": "ada",
            "email": "ada@example.org",
            "first_name": "Ada",
            "last_name": "Lovelace",
            "is_active": "on",
            "groups": [editors.pk],
            "password1": "another long password",
            "password2": "another long password",
        },
    )

    assert answer.status_code == 302
    assert set(said()) == {
        ("admin", "ada", "Password changed"),
        ("admin", "ada", "Groups changed (added: Editors)"),
        ("admin", "ada", "Groups changed (removed: Moderators)"),
        ("admin", "ada", "Edited"),
    }
