"""The demo content for tests that need real content: loading takes seconds, so a module shares one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.changes import number_changes
from tests.factories.media import picture


def load(**options: bool) -> str:
    """Run the command; answer what it says."""
    out = StringIO()
    call_command("load_demo", stdout=out, stderr=out, **options)
    return out.getvalue()


@contextmanager
def plain_covers() -> Iterator[None]:
    """Covers of one colour: drawing the real ones takes half a second each, and they have tests of their own."""

    def plain_cover(slug: str, title: str) -> bytes:
        return picture(colour=f"#{hashlib.sha256(slug.encode()).hexdigest()[:6]}", kind="JPEG")

    with mock.patch("media.demo.draw_cover", plain_cover):
        yield


@contextmanager
def demo_content(blocker: DjangoDbBlocker, media_root: Path) -> Iterator[str]:
    """The content in a transaction around the module's tests; yields what the command said."""
    settings = override_settings(DEMO_USERS_ALLOWED=True, MEDIA_ROOT=media_root)
    with blocker.unblock(), settings, plain_covers(), transaction.atomic():
        said = load()
        number_changes()
        yield said
        transaction.set_rollback(True)
