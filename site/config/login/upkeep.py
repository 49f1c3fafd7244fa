"""What is left of log-ins that are over."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from axes.models import AccessAttempt
from django.conf import settings


def remove_ended(now: datetime) -> None:
    """Remove sessions that have ended, and wrong passwords that no lock depends on any more, with their addresses."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
