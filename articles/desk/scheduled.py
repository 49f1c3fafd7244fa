"""What happens by itself: pages that are going to be published or unpublished, and those where that has failed."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Least
from wagtail.models import Revision, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from articles.models import ScheduleFailure


def scheduled_pages(user: Any) -> QuerySet[Any]:
    """Pages with a schedule that the user may edit.

    Each has ``goes_live_at``, ``next_at`` (the sooner of that and ``expire_at``) and ``has_failed``.
    """
    approved = Revision.objects.filter(
        base_content_type=get_default_page_content_type(), approved_go_live_at__isnull=False
    )
    keys = approved.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key")
    own_key = Cast(OuterRef("pk"), CharField())
    goes_live_at = approved.filter(object_id=own_key).order_by("approved_go_live_at").values("approved_go_live_at")
    failures = ScheduleFailure.objects.filter(content_type=OuterRef("content_type"), object_id=own_key)
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    scheduled = editable.filter(Q(pk__in=keys) | Q(live=True, expire_at__isnull=False))
    return scheduled.annotate(
        goes_live_at=Subquery(goes_live_at[:1]),
        next_at=Least(Coalesce("goes_live_at", "expire_at"), Coalesce("expire_at", "goes_live_at")),
        has_failed=Exists(failures),
    ).select_related("content_type", "locale")
