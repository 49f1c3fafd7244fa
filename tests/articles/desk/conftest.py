"""People and days for the tests of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User

TODAY = dt.date(2026, 11, 26)
NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)

ClientOf = Callable[..., Client]


@pytest.fixture
def today() -> Any:
    """Noon of 26 November 2026."""
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def client_in() -> ClientOf:
    """The browser of somebody in these groups; "Bystanders" enter the admin, and may do nothing there."""

    def make(*groups: str, name: str = "") -> Client:
        user = User.objects.create_user(username=name or "-".join(groups).lower())
        for group in groups:
            found, created = Group.objects.get_or_create(name=group)
            if created:
                found.permissions.add(Permission.objects.get(codename="access_admin"))
            user.groups.add(found)
        client = Client()
        client.force_login(user)
        return client

    return make
