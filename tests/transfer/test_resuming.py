"""An import that is ended in the middle goes on when it is started again, and leaves nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision

from content_api.changes.models import ContentChange
from content_api.transfer import batch, importing, trees

from .conftest import Exported
from .moving import export, take_in, without_moments


class KilledError(BaseException):
    """As if the process had been ended."""


def killed_at(number: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, which is carried out, and then ends everything when it is called for the ``number``-th time."""
    calls = 0

    def killing(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        result = function(*args, **kwargs)
        calls += 1
        if calls == number:
            raise KilledError
        return result

    return killing


@pytest.mark.django_db(transaction=True)
def test_import_goes_on(demo_export: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)
    for module, name, number in (
        (batch, "store", 7),  # in the first batch: files
        (batch, "store", 60),
        (trees.Planter, "plant", 17),
        (batch, "store", 40),
        (batch, "store", 60),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, killed_at(number, getattr(module, name)))
            with pytest.raises(KilledError):
                take_in(demo_export.folder)

    said = take_in(demo_export.folder)
    export(tmp_path / "there")

    assert "0 kept" in said
    assert without_moments(tmp_path / "there") == without_moments(demo_export.folder)
    pages = Page.objects.filter(depth__gt=1)
    assert not pages.filter(live=False).exists()
    assert Revision.objects.page_revisions().count() == pages.count()  # none was published twice
    assert_log_is_whole()


def assert_log_is_whole() -> None:
    """What is compared with all that can be seen finds nothing missing."""
    before = ContentChange.objects.count()
    call_command("backfill_changes")
    assert ContentChange.objects.count() == before
