"""Whether the one who made a link may still see the draft: asked of each request, so that a right that is lost ends
all links at once."""

from __future__ import annotations

from typing import Any

from .models import PreviewLink


def is_allowed(link: PreviewLink) -> bool:
    """Whether the creator may still edit or publish the page, or add one where a new page is to stand."""
    creator: Any = link.creator
    if not creator.is_active or not creator.has_perm("wagtailadmin.access_admin"):
        return False
    if link.page is None:
        assert link.parent is not None  # noqa: S101  (a constraint of the table)
        return bool(link.parent.permissions_for_user(creator).can_add_subpage())
    return may_edit(creator, link.page)


def may_edit(user: Any, page: Any) -> bool:
    """Whether ``user`` may see drafts of ``page``, as Wagtail's own view of drafts has it."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_publish())
