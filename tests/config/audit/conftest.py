"""Somebody who logs in, and what the log says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from accounts.models import User

PASSWORD = "a long password of hers"

Said = Callable[[], list[tuple[str, str, str]]]


@pytest.fixture
def ada() -> User:
    """A moderator; what was noted when her account was made is taken away."""
    user = User.objects.create_user("ada", "ada@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name="Moderators"))
    ModelLogEntry.objects.all().delete()
    return user


@pytest.fixture
def said() -> Said:
    """Reads the entries so far: who, about whom, what."""

    def read() -> list[tuple[str, str, str]]:
        entries = ModelLogEntry.objects.order_by("timestamp", "pk")
        return [(str(entry.user or "system"), entry.label, entry.message) for entry in entries]

    return read
