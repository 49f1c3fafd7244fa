"""Columns that several lists share."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import StatusTagColumn


def publication(instance: Any) -> str:
    """Whether readers see the object, and whether a newer draft waits.

    Wagtail's own column also knows schedules, at the price of a query for each row.
    """
    if not instance.live:
        return "draft"
    return "live + draft" if instance.has_unpublished_changes else "live"


class PublicationColumn(StatusTagColumn):
    """The state of an object with drafts."""

    def __init__(self) -> None:
        super().__init__("publication", label="Status", accessor=publication, primary=lambda row: row.live)
