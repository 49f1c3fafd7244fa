"""Search and reference index of objects that are edited together with their children.

Wagtail indexes an object when its own row is saved. Its inline children are written after that, and one that
is deleted refreshes nothing above it: without this mixin a claim would be found by its former sentence, and a
company page would stay listed as using a claim that it dropped.

Indexing takes a good part of what a publish costs, so an object is indexed once: when its children are stored, and not
when a draft of it is.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.db import models, transaction
from wagtail.models import COMMENTS_RELATION_NAME, ReferenceIndex
from wagtail.search import index

from content_api.search.backend import indexing_put_off

# What a draft saves of its object; nothing of it is searched.
OF_A_DRAFT = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


class IndexedWithChildren(models.Model):
    """Indexes the object again once its children are stored. To stand before ``ClusterableModel``."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A draft is stored as a revision and saves only the fields that point to it: its texts are not to be found.
        fields = kwargs.get("update_fields")
        children_are_pending = fields is None and bool(getattr(self, "_cluster_related_objects", None))
        is_draft = fields is not None and OF_A_DRAFT.issuperset(fields)
        is_put_off = self.pk is not None and (children_are_pending or is_draft)
        with transaction.atomic():
            with indexing_put_off(self) if is_put_off else nullcontext():
                super().save(*args, **kwargs)
            if children_are_pending:
                if isinstance(self, index.Indexed):
                    index.insert_or_update_object(self)
                ReferenceIndex.create_or_update_for_object(self)

    class Meta:
        abstract = True
