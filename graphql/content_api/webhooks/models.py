"""Endpoints, and what was sent to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ..changes.log import current_version
from ..outbound import BadAddressError, Target
from .choices import DeliveryReason, DeliveryStatus, EndpointState
from .secrets import new_secret, seal, unseal


def validate_url(url: str) -> None:
    """What can be refused before anything is resolved; the rest is checked with every request."""
    try:
        target = Target.parse(url)
    except BadAddressError as error:
        raise ValidationError(str(error)) from error
    if settings.WEBHOOKS["require_https"] and target.scheme != "https":
        raise ValidationError("The address must begin with https://.")


class WebhookEndpoint(models.Model):
    """Somebody's address that is told of changes, and how far it has come.

    Columns below "State" belong to the worker, which writes them one by one; the form writes the others.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100)
    url = models.CharField("address", max_length=2_000, validators=[validate_url])
    is_active = models.BooleanField(
        "send",
        default=True,
        help_text="While this is off, nothing is sent. What happened meanwhile is sent afterwards.",
    )

    # An empty list lets everything through.
    kinds = models.JSONField("kinds of change", default=list, blank=True)
    object_types = models.JSONField(default=list, blank=True)
    locales = models.JSONField("languages", default=list, blank=True)
    path_prefix = models.CharField(
        max_length=500,
        blank=True,
        help_text="Only what has, or had, a path that begins so: /articles/ (where there are several sites, with the "
        "site’s address before it). Leave it empty for everything.",
    )

    # Encrypted; see `secrets`.
    secret = models.TextField(editable=False)
    previous_secret = models.TextField(blank=True, editable=False)
    previous_secret_until = models.DateTimeField(null=True, editable=False)

    # State
    cursor = models.BigIntegerField(default=0, editable=False)  # number of the last change that is done with
    replay_after = models.BigIntegerField(null=True, editable=False)  # a replay's own cursor
    replay_until = models.BigIntegerField(null=True, editable=False)
    state = models.CharField(
        max_length=10, choices=EndpointState.choices, default=EndpointState.WORKING, editable=False
    )
    failures = models.PositiveIntegerField(default=0, editable=False)  # in a row
    failing_since = models.DateTimeField(null=True, editable=False)
    problem = models.TextField(blank=True, editable=False)
    next_attempt_at = models.DateTimeField(default=timezone.now, editable=False)
    attempted_at = models.DateTimeField(null=True, editable=False)
    delivered_at = models.DateTimeField("last delivery", null=True, editable=False)
    milliseconds = models.PositiveIntegerField(default=0, editable=False)  # of the last attempt
    leased_by = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "webhook endpoint"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new endpoint begins with what changes from now on, and has a secret."""
        if self._state.adding and not self.cursor:
            self.cursor = current_version()
        if not self.secret:
            self.secret = seal(new_secret())
        super().save(*args, **kwargs)

    def valid_secrets(self, now: datetime) -> list[str]:
        """The secrets to sign with, the newest first. Raises `SecretUnreadableError`."""
        sealed = [self.secret]
        if self.previous_secret and self.previous_secret_until and self.previous_secret_until > now:
            sealed.append(self.previous_secret)
        return [unseal(secret) for secret in sealed]

    def rotate_secret(self, now: datetime) -> None:
        """A new secret; the present one stays valid for a while, and an older one ends at once."""
        self.previous_secret = self.secret
        self.previous_secret_until = now + timedelta(hours=settings.WEBHOOKS["rotation_hours"])
        self.secret = seal(new_secret())
        self.save(update_fields=["secret", "previous_secret", "previous_secret_until"])

    @property
    def is_replaying(self) -> bool:
        return self.replay_until is not None

    @property
    def is_slow(self) -> bool:
        """Whether an attempt is likely to keep a thread busy for long."""
        return self.failures > 0 or self.milliseconds > 1_000


class WebhookDelivery(models.Model):
    """One attempt to send a message, with request and answer; or one that waits for the worker."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices)
    reason = models.CharField(max_length=10, choices=DeliveryReason.choices)
    message_id = models.CharField("message", max_length=100, db_index=True)
    event = models.CharField(max_length=70)
    number = models.BigIntegerField("number of the change", null=True)  # none for a test
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    url = models.CharField("address", max_length=2_000, blank=True)
    request_headers = models.JSONField(default=dict)
    request_body = models.TextField()
    response_status = models.PositiveSmallIntegerField("answer", null=True)
    response_headers = models.JSONField(default=dict)
    response_body = models.TextField(blank=True)
    is_response_cut = models.BooleanField(default=False)
    milliseconds = models.PositiveIntegerField(null=True)
    error_code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "webhook delivery"
        verbose_name_plural = "webhook deliveries"
        ordering = ["-pk"]
        default_permissions = ()  # those of the endpoints count
        indexes = [
            models.Index(fields=["created_at"], name="webhook_delivery_created"),
            models.Index(
                fields=["endpoint"], name="webhook_delivery_waiting", condition=models.Q(status=DeliveryStatus.WAITING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.number}" if self.number else self.event
