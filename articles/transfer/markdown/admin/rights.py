"""Who may import, and where to."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.models import ArticleIndexPage


def may_import(user: Any) -> bool:
    """Whether the user may add pages anywhere: what a menu can ask without looking at pages."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))


def indexes_for(user: Any) -> QuerySet[ArticleIndexPage]:
    """The article indexes below which the user may add pages; aliases follow their sources."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    indexes = ArticleIndexPage.objects.filter(pk__in=allowed.values("pk"), alias_of=None)
    return indexes.select_related("locale").order_by("path")
