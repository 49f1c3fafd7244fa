"""What a shared link is worth at the moment, and which ones somebody may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import LinkKind, PreviewLink
from ..rights import is_allowed


def shared_links(user: Any) -> QuerySet[PreviewLink]:
    """The shared links to pages whose drafts ``user`` may see."""
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})
    links = PreviewLink.objects.filter(kind=LinkKind.SHARED, page__in=pages.values("pk"))
    return links.select_related("page", "creator")


def open_links() -> Q:
    return Q(revoked_at=None, expires_at__gt=timezone.now())


def state_of(link: PreviewLink) -> str:
    """In a word. A link of somebody who may no longer edit the page opens nothing."""
    if link.revoked_at is not None:
        return "revoked"
    if not link.is_open:
        return "expired"
    return "open" if is_allowed(link) else "suspended"
