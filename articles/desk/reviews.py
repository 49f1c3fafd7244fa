"""Reviews of pages: which are due, and the note that somebody has looked.

A page is due when the date that an editor has set has come; where none is set, so many months after somebody last
looked at it (`PAGE_REVIEW_MONTHS`). Publishing it counts as a look, since nobody publishes what they have not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from articles.models import BasePage, PageReview

REVIEWED = "nuages.page.review"
SCHEDULED = "nuages.page.review_by"

DAYS_OF_A_MONTH = 365.25 / 12


def review_interval() -> timedelta | None:
    """How long a look lasts; ``None`` where only dates count that editors have set."""
    months: int = settings.PAGE_REVIEW_MONTHS
    return timedelta(days=round(months * DAYS_OF_A_MONTH)) if months > 0 else None


def reviewable_models() -> list[type[BasePage]]:
    """The page types whose texts grow old."""
    return [model for model in get_page_models() if issubclass(model, BasePage) and model.goes_stale]


def is_reviewable(page: Page) -> bool:
    """Whether the page is live, no mirror of another one, and of a type that grows old."""
    return bool(page.live and not page.alias_of_id and page.specific_class in reviewable_models())


def reviewable_pages(user: Any) -> QuerySet[Any]:
    """The pages that are reviewed and that the user may edit, each with ``looked_at`` and ``due_on``."""
    types = Q()
    for model in reviewable_models():
        types |= Q(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name)
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    reviewed, published = "review__reviewed_at", "last_published_at"
    # Databases differ in what is the greatest where one is null.
    looked_at = Greatest(Coalesce(reviewed, published), Coalesce(published, reviewed))
    return (
        editable.filter(types, live=True, alias_of=None)
        .annotate(looked_at=looked_at)
        .annotate(due_on=_due_on())
        .select_related("content_type", "locale", "review__reviewed_by")
    )


def _due_on() -> Any:
    interval = review_interval()
    if interval is None:
        return F("review__review_by")
    later = TruncDate(ExpressionWrapper(F("looked_at") + interval, output_field=DateTimeField()))
    return Coalesce("review__review_by", later, output_field=DateField())


def due(pages: QuerySet[Any], today: date | None = None) -> QuerySet[Any]:
    """Those of `pages` whose review is due. The columns are compared as they are, so that indexes can help."""
    today = today or timezone.localdate()
    is_due = Q(review__review_by__lte=today)
    interval = review_interval()
    if interval is not None:
        before = _end_of(today) - interval
        is_due |= Q(review__review_by=None) & _not_since(before)
    return pages.filter(is_due)


def _not_since(moment: datetime) -> Q:
    """Looked at, but not since `moment`."""
    published, reviewed = Q(last_published_at__lt=moment), Q(review__reviewed_at__lt=moment)
    return (published & reviewed) | (published & Q(review__reviewed_at=None)) | (Q(last_published_at=None) & reviewed)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


@transaction.atomic
def mark_reviewed(pages: Iterable[Page], user: Any, review_by: date | None = None) -> int:
    """Note that `user` has found `pages` right; answers how many. A date that has come is done with."""
    now, today = timezone.now(), timezone.localdate()
    reviews = _reviews_of(pages)
    for _, review in reviews:
        review.reviewed_at, review.reviewed_by = now, user
        if review_by or (review.review_by and review.review_by <= today):
            review.review_by = review_by
    _store(reviews)
    for page, review in reviews:
        log(page, REVIEWED, user=user, data=_said(review))
    return len(reviews)


@transaction.atomic
def set_review_date(pages: Iterable[Page], user: Any, review_by: date | None) -> int:
    """Set the day by which `pages` should be looked at again, or leave it to the interval; answers how many."""
    reviews = _reviews_of(pages)
    for _, review in reviews:
        review.review_by = review_by
    _store(reviews)
    for page, review in reviews:
        log(page, SCHEDULED, user=user, data=_said(review))
    return len(reviews)


def _reviews_of(pages: Iterable[Page]) -> list[tuple[Page, PageReview]]:
    found = {page.pk: page for page in pages}
    reviews = PageReview.objects.select_for_update().in_bulk(list(found), field_name="page_id")
    return [(page, reviews.get(key) or PageReview(page_id=key)) for key, page in found.items()]


def _store(reviews: list[tuple[Page, PageReview]]) -> None:
    PageReview.objects.bulk_create(
        [PageReview(**_values(review)) for _, review in reviews],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["reviewed_at", "reviewed_by", "review_by"],
    )


def _values(review: PageReview) -> dict[str, Any]:
    return {name: getattr(review, name) for name in ("page_id", "reviewed_at", "reviewed_by_id", "review_by")}


def _said(review: PageReview) -> dict[str, str]:
    return {"review_by": review.review_by.isoformat() if review.review_by else ""}
