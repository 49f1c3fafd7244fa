"""Exports of content: whatever is hidden, and in whichever way, no file of the folder betrays it."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from tests.changes import number_changes

from .hiding_by_tree import COLLECTION_STATES, PAGE_TREE_STATES
from .showcase import Showcase
from .states import DRAFT_STATES, PAGE_STATES, SNIPPET_STATES, State, states_of
from .traces import ABOVE, fetch, key_of

# Slugs of hidden pages stand in the addresses of what is left below them.
THROUGH = re.compile(r'"(through|root)": \[[^]]*\]')
# An export is about all sites.
ALL_STATES = {*PAGE_STATES, *PAGE_TREE_STATES, *SNIPPET_STATES, *COLLECTION_STATES, *DRAFT_STATES}
STATES = sorted(ALL_STATES - {"moved to another site"})


def objects(showcase: Showcase) -> list[Any]:
    return [showcase.catalog[key_of(one)] for one in showcase.pool]


def own_states(instance: Any) -> dict[str, State]:
    """The states in which the object itself, or a draft of it, is hidden."""
    return {state.name: state for state in states_of(instance) if state.about == instance}


def is_known(instance: Any) -> bool:
    """Whether readers can know of the object: of images and documents those that something refers to."""
    is_file = isinstance(instance, get_image_model() | get_document_model())
    return not is_file or ReferenceIndex.get_references_to(instance).exists()


def exported(folder: Path) -> str:
    """Every text of an export, names of files included."""
    call_command("export_content", folder, stdout=StringIO(), stderr=StringIO())
    parts = []
    for path in sorted(folder.rglob("*")):
        parts.append(f"{path.relative_to(folder).as_posix()}/")
        if path.suffix in (".json", ".md", ".txt"):
            parts.append(path.read_text())
    return THROUGH.sub("", ABOVE.sub("", "\n".join(parts)))


def test_what_is_visible_is_exported(showcase: Showcase, tmp_path: Path) -> None:
    text = exported(tmp_path / "content")

    hideable = [one for one in objects(showcase) if own_states(one) and is_known(one)]
    missing = [one for one in hideable if not any(trace in text for trace in showcase.catalog.betraying(one))]
    assert len(hideable) > 20
    assert missing == []


@pytest.mark.parametrize("state", STATES)
def test_no_file_betrays_what_is_hidden(state: str, showcase: Showcase, tmp_path: Path) -> None:
    secrets: set[str] = set()
    with transaction.atomic():
        for instance in objects(showcase):
            if entered := own_states(instance).get(state):
                draft = entered.enter(fetch(key_of(instance)))
                secrets |= {draft} if draft else showcase.catalog.betraying(instance)
        number_changes()
        cache.clear()
        text = exported(tmp_path / "content")
        transaction.set_rollback(True)

    assert secrets
    assert sorted(secret for secret in secrets if secret in text) == []
