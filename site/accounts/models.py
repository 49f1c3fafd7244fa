"""The user model, own from the first migration on so that fields can be added later."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who works in the admin: editor, moderator or operator. Readers have no accounts."""
