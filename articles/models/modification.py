"""When what readers read of a page was changed last.

Wagtail's ``last_published_at`` moves with every publishing, also where not a word is different. Feeds and sitemaps may
not: readers would be shown an article again that they know, and search engines would trust the dates no longer.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

READ_OF_EVERY_PAGE = {"title", "seo_title", "search_description"}
# Keys of rows and blocks, which are new where the same content is stored once more.
KEYS = ("pk", "id", "page", "row", "sort_order")


class Modified(models.Model):
    """Adds ``modified_at``, which moves when a live page is stored with other content than before."""

    content_digest = models.CharField(max_length=32, blank=True, default="", editable=False)
    modified_at = models.DateTimeField("content changed", null=True, blank=True, editable=False, db_index=True)

    not_read = {"uid", "page_ptr", "content_digest", "modified_at", "publish_override_reason"}

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        live: bool
        last_published_at: datetime | None
        serializable_data: Callable[[], dict[str, Any]]

    def note_modification(self) -> None:
        """Move ``modified_at`` to the publishing that is taking place, if it changes what readers read."""
        digest = self._digest()
        if self.live and digest != self.content_digest:
            self.content_digest = digest
            self.modified_at = self.last_published_at or timezone.now()

    def keep_modification_of(self, stored: Any) -> None:
        """What a revision says of this was true when it was written; the stored page knows better."""
        self.content_digest, self.modified_at = stored.content_digest, stored.modified_at

    def _digest(self) -> str:
        content = {
            name: json.loads(value) if isinstance(self._field(name), StreamField) else value
            for name, value in self.serializable_data().items()
            if name not in _of_place_and_desk() and name not in self.not_read
        }
        text = json.dumps(_without_keys(content), sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def _field(self, name: str) -> Any:
        return next((field for field in self._meta.fields if field.name == name), None)


@cache
def _of_place_and_desk() -> set[str]:
    """Where a page stands, who works on it and when: nothing that readers read. Everything else of a page counts."""
    return {field.name for field in Page._meta.get_fields()} - READ_OF_EVERY_PAGE


def _without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_keys(inner) for name, inner in value.items() if name not in KEYS}
    return [_without_keys(inner) for inner in value] if isinstance(value, list) else value
