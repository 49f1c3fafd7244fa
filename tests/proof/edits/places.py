"""Who may see what, and where: restrictions, collections, sites."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from home.models import HomePage
from media.models import Document, Image

from .edit import Choose, World, edit, rows


def _restrict(restriction: Any, choose: Choose) -> None:
    restriction.restriction_type = choose([kind for kind, _ in BaseViewRestriction.RESTRICTION_CHOICES][1:])
    restriction.password = "password" if restriction.restriction_type == BaseViewRestriction.PASSWORD else ""
    restriction.save()
    if restriction.restriction_type == BaseViewRestriction.GROUPS:
        restriction.groups.set([rows(Group.objects)[0]])


@edit
def restrict_page(world: World, choose: Choose) -> None:
    _restrict(PageViewRestriction(page=choose(rows(Page.objects.filter(depth__gt=2)))), choose)


@edit
def open_page(world: World, choose: Choose) -> None:
    choose(rows(PageViewRestriction.objects)).delete()


@edit
def open_all_pages(world: World, choose: Choose) -> None:
    PageViewRestriction.objects.all().delete()


@edit
def restrict_collection(world: World, choose: Choose) -> None:
    collection = choose(rows(Collection.objects.filter(depth__gt=1)))
    _restrict(CollectionViewRestriction(collection=collection), choose)


@edit
def open_collection(world: World, choose: Choose) -> None:
    choose(rows(CollectionViewRestriction.objects)).delete()


@edit
def move_collection(world: World, choose: Choose) -> None:
    collection = choose(rows(Collection.objects.filter(depth__gt=1)))
    others = [one for one in rows(Collection.objects) if not one.path.startswith(collection.path)]
    collection.move(choose(others), pos="sorted-child")


@edit
def change_collection_of_file(world: World, choose: Choose) -> None:
    file = choose([*rows(Image.objects), *rows(Document.objects)])
    file.collection = choose(rows(Collection.objects))
    file.save()


@edit
def change_hostname(world: World, choose: Choose) -> None:
    site = choose(rows(Site.objects))
    site.hostname = f"host{world.number()}.example"
    site.save()


@edit
def change_root(world: World, choose: Choose) -> None:
    site = choose(rows(Site.objects.filter(is_default_site=False)))
    site.root_page = choose(rows(Page.objects.filter(depth__gt=1).exact_type(HomePage)))
    site.save()


@edit
def add_or_remove_site(world: World, choose: Choose) -> None:
    others = rows(Site.objects.filter(is_default_site=False))
    if others:
        choose(others).delete()
    else:
        root = choose(rows(Page.objects.filter(depth=2)))
        Site.objects.create(hostname=f"host{world.number()}.example", root_page=root)
