"""*Reports → Site history*, as Wagtail shows it, with exports that tell what the log tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from .entries import CHUNK


class SiteHistory(LogEntriesView):
    """Everybody sees and exports what concerns kinds of objects that they have rights on."""

    list_export = [*LogEntriesView.list_export, "message", "comment"]
    export_headings = LogEntriesView.export_headings | {"message": "What happened", "comment": "Comment"}

    def get_filtered_queryset(self) -> Any:
        """Entries of one moment have an order, too."""
        return super().get_filtered_queryset().order_by("-timestamp", "-log_model_index", "-pk")

    def decorate_paginated_queryset(self, queryset: Any) -> Any:
        return self._in_batches(queryset) if self.is_export else super().decorate_paginated_queryset(queryset)

    def _in_batches(self, queryset: Any) -> Iterator[Any]:
        """For exports: the memory and the statements of a batch do not grow with the log."""
        found = queryset.iterator(chunk_size=CHUNK)
        while batch := list(islice(found, CHUNK)):
            yield from super().decorate_paginated_queryset(batch)


site_history = require_admin_access(SiteHistory.as_view())
site_history_results = require_admin_access(SiteHistory.as_view(results_only=True))
