"""Places in Wagtail's page tree, computed instead of asked for: django-treebeard's materialised paths."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page

from .rows import insert

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://benchmarks.example/")


def uid(kind: str, number: int | str) -> uuid.UUID:
    """The same for the same record in every database."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{number}")


@dataclass
class Children:
    """Pages of one type that are to be added below ``parent``, which has none yet. Their keys follow each other."""

    model: type[Page]
    parent: Page
    first_key: int

    def key(self, number: int) -> int:
        return self.first_key + number

    def page(self, number: int, *, title: str, slug: str, published: dt.datetime, **fields: Any) -> Any:
        """The page ``number``, not stored: live, published once, without a revision."""
        return self.model(
            id=self.key(number),
            page_ptr_id=self.key(number),
            path=Page._get_path(self.parent.path, self.parent.depth + 1, number + 1),
            depth=self.parent.depth + 1,
            numchild=0,
            url_path=f"{self.parent.url_path}{slug}/",
            content_type=self._content_type,
            locale_id=self.parent.locale_id,
            translation_key=uid("translation of " + self.model.__name__, number),
            title=title,
            draft_title=title,
            slug=slug,
            live=True,
            first_published_at=published,
            last_published_at=published,
            **fields,
        )

    def store(self, pages: Sequence[Any]) -> None:
        insert(Page, pages)
        insert(self.model, pages)
        Page.objects.filter(pk=self.parent.pk).update(numchild=F("numchild") + len(pages))

    @cached_property
    def _content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)
