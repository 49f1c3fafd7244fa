"""The primary keys that invented records get: known before any of them is stored."""

from __future__ import annotations

from taggit.models import Tag
from wagtail.models import Page

from articles.models import Author, Claim, Framework, Source, Topic
from benchmarks.bulk.rows import first_free_key
from benchmarks.invented import Reference
from benchmarks.invented.library import COMPANIES, COMPARISONS
from media.models import Image


class Keys:
    """Each kind takes the keys from the first free one on; pages share theirs, one kind after the other."""

    def __init__(self) -> None:
        self.image = first_free_key(Image)
        self.author = first_free_key(Author)
        self.topic = first_free_key(Topic)
        self.tag = first_free_key(Tag)
        self.source = first_free_key(Source)
        self.framework = first_free_key(Framework)
        self.claim = first_free_key(Claim)
        self.company = first_free_key(Page)
        self.comparison = self.company + COMPANIES
        self.article = self.comparison + COMPARISONS

    def __call__(self, reference: Reference) -> int:
        first: int = getattr(self, reference.kind)
        return first + reference.number
