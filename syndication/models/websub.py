"""What a WebSub hub was told."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class HubNotice(models.Model):
    """A list of articles, and the state of it that the hub knows of. ``path`` is that of its JSON Feed."""

    path = models.CharField(max_length=300, unique=True)
    digest = models.CharField(max_length=64)
    told_at = models.DateTimeField(default=timezone.now)

    # Wagtail would look for references to other objects in it.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.path
