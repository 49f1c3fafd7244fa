"""Schedules that were due and could not be carried out: shown to editors until they are solved."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ScheduledAction(models.TextChoices):
    """What was due."""

    PUBLISH = "publish", "Publishing"
    UNPUBLISH = "unpublish", "Unpublishing"


class ScheduleFailure(models.Model):
    """One object whose schedule fails, with the reasons of the last attempt. Gone as soon as the schedule is."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    action = models.CharField(max_length=20, choices=ScheduledAction.choices)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    problems = models.TextField()
    first_failed_at = models.DateTimeField()
    last_failed_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["first_failed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "action"], name="schedule_failure_once_per_object"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} of {self.content_type} {self.object_id}"
