"""States that come from a place in a tree: privacy of pages and collections, aliases, sites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from .filling import new_word

RESTRICTIONS: dict[str, dict[str, str]] = {
    "login": {"restriction_type": "login"},
    "group": {"restriction_type": "groups"},
    "password": {"restriction_type": "password", "password": "open sesame"},
}


def restrict_page(page: Page, way: str = "login") -> None:
    """Make ``page`` and all below it private."""
    restriction = PageViewRestriction.objects.create(page=page, **RESTRICTIONS[way])
    if way == "group":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def restrict_collection(collection: Collection, way: str = "login") -> None:
    """Make ``collection`` and all below it private."""
    restriction = CollectionViewRestriction.objects.create(collection=collection, **RESTRICTIONS[way])
    if way == "group":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def is_site_root(page: Page) -> bool:
    """Whether a site begins here, in any language."""
    return Site.objects.filter(root_page__translation_key=page.translation_key).exists()


def move_to_other_site(page: Page) -> None:
    other = Site.objects.get(is_default_site=False).root_page
    page.move(other.specific, pos="last-child")


def _elsewhere(parent: Page | None = None) -> Page:
    page = Page(title="Elsewhere", slug=new_word("zqslug"))
    return (parent or Site.objects.get(is_default_site=True).root_page).add_child(instance=page)


def _become_alias(page: Page, source: Page) -> None:
    """As if ``page`` had been made an alias of ``source`` before anybody restricted that."""
    Page.objects.filter(pk=page.pk).update(alias_of=source)


def _alias_of_restricted(page: Page) -> None:
    source = _elsewhere()
    _become_alias(page, source)
    restrict_page(source)


def _alias_of_page_below_restricted(page: Page) -> None:
    above = _elsewhere()
    _become_alias(page, _elsewhere(above))
    restrict_page(above)


def _alias_of_alias(page: Page) -> None:
    between = _elsewhere()
    _become_alias(page, between)
    _alias_of_restricted(between)


def _alias_of_scheduled(page: Page) -> None:
    """Wagtail publishes the aliases of a page that it schedules, with the content that is to come."""
    home = Site.objects.get(is_default_site=True).root_page
    slug = new_word("zqslug")
    source = page.copy(to=home, recursive=False, copy_revisions=False, update_attrs={"slug": slug})
    _become_alias(page, source)
    source.unpublish()
    source.go_live_at = timezone.now() + timedelta(days=7)
    source.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live


def _below_alias(page: Page) -> None:
    _alias_of_restricted(page.get_parent())


PAGE_TREE_STATES: dict[str, Callable[[Any], None]] = {
    **{f"private by {way}": lambda page, way=way: restrict_page(page, way) for way in RESTRICTIONS},
    "below a private page": lambda page: restrict_page(page.get_parent()),
    "alias of a page restricted later": _alias_of_restricted,
    "alias of a page below a restricted one": _alias_of_page_below_restricted,
    "alias of an alias of a restricted page": _alias_of_alias,
    "alias of a scheduled page": _alias_of_scheduled,
    "below an alias of a restricted page": _below_alias,
    "moved to another site": move_to_other_site,
}


def _move_into_private(member: Any) -> None:
    private = member.collection.add_child(name="Private")
    restrict_collection(private)
    member.collection = private
    member.save()


COLLECTION_STATES: dict[str, Callable[[Any], None]] = {
    **{
        f"collection private by {way}": lambda member, way=way: restrict_collection(member.collection, way)
        for way in RESTRICTIONS
    },
    "collection below a private one": lambda member: restrict_collection(member.collection.get_parent()),
    "moved into a private collection": _move_into_private,
}
