"""Further ways to find a single object."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import F, Q, QuerySet

from content_api.errors import BadInputError
from content_api.fields.connections import several
from content_api.fields.singles import Lookup, in_one_language
from content_api.viewer import Viewer
from content_api.visibility import visible

from .models import ComparisonFramework
from .models.comparison import MOST_FRAMEWORKS


def comparisons_between(comparisons: QuerySet[Any], slugs: list[str], viewer: Viewer) -> QuerySet[Any]:
    """Comparisons in one language whose visible columns are exactly these frameworks, the newest first."""
    if not 0 < len(slugs) <= MOST_FRAMEWORKS:
        raise BadInputError(f"A comparison has up to {MOST_FRAMEWORKS} frameworks, not {len(slugs)}.")
    columns = visible(ComparisonFramework.objects.order_by(), viewer, known="page")
    others = columns.exclude(framework__slug__in=slugs)
    exactly = ~Q(pk__in=others.values("page"))
    for slug in set(slugs):
        exactly &= Q(pk__in=columns.filter(framework__slug=slug).values("page"))
    newest_first = F("first_published_at").desc(nulls_last=True)
    return in_one_language(comparisons, viewer).filter(exactly, alias_of__isnull=True).order_by(newest_first, "-pk")


BETWEEN_FRAMEWORKS = Lookup(
    "frameworks",
    several(graphene.String),
    "Slugs of exactly the frameworks compared, in any order; the newest comparison in `locale`, or else in the "
    "language of the site's own root.",
    comparisons_between,
)
