"""Search and reference index of objects that are edited together with their children.

Wagtail indexes an object when its own row is saved. Its inline children are written after that, and one that
is deleted refreshes nothing above it: without this mixin a claim would be found by its former sentence, and a
company page would stay listed as using a claim that it dropped.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.models import ReferenceIndex
from wagtail.search import index


class IndexedWithChildren(models.Model):
    """Indexes the object again once its children are stored. To stand before ``ClusterableModel``."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A draft is stored as a revision and saves only the fields that point to it: its texts are not to be found.
        is_draft = kwargs.get("update_fields") is not None
        children_are_pending = not is_draft and bool(getattr(self, "_cluster_related_objects", None))
        with transaction.atomic():
            super().save(*args, **kwargs)
            if children_are_pending:
                if isinstance(self, index.Indexed):
                    index.insert_or_update_object(self)
                ReferenceIndex.create_or_update_for_object(self)

    class Meta:
        abstract = True
