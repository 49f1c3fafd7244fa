"""The tables of the change log."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class ChangeKind(models.TextChoices):
    """What a change meant for readers."""

    PUBLISHED = "published", "It can be seen now and could not before."
    UPDATED = "updated", "It can be seen as before; its content changed."
    MOVED = "moved", "It can be seen as before, under another path."
    UNPUBLISHED = "unpublished", "It was taken off and can no longer be seen."
    RESTRICTED = "restricted", "It can no longer be seen, because its place was closed to the public."
    DELETED = "deleted", "It no longer exists."
    SETTINGS = "settings", "Something that answers depend on changed: a site, a locale, settings."


class ContentChange(models.Model):
    """One change of one object that the public can see now or could see before.

    ``number`` is the order in which changes were committed: whoever has seen a number never sees a row with a smaller
    one appear later. The database gives it at commit on PostgreSQL, at insert on SQLite; see migration 0002.
    """

    number = models.BigIntegerField(null=True, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    object_type = models.CharField(max_length=50)  # the model's name, such as "articlepage"; of pages the specific one
    object_id = models.BigIntegerField()
    uid = models.UUIDField(null=True)
    locale = models.CharField(max_length=20, default="")  # language code; "" for what has none
    # Public paths without percent encoding, full addresses where there are several sites; "" for what has none.
    path = models.TextField(default="")
    former_path = models.TextField(default="")  # only where it differs from ``path``, or nothing is seen any more
    tags = models.TextField(default="")  # all that the change touches, separated by spaces; see the module ``tags``
    state_tags = models.TextField(default="")  # those of them that the next change of the object touches again
    # How many corrections the public sees with the object, and the latest day of one; keys of such rows do not last.
    corrections = models.PositiveIntegerField(null=True)
    corrected_at = models.DateTimeField(null=True)
    # Whether one of them is new: editors say openly that what the public was told before was wrong.
    is_correction = models.BooleanField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    was_visible = models.BooleanField()
    is_visible = models.BooleanField()
    is_newest = models.BooleanField(default=True)  # of its object: what the public can see of it now

    # Wagtail would look for references to other objects in it.
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["object_id", "object_type"], name="newest_change", condition=models.Q(is_newest=True)),
            models.Index(fields=["created_at"], name="change_created_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.object_type} {self.object_id} {self.kind}"


class ContentEpoch(models.Model):
    """One row: which history the numbers belong to. A restored database begins a new one."""

    value = models.UUIDField(default=uuid.uuid4)
    pruned_through = models.BigIntegerField(default=0)  # newest number whose row is no longer kept

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.value)
