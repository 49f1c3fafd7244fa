"""The whole content in the order in which its parts need each other."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction

from articles.models import Author, Claim, CompanyPage, ComparisonPage, Framework, Source, Topic
from benchmarks.bulk.rows import reset_sequences
from benchmarks.bulk.search import SearchRows
from content_api.changes.log import catch_up
from media.models import Image

from .articles import fill_articles
from .companies import fill_claims, fill_companies
from .comparisons import fill_comparisons
from .indexes import index_pages
from .keys import Keys
from .snippets import fill_snippets

# Few enough to be indexed as Wagtail does it.
INDEXED_WHEN_STORED = (Author, Claim, CompanyPage, ComparisonPage, Framework, Image, Source, Topic)


def fill(total: int) -> None:
    """Store ``total`` articles and what they share. Wagtail's reference index, which no read needs, stays empty.

    The rows are written past Django's models, so the change log is made afterwards.
    """
    with transaction.atomic():
        indexes = index_pages()
        keys = Keys()
        search = SearchRows()
        fill_snippets(keys)
        fill_companies(keys, indexes["companies"])
        fill_claims(keys)
        fill_comparisons(keys, indexes["comparisons"])
        fill_articles(keys, indexes["articles"], total, search)
        for model in INDEXED_WHEN_STORED:
            search.add_stored(model)
        search.finish()
        reset_sequences(apps.get_models(include_auto_created=True))
    catch_up()
