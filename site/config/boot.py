"""Before the first request: production does not start with settings that are not safe."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe() -> None:
    """Run the checks of ``check --deploy`` where the settings ask for it.

    Raises ``ImproperlyConfigured`` with all errors and what to set. Warnings are for ``check --deploy`` to show.
    """
    if not settings.REFUSE_UNSAFE:
        return
    found = run_checks(include_deployment_checks=True)
    errors = [message for message in found if message.is_serious(ERROR) and not message.is_silenced()]
    if errors:
        listed = "\n".join(f"- {error.msg} {error.hint or ''} ({error.id})" for error in errors)
        raise ImproperlyConfigured(f"The service does not start with these settings:\n{listed}")
