"""What shared links are worth at the moment, and which ones somebody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import LinkKind, PreviewLink
from ..rights import is_allowed

EDITING = ("change_page", "publish_page")


def shared_links(user: Any) -> QuerySet[PreviewLink]:
    """The shared links to pages whose drafts ``user`` may see."""
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})
    links = PreviewLink.objects.filter(kind=LinkKind.SHARED, page__in=pages.order_by().values("pk"))
    return links.select_related("page", "creator__wagtail_userprofile")


def open_links() -> Q:
    return Q(revoked_at=None, expires_at__gt=timezone.now())


def states_of(links: Iterable[PreviewLink]) -> dict[int, str]:
    """Each link's state in a word. A link of somebody who may no longer edit the page opens nothing."""
    links = list(links)
    allowed = _plainly_allowed([link for link in links if link.is_open])
    return {link.pk: _state(link, plainly_allowed=link.pk in allowed) for link in links}


def _state(link: PreviewLink, *, plainly_allowed: bool) -> str:
    if link.revoked_at is not None:
        return "revoked"
    if not link.is_open:
        return "expired"
    return "open" if plainly_allowed or is_allowed(link) else "suspended"


def _plainly_allowed(links: Sequence[PreviewLink]) -> set[int]:
    """The links whose creators are superusers, or have a right on the page by one of their groups: two statements.

    There are further ways, such as owning the page or a task in a workflow; whoever is not found here is asked about
    by the rules themselves.
    """
    creators = {link.creator_id for link in links if link.creator.is_active}
    of_groups = GroupPagePermission.objects.filter(group__user__in=creators, permission__codename__in=EDITING)
    paths: dict[int, list[str]] = defaultdict(list)
    for creator, path in of_groups.values_list("group__user", "page__path"):
        paths[creator].append(path)
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    users = get_user_model()._default_manager.filter(pk__in=creators)
    is_let_in = Q(is_superuser=True) | Q(groups__permissions__in=access) | Q(user_permissions__in=access)
    let_in = set(users.filter(is_let_in).values_list("pk", flat=True))
    return {
        link.pk
        for link in links
        if link.creator_id in let_in
        and link.page is not None
        and (link.creator.is_superuser or link.page.path.startswith(tuple(paths[link.creator_id])))
    }
