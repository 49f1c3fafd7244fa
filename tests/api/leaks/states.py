"""The ways in which something visible becomes hidden, or has a draft that nobody may see.

Each acts on the object as it is stored, through Wagtail's own methods where there are some.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page

from .filling import new_word, rewrite
from .hiding_by_tree import COLLECTION_STATES, PAGE_TREE_STATES, is_site_root
from .oracle import subjects_of
from .traces import owner_of

# One of each sort. In the others less is asked: they differ in how the object came to be hidden.
ONE_OF_EACH_SORT = {
    "alias of a page restricted later",
    "collection private by login",
    "draft of what is live",
    "moved to another site",
    "private by password",
    "unpublished",
}


@dataclass(frozen=True)
class State:
    """A name, the object that is brought into the state, and how.

    Where a state hides nothing, ``enter`` answers the word of the draft that must not be seen.
    """

    name: str
    about: Model
    enter: Callable[[Any], str | None]
    hides: bool = True

    @property
    def stands_for_its_sort(self) -> bool:
        return self.name.rpartition(": ")[2] in ONE_OF_EACH_SORT


def states_of(instance: Any) -> list[State]:
    """Every state in which nobody may see ``instance`` or its draft: its own, its owner's, its subjects'."""
    owner = owner_of(instance)
    found = states_of(owner) if owner != instance else _own_states(instance)
    for subject in subjects_of(instance):
        name = type(subject).__name__
        found += [State(f"{name}: {one.name}", one.about, one.enter) for one in states_of(subject) if one.hides]
    return found


def _own_states(instance: Any) -> list[State]:
    hiding: dict[str, Callable[[Any], None]] = {}
    drafts: dict[str, Callable[[Any], str]] = {}
    if isinstance(instance, Page):
        hiding = PAGE_STATES | PAGE_TREE_STATES
        if is_site_root(instance):
            del hiding["moved to another site"]
    elif isinstance(instance, DraftStateMixin):
        hiding = SNIPPET_STATES
    elif isinstance(instance, get_image_model() | get_document_model()):
        hiding = COLLECTION_STATES
    if isinstance(instance, DraftStateMixin):
        drafts = DRAFT_STATES
    return [State(name, instance, enter) for name, enter in hiding.items()] + [
        State(name, instance, enter, hides=False) for name, enter in drafts.items()
    ]


def _later() -> Any:
    return timezone.now() + timedelta(days=7)


def _never_published(page: Page) -> None:
    page.unpublish()
    Page.objects.filter(pk=page.pk).update(first_published_at=None, last_published_at=None, live_revision=None)


def _scheduled(page: Page) -> None:
    _never_published(page)
    page = Page.objects.get(pk=page.pk).specific
    page.go_live_at = _later()
    page.save_revision().publish()


def _expired(page: Page) -> None:
    page.expire_at = timezone.now() - timedelta(days=1)
    page.save()
    page.unpublish(set_expired=True)


def _draft(instance: Any) -> str:
    word = new_word("zqdraft")
    rewrite(instance, word)
    instance.save_revision()
    return word


def _scheduled_draft(instance: Any) -> str:
    """A new version that goes live later, while the present one stays."""
    instance.save_revision().publish()
    instance = type(instance).objects.get(pk=instance.pk)
    word = new_word("zqdraft")
    rewrite(instance, word)
    instance.go_live_at = _later()
    instance.save_revision().publish()
    return word


def _set(**values: Any) -> Callable[[Any], None]:
    """Change the row. The publish gate refuses to take claims off that pages show, but there are ways around it."""
    return lambda snippet: type(snippet).objects.filter(pk=snippet.pk).update(live=False, **values) and None


PAGE_STATES: dict[str, Callable[[Any], None]] = {
    "draft never published": _never_published,
    "unpublished": lambda page: page.unpublish(),
    "scheduled": _scheduled,
    "expired": _expired,
}

SNIPPET_STATES: dict[str, Callable[[Any], None]] = {
    "draft never published": _set(first_published_at=None, live_revision=None),
    "unpublished": _set(has_unpublished_changes=True),
    "scheduled": _set(go_live_at=_later()),
    "expired": _set(expired=True),
}

DRAFT_STATES: dict[str, Callable[[Any], str]] = {
    "draft of what is live": _draft,
    "scheduled draft of what is live": _scheduled_draft,
}
