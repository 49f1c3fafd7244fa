"""The people of the demo content. Their password is public, so they exist only where that does no harm."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from .models import User

DEMO_PASSWORD = "nuages-demo"  # noqa: S105

# Name, surname, groups. The editor may publish; the author hands in for moderation; the marketer looks after partners.
PEOPLE: dict[str, tuple[str, str, list[str]]] = {
    "admin": ("Ada", "Admin", []),
    "editor": ("Edith", "Editor", ["Editors", "Moderators"]),
    "moderator": ("Milo", "Moderator", ["Moderators"]),
    "author": ("Aubrey", "Author", ["Editors"]),
    "marketer": ("Marta", "Marketer", ["Marketing"]),
}


def users_are_allowed() -> bool:
    """Their password is public, so under development settings only."""
    allowed: bool = settings.DEMO_USERS_ALLOWED
    return allowed


def load_users() -> int:
    """Make the demo users that do not exist yet; answers how many those were."""
    made = 0
    for username, (first_name, last_name, groups) in PEOPLE.items():
        if User.objects.filter(username=username).exists():
            continue
        is_admin = username == "admin"
        user = User.objects.create_user(
            username,
            f"{username}@example.org",
            DEMO_PASSWORD,
            first_name=first_name,
            last_name=last_name,
            is_superuser=is_admin,
            is_staff=is_admin,
        )
        user.groups.set(Group.objects.filter(name__in=groups))
        # They have no mailboxes.
        UserProfile.objects.create(
            user=user, submitted_notifications=False, approved_notifications=False, rejected_notifications=False
        )
        made += 1
    return made
