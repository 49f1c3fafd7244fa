"""Loads the demo content of this app in the order in which its parts need each other."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page

from media.demo import demo_uid

from . import files, pages, snippets
from .submission import load_submission
from .tree import TRANSLATED, days_ago, demo_editor, publish

NEWEST = 6  # days ago
DAYS_BETWEEN = 5


def load() -> int:
    """Make what is missing and answer how many objects that was. What exists is left as editors have made it."""
    made = snippets.load_basics()
    originals = draft_originals()
    made += snippets.load_claims()
    default = Locale.get_default()
    for number, (page, folder, content) in enumerate(originals):
        pages.fill(page, folder, content, default)
        publish(page, days_ago(NEWEST + DAYS_BETWEEN * (len(originals) - number)))
    return made + len(originals) + load_translations() + load_submission()


def draft_originals() -> list[tuple[Any, str, dict[str, Any]]]:
    """Empty drafts of all pages that do not exist, with their content."""
    owner, locale = demo_editor(), Locale.get_default()
    return [
        (pages.draft(folder, slug, content, locale, owner), folder, content)
        for folder in pages.MODELS
        for slug, content in files.pages(folder)
        if not exists(folder, slug)
    ]


def load_translations() -> int:
    """The pages in Chinese: drafts first, because they link to each other."""
    locale = Locale.objects.get(language_code=TRANSLATED)
    drafts = [
        (pages.draft_translation(folder, slug, content, locale), folder, content)
        for folder in pages.MODELS
        for slug, content in files.translations(folder)
        if not exists(folder, f"{slug}:{TRANSLATED}")
    ]
    for number, (page, folder, content) in enumerate(drafts):
        pages.fill(page, folder, content, locale)
        page.save()
        publish(page, days_ago(NEWEST - 1 - number))
    return len(drafts)


def exists(folder: str, key: str) -> bool:
    model: type[Page] = pages.MODELS[folder]
    return model.objects.filter(uid=demo_uid(folder, key)).exists()
