"""Test mails that editors have asked for: a row each, which the worker sends."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from content_api.clients.lists import Lines

MOST_RECIPIENTS = 5  # of one test
MOST_AN_HOUR = 20  # tests of one person
KEPT = timedelta(days=30)


class TrialState(models.TextChoices):
    """How far a test mail has come."""

    WAITING = "waiting", "Waiting for the worker"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class TrialMail(models.Model):
    """One test of one issue. It sends what the draft said when it was asked for."""

    issue = models.ForeignKey("syndication.NewsletterIssuePage", on_delete=models.CASCADE, related_name="trial_mails")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.CASCADE, related_name="+")
    recipients = Lines(default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    state = models.CharField(max_length=8, choices=TrialState.choices, default=TrialState.WAITING)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "test mail"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="trial_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.issue} to {', '.join(self.recipients)}"
