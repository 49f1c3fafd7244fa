"""What was uploaded, kept on the server for a day, until somebody decides; the worker removes what is older."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import ArticleIndexPage, MarkdownBatch, MarkdownFile

from ..importing import Outcome, examine, import_file
from ..saving.options import Options
from ..saving.pictures import Fetcher, collection_for

KEPT = timedelta(days=1)
SECONDS_FOR_IMAGES = 15.0  # for all images of a batch: somebody waits


def opened(
    user: Any, parent: ArticleIndexPage, contents: Sequence[tuple[str, bytes]], *, fetch: bool, overwrite: bool
) -> MarkdownBatch:
    """Keep the files. One batch a person waits; an older one goes."""
    with transaction.atomic():
        MarkdownBatch.objects.filter(user=user).delete()
        batch = MarkdownBatch.objects.create(user=user, parent=parent, fetch_images=fetch, overwrite=overwrite)
        MarkdownFile.objects.bulk_create(
            MarkdownFile(batch=batch, position=position, name=name, content=content)
            for position, (name, content) in enumerate(contents)
        )
    return batch


def remove_forgotten() -> None:
    """Remove what nobody has decided on within a day, with its files."""
    MarkdownBatch.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def batch_of(user: Any, key: uuid.UUID) -> MarkdownBatch | None:
    """The batch, if it is the user's own and not too old."""
    since = timezone.now() - KEPT
    return MarkdownBatch.objects.filter(pk=key, user=user, created_at__gte=since).select_related("parent").first()


def options_of(batch: MarkdownBatch) -> Options:
    return Options(parent=batch.parent, overwrite=batch.overwrite, user=batch.user)


def examined(batch: MarkdownBatch) -> list[tuple[MarkdownFile, Outcome]]:
    """What each file would become."""
    options = options_of(batch)
    return [(file, examine(bytes(file.content), file.name, options)) for file in batch.files.all()]


def imported(batch: MarkdownBatch, positions: set[int]) -> list[Outcome]:
    """Import the chosen files and note what became of them; the texts are needed no longer.

    Everything is read and judged again: neither the review nor the browser is believed.
    """
    fetches = batch.fetch_images and collection_for(batch.user) is not None
    fetcher = Fetcher(seconds=SECONDS_FOR_IMAGES) if fetches else None
    options = options_of(batch)
    outcomes = [
        import_file(bytes(file.content), file.name, options, fetcher)
        for file in batch.files.all()
        if file.position in positions
    ]
    batch.outcomes = [_noted(outcome) for outcome in outcomes]
    with transaction.atomic():
        batch.save(update_fields=["outcomes"])
        batch.files.all().delete()
    return outcomes


def _noted(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "action": str(outcome.action),
        "reason": outcome.reason,
        "title": outcome.draft.title if outcome.draft else "",
        "page": outcome.page_id,
    }
