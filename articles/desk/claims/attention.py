"""Claims that need somebody: their review date has come, or their sources contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils import timezone

from articles.models import Claim, ClaimStatus


def is_due(today: date | None = None) -> Q:
    """The day has come by which somebody should look at the sources again. Drafts are nobody's debt yet."""
    return Q(live=True, review_by__lte=today or timezone.localdate())


IS_DISPUTED = Q(live=True, status=ClaimStatus.DISPUTED)


def claims_to_check(user: Any) -> QuerySet[Any]:
    """Due or disputed; those first whose newest version is the user's own, then by review date."""
    mine = When(latest_revision__user=user, then=Value(True))
    is_mine = Case(mine, default=Value(False), output_field=BooleanField())
    claims = Claim.objects.filter(is_due() | IS_DISPUTED).annotate(is_mine=is_mine)
    related = claims.select_related("framework", "company").prefetch_related("texts__locale")
    return related.order_by("-is_mine", "review_by", "pk")
