"""The columns, rows and cells of a comparison."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from content_api.declare import GraphQLList, GraphQLObject

from .comparison import HIGHEST_RATING, LOWEST_RATING, ComparisonPage


class ComparisonFramework(Orderable):
    """A column: one framework, and when to choose it."""

    page = ParentalKey(ComparisonPage, on_delete=models.CASCADE, related_name="comparison_frameworks")
    framework = models.ForeignKey("articles.Framework", on_delete=models.PROTECT, related_name="comparison_entries")
    choose_when = models.TextField(blank=True, help_text="When to choose it, in a sentence or two.")

    graphql_fields = [
        GraphQLObject("framework", "articles.Framework", required=True, description="The framework compared."),
        GraphQLString("choose_when", description="When to choose it, in a sentence or two."),
    ]

    def __str__(self) -> str:
        return str(self.framework)


class ComparisonRow(Orderable, ClusterableModel):
    """A criterion."""

    page = ParentalKey(ComparisonPage, on_delete=models.CASCADE, related_name="rows")
    criterion = models.CharField(max_length=120, help_text="Such as “Database migrations”.")
    explanation = models.TextField(blank=True, help_text="Why it matters and how it was judged.")

    graphql_fields = [
        GraphQLString("criterion", required=True, description="What is compared."),
        GraphQLString("explanation", description="Why it matters and how it was judged."),
        GraphQLList("cells", "articles.ComparisonCell", description="One cell for each framework."),
    ]

    def __str__(self) -> str:
        return self.criterion


class ComparisonCell(Orderable):
    """What a row says about one framework."""

    row = ParentalKey(ComparisonRow, on_delete=models.CASCADE, related_name="cells")
    framework = models.ForeignKey("articles.Framework", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=200, help_text="A few words, such as “Built in”.")
    rating = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST_RATING), MaxValueValidator(HIGHEST_RATING)],
        help_text="1 (weak) to 5 (strong). Leave empty where a number would pretend to be exact.",
    )
    claim = models.ForeignKey(
        "articles.Claim",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="comparison_cells",
        help_text="The statement with its sources.",
    )

    graphql_fields = [
        GraphQLObject("framework", "articles.Framework", required=True, description="The framework judged."),
        GraphQLString("verdict", required=True, description="The judgement in a few words."),
        GraphQLInt("rating", description="1 (weak) to 5 (strong), where a number makes sense."),
        GraphQLObject("claim", "articles.Claim", description="The claim that carries the evidence."),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating__isnull=True) | models.Q(rating__range=(LOWEST_RATING, HIGHEST_RATING)),
                name="comparison_rating_is_1_to_5",
                violation_error_message="A rating is a number from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return self.verdict

    def clean(self) -> None:
        """One line, however it was typed or pasted."""
        super().clean()
        self.verdict = " ".join(self.verdict.split())
