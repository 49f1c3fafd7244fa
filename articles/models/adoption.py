"""Adoptions: which framework a company uses, since when and what for."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from content_api.declare import GraphQLChoice, GraphQLObject

from .company import CompanyPage


class AdoptionStatus(models.TextChoices):
    """Whether the framework is still in use."""

    CURRENT = "current", "In use"
    PAST = "past", "Formerly in use"
    PARTLY = "partly", "Partly in use"
    UNVERIFIED = "unverified", "Unverified"


class Adoption(Orderable):
    """One framework in one company."""

    page = ParentalKey(CompanyPage, on_delete=models.CASCADE, related_name="adoptions")
    framework = models.ForeignKey("articles.Framework", on_delete=models.PROTECT, related_name="adoptions")
    status = models.CharField(max_length=12, choices=AdoptionStatus.choices, db_index=True)
    since = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="The year. Leave empty rather than guess.",
    )
    until = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="The last year, if it is over.",
    )
    used_for = models.CharField(
        max_length=255, blank=True, help_text="Such as “the editors' tools” or “the first version”."
    )
    claim = models.ForeignKey(
        "articles.Claim",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adoptions",
        help_text="The statement with its sources.",
    )

    graphql_fields = [
        GraphQLObject(
            "company",
            "articles.CompanyPage",
            source="page",
            required=True,
            description="The company that uses it.",
        ),
        GraphQLObject("framework", "articles.Framework", required=True, description="The framework in use."),
        GraphQLChoice("status", AdoptionStatus, required=True, description="Whether it is still in use."),
        GraphQLInt("since", description="First year of use, where it is known."),
        GraphQLInt("until", description="Last year of use, if it is over and known."),
        GraphQLString("used_for", description="What the company uses it for."),
        GraphQLObject("claim", "articles.Claim", description="The claim that carries the evidence."),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="adoption_ends_after_it_begins",
                violation_error_message="The last year of use lies before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.in_words()}"

    def in_words(self) -> str:
        """Status, years and purpose in a line."""
        years = "–".join(str(year) for year in (self.since, self.until) if year)
        return ", ".join(part for part in (self.get_status_display(), years, self.used_for) if part)
