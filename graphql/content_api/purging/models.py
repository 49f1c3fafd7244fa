"""How far the CDNs have been told of changes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class CdnPurge(models.Model):
    """The changes after one number up to another one, of which the CDNs were told. The newest row is the cursor."""

    epoch = models.CharField(max_length=40)  # of the change log; its numbers mean something within it
    after = models.BigIntegerField()
    up_to = models.BigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    repeat_at = models.DateTimeField(null=True)  # when to tell them again; null after that

    # Wagtail would look for references to other objects in it.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["epoch", "up_to"], name="purged_once")]

    def __str__(self) -> str:
        return f"{self.after} to {self.up_to}"
