"""Search and reference index of objects that are edited together with their children.

Wagtail indexes an object when its own row is saved. Its inline children are written after that, and one that
is deleted refreshes nothing above it: without this mixin a claim would be found by its former sentence, and a
company page would stay listed as using a claim that it dropped.

Indexing takes a good part of what a publish costs, so an object is indexed once: when its children are stored, and not
when a draft of it is.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, nullcontext
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
        fields = kwargs.get("update_fields")
        pending = getattr(self, "_cluster_related_objects", None) or {}
        is_followed_by_children = fields is None and bool(pending)
        # A draft is stored as a revision and saves only the fields that point to it: its texts are not to be found.
        is_draft = fields is not None and OF_A_DRAFT.issuperset(fields)
        with transaction.atomic():
            with ExitStack() as put_off:
                if is_followed_by_children or is_draft:
                    put_off.enter_context(indexing_put_off(self))
                if is_followed_by_children or (is_draft and COMMENTS_RELATION_NAME not in pending):
                    put_off.enter_context(references_put_off())
                super().save(*args, **kwargs)
            if is_followed_by_children:
                stored = type(self)._base_manager.get(pk=self.pk)
                if isinstance(stored, index.Indexed):
                    index.insert_or_update_object(stored)
                ReferenceIndex.create_or_update_for_object(stored)

    class Meta:
        abstract = True


def references_put_off() -> AbstractContextManager[None]:
    """Note no references in this block, which saves one object and its children.

    Each child that is saved would have the whole object looked through.
    """
    from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled

    is_inner = getattr(reference_index_auto_update_disabled, "value", False)  # Wagtail's block must not be nested
    return nullcontext() if is_inner else disable_reference_index_auto_update()
