"""Where pages are, and whether they are: moved, copied, aliased, translated, deleted."""

from __future__ import annotations

from typing import Any

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from articles.models import ArticleIndexPage
from home.models import HomePage

from .edit import Choose, NothingToDoError, World, edit, rows
from .pages import publish


def inner() -> list[Page]:
    """Pages that are no home pages."""
    return rows(Page.objects.filter(depth__gt=2))


def targets(page: Any) -> list[Page]:
    """Where the page may lie, and its slug is free."""
    return [
        parent
        for parent in rows(Page.objects.exact_type(HomePage, ArticleIndexPage))
        if page.can_move_to(parent.specific) and not parent.get_children().filter(slug=page.slug).exists()
    ]


@edit
def move(world: World, choose: Choose) -> None:
    page = choose(inner()).specific
    page.move(choose([target for target in targets(page) if not page.is_child_of(target)]), pos="last-child")


@edit
def reorder(world: World, choose: Choose) -> None:
    page = choose(inner()).specific
    page.move(choose(rows(page.get_siblings(inclusive=False))), pos=choose(["left", "right"]))


@edit
def copy(world: World, choose: Choose) -> None:
    page, slug = choose(inner()).specific, f"copy-{world.number()}"
    page.copy(
        recursive=choose([False, True]),
        to=choose([page.get_parent(), *targets(page)]),
        update_attrs={"slug": slug, "title": f"Secret copy {slug}"},
        keep_live=choose([False, True]),
    )


@edit
def alias(world: World, choose: Choose) -> None:
    page, slug = choose(inner()).specific, f"alias-{world.number()}"
    parent = choose([page.get_parent(), *targets(page)])
    page.create_alias(parent=parent, update_slug=slug, recursive=choose([False, True]))


@edit
def convert_alias(world: World, choose: Choose) -> None:
    page = choose(rows(Page.objects.exclude(alias_of=None))).specific
    ConvertAliasPageAction(page).execute(skip_permission_checks=True)


@edit
def translate(world: World, choose: Choose) -> None:
    page = choose(inner()).specific
    locale = choose(rows(Locale.objects.exclude(pk=page.locale_id)))
    if page.has_translation(locale):
        raise NothingToDoError
    translated = page.copy_for_translation(locale, copy_parents=True, alias=choose([False, True]))
    if not translated.alias_of_id and choose([True, False]):
        publish(translated)


@edit
def delete(world: World, choose: Choose) -> None:
    choose(inner()).specific.delete()


@edit
def delete_leaf(world: World, choose: Choose) -> None:
    choose([page for page in inner() if page.is_leaf()]).specific.delete()
