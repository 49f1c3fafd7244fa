"""Mail to those who look after webhooks."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse

from .models import WebhookEndpoint

logger = logging.getLogger(__name__)

SUBJECT = "Webhook endpoint disabled: {name}"
TEXT = """\
The webhook endpoint “{name}” was disabled after {failures} failed attempts in a row.

  Address       {url}
  Last problem  {problem}
  Failing since {since:%d %B %Y %H:%M} UTC

Nothing is sent to it until somebody enables it again. What happens meanwhile is kept and sent then:
{admin}
"""


def admins() -> list[str]:
    """The addresses of active users who may change endpoints."""
    users = get_user_model().objects.with_perm(
        "content_api.change_webhookendpoint", backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(users.exclude(email="").order_by("email").values_list("email", flat=True).distinct())


def tell_admins(endpoint: WebhookEndpoint) -> None:
    """Say that the endpoint is disabled. A mail server that is away is logged; the dashboard says it all the same."""
    recipients = admins()
    if not recipients:
        return
    text = TEXT.format(
        name=endpoint.name,
        failures=endpoint.failures,
        url=endpoint.url,
        problem=endpoint.problem,
        since=endpoint.failing_since,
        admin=settings.WAGTAILADMIN_BASE_URL + reverse("webhook_endpoints:inspect", args=[endpoint.pk]),
    )
    try:
        send_mail(SUBJECT.format(name=" ".join(endpoint.name.split())), text, None, recipients)
    except OSError:
        logger.exception("No mail about the webhook endpoint “%s” could be sent", endpoint.name)
