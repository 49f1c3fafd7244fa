"""The book of failed schedules: written by the scheduler, read by the dashboard."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import published, unpublished

from articles.models.schedule_failure import ScheduledAction, ScheduleFailure

logger = logging.getLogger(__name__)


def failures_of(instance: Any, action: ScheduledAction) -> Any:
    """The failure of `instance`, as a queryset of at most one row."""
    content_type = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    return ScheduleFailure.objects.filter(content_type=content_type, object_id=str(instance.pk), action=action)


def record(
    content_type: ContentType,
    object_id: str,
    action: ScheduledAction,
    sentences: list[str],
    now: datetime,
    revision: Revision | None = None,
) -> bool:
    """Note a failed attempt. Answers whether it is news: a first failure, or for other reasons than before."""
    problems = "\n".join(sentences)
    with transaction.atomic():
        failure, created = ScheduleFailure.objects.select_for_update().get_or_create(
            content_type=content_type,
            object_id=object_id,
            action=action,
            defaults={
                "problems": problems,
                "revision": revision,
                "first_failed_at": now,
                "last_failed_at": now,
            },
        )
        if created:
            return True
        is_news = failure.problems != problems
        ScheduleFailure.objects.filter(pk=failure.pk).update(
            problems=problems, revision=revision, last_failed_at=now, attempts=F("attempts") + 1
        )
        return is_news


def prune(now: datetime) -> None:
    """Forget failures whose schedule is gone: solved, withdrawn or moved to a later time."""
    publishing = ScheduleFailure.objects.filter(action=ScheduledAction.PUBLISH)
    publishing.exclude(revision__approved_go_live_at__lte=now).delete()
    for failure in ScheduleFailure.objects.filter(action=ScheduledAction.UNPUBLISH):
        instance = failure.content_object
        if instance is None or not instance.live or not instance.expire_at or instance.expire_at > now:
            failure.delete()


@receiver(published, dispatch_uid="schedule_failure_published")
def forget_when_published(instance: Any, **kwargs: Any) -> None:
    """What is live now has no failed schedule."""
    failures_of(_specific(instance), ScheduledAction.PUBLISH).delete()


@receiver(unpublished, dispatch_uid="schedule_failure_unpublished")
def forget_when_unpublished(instance: Any, **kwargs: Any) -> None:
    """Unpublishing also withdraws every schedule of the object."""
    for action in ScheduledAction:
        failures_of(_specific(instance), action).delete()


@receiver(post_save, sender=Revision, dispatch_uid="schedule_failure_rescheduled")
def forget_when_rescheduled(instance: Revision, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """A new schedule, or none, replaces the failed one."""
    if update_fields and "approved_go_live_at" in update_fields:
        ScheduleFailure.objects.filter(
            Q(revision=instance) | Q(content_type_id=instance.content_type_id, object_id=instance.object_id),
            action=ScheduledAction.PUBLISH,
        ).delete()


def _specific(instance: Any) -> Any:
    return instance.specific_deferred if isinstance(instance, Page) else instance
