"""States that come from a place in a tree: privacy of pages and collections, aliases, sites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
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


def _restricted_source(page: Page, below: bool = False) -> Page:
    """A page elsewhere with the same content, private or below a private one."""
    home = Site.objects.get(is_default_site=True).root_page
    above = home.add_child(instance=Page(title="Above", slug=new_word("zqslug")))
    source = page.copy(to=above, recursive=False, update_attrs={"slug": new_word("zqslug")}, copy_revisions=False)
    restrict_page(above if below else source)
    return source


def _become_alias(page: Page, source: Page) -> None:
    """As if ``page`` had been made as an alias of ``source`` before that became private."""
    Page.objects.filter(pk=page.pk).update(alias_of=source)


def _alias_of_alias(page: Page) -> None:
    between = page.copy(recursive=False, update_attrs={"slug": new_word("zqslug")}, copy_revisions=False)
    _become_alias(between, _restricted_source(page))
    _become_alias(page, between)


def _below_alias(page: Page) -> None:
    parent = page.get_parent()
    if parent.is_root():
        return _become_alias(page, _restricted_source(page))
    return _become_alias(parent, _restricted_source(parent.specific))


PAGE_TREE_STATES: dict[str, Callable[[Any], None]] = {
    **{f"private by {way}": lambda page, way=way: restrict_page(page, way) for way in RESTRICTIONS},
    "below a private page": lambda page: restrict_page(page.get_parent()),
    "alias of a page restricted later": lambda page: _become_alias(page, _restricted_source(page)),
    "alias of a page below a private one": lambda page: _become_alias(page, _restricted_source(page, below=True)),
    "alias of an alias of a private page": _alias_of_alias,
    "below an alias of a private page": _below_alias,
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
