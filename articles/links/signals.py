"""What keeps the table of links up to date: saving, publishing, drafting and deleting content."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Revision

from ..publishing.gate import BOOKKEEPING_FIELDS
from .keeping import forget_links, kept_models, note_links, note_what_counts


@receiver(post_save, dispatch_uid="links_of_saved")
def note_saved(
    sender: type[Model], instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """With its inline children as they are in memory: they are stored after it."""
    if raw or sender not in kept_models() or (update_fields and BOOKKEEPING_FIELDS.issuperset(update_fields)):
        return
    note_what_counts(instance)


@receiver(post_save, sender=Revision, dispatch_uid="links_of_draft")
def note_draft(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """A draft counts as long as readers see nothing of its object."""
    model = instance.content_type.model_class()
    if raw or model not in kept_models() or not issubclass(model, DraftStateMixin):
        return
    if not model._default_manager.filter(pk=instance.object_id, live=True).exists():
        note_links(instance.as_object())


@receiver(post_delete, dispatch_uid="links_of_deleted")
def forget_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if sender in kept_models():
        forget_links(instance)
