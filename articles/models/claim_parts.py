"""A claim's texts and its evidence."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from content_api.declare import GraphQLObject
from content_api.translated import TextBase

from .claim import Claim


class ClaimText(TextBase):
    """Statement and explanation in one locale."""

    claim = ParentalKey(Claim, on_delete=models.CASCADE, related_name="texts")
    statement = models.TextField(help_text="One sentence that can be true or false.")
    explanation = models.TextField(blank=True, help_text="What speaks for it and against it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "locale"], name="one_claim_text_per_locale")]

    def __str__(self) -> str:
        return self.statement


class ClaimSource(Orderable):
    """A source's part in a claim: which words, and where they stand."""

    claim = ParentalKey(Claim, on_delete=models.CASCADE, related_name="claim_sources")
    source = models.ForeignKey("articles.Source", on_delete=models.PROTECT, related_name="claim_sources")
    quote = models.TextField(blank=True, help_text="The words that carry the claim, exactly as they stand there.")
    location = models.CharField(max_length=255, blank=True, help_text="Page, section or minute.")

    graphql_fields = [
        GraphQLObject("source", "articles.Source", required=True, description="The work quoted."),
        GraphQLString("quote", description="The words that carry the claim, in the work's own language."),
        GraphQLString("location", description="Page, section or minute of the quote."),
    ]

    def __str__(self) -> str:
        return str(self.source)
