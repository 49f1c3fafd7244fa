"""Scheduled publishing: carries out what is due, one object at a time, so that one refusal stops nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision, get_default_page_content_type

from articles.models.schedule_failure import ScheduledAction

from . import failures

logger = logging.getLogger(__name__)


@dataclass
class Report:
    """What one round did, by the names of the objects."""

    published: list[str] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def draft_models() -> list[type[models.Model]]:
    """Everything that can be scheduled: pages, and snippets with drafts."""
    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *others]


def expired(now: datetime) -> list[tuple[type[models.Model], Any]]:
    """Model and key of every live object whose time is over, pages before the snippets that they show."""
    return [
        (model, key)
        for model in draft_models()
        for key in model._default_manager.filter(live=True, expire_at__lte=now)
        .order_by("expire_at", "pk")
        .values_list("pk", flat=True)
    ]


def due(now: datetime) -> models.QuerySet[Revision]:
    """The revisions to publish, oldest schedule first; of those for the same moment snippets before pages."""
    is_page = models.Case(models.When(base_content_type=get_default_page_content_type(), then=1), default=0)
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", is_page, "pk")


def publish_due(now: datetime | None = None, should_stop: Callable[[], bool] = lambda: False) -> Report:
    """Unpublish what has expired and publish what is due. Safe to run in several processes at once."""
    now = now or timezone.now()
    report = Report()
    for model, key in expired(now):
        if should_stop():
            return report
        unpublish_one(model, key, now, report)
    for revision in due(now).defer("content"):
        if should_stop():
            return report
        publish_one(revision, now, report)
    failures.prune(now)
    return report


def unpublish_one(model: type[models.Model], key: Any, now: datetime, report: Report) -> None:
    """Unpublish one expired object, unless another process has it or an editor changed its mind."""
    instance: Any = None
    try:
        with transaction.atomic():
            expired_still = model._default_manager.filter(pk=key, live=True, expire_at__lte=now)
            instance = expired_still.select_for_update(skip_locked=True, of=("self",)).first()
            if instance is None:
                return
            instance = instance.specific if isinstance(instance, Page) else instance
            instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        content_type = ContentType.objects.get_for_model(instance or model, for_concrete_model=False)
        _fail(error, ScheduledAction.UNPUBLISH, content_type, str(key), str(instance), now, report)
    else:
        report.unpublished.append(str(instance))
        logger.info("Unpublished on schedule: %s “%s”", instance._meta.verbose_name, instance)


def publish_one(revision: Revision, now: datetime, report: Report) -> None:
    """Publish one revision that is due, unless another process has it or it was rescheduled."""
    try:
        with transaction.atomic():
            due_still = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=now)
            locked = due_still.select_for_update(skip_locked=True, of=("self",)).first()
            if locked is None:
                return
            locked.publish(log_action="wagtail.publish.scheduled")
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        _fail(
            error,
            ScheduledAction.PUBLISH,
            revision.content_type,
            revision.object_id,
            revision.object_str,
            now,
            report,
            revision,
        )
    else:
        report.published.append(revision.object_str)
        logger.info(
            "Published on schedule: %s “%s”, due %s",
            revision.content_type.name,
            revision.object_str,
            revision.approved_go_live_at,
        )


def _fail(
    error: Exception,
    action: ScheduledAction,
    content_type: ContentType,
    object_id: str,
    name: str,
    now: datetime,
    report: Report,
    revision: Revision | None = None,
) -> None:
    """Note why, for the editors, and log it once: the next rounds try again."""
    report.failed.append(name)
    if isinstance(error, ValidationError):
        sentences, trace = error.messages, None
    else:
        sentences, trace = [f"An error came up ({type(error).__name__}). The log says more."], error
    if failures.record(content_type, object_id, action, sentences, now, revision):
        logger.warning(
            "%s on schedule failed: %s “%s”: %s",
            action.label,
            content_type.name,
            name,
            " ".join(sentences),
            exc_info=trace,
        )
