"""The table behind the search."""

from __future__ import annotations

from django.db import models


class SearchDocument(models.Model):
    """What can be found of one object in one language.

    What is searched stands beside it, in the form that the database has for that: two ``tsvector`` columns on
    PostgreSQL, the FTS5 table ``content_api_searchterms`` on SQLite. ``engines`` reads and writes them.
    """

    model = models.CharField(max_length=100)  # such as "articles.articlepage"
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=20)
    title = models.TextField()
    text = models.TextField()

    # Wagtail would look for references to other objects in it.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "model", "language"], name="one_document_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id} ({self.language})"
