"""Claims: what is said about a framework or a company, as data with evidence."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from grapple.models import GraphQLString
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, Page, PreviewableMixin, ReferenceIndex, RevisionMixin
from wagtail.search import index

from content_api.changes.tags import referrers_tag
from content_api.declare import (
    GraphQLChoice,
    GraphQLDate,
    GraphQLList,
    GraphQLObject,
    GraphQLPages,
    GraphQLTextLocale,
    GraphQLTranslated,
)
from content_api.lookahead import Loader, batch
from content_api.touched import depends_on
from content_api.translated import TranslatedText, TranslatedTexts

from ..previews import PreviewTemplate
from ..publishing.gate import PublishGateMixin
from .identity import Identified
from .indexing import IndexedWithChildren


class ClaimStatus(models.TextChoices):
    """How well a claim stands."""

    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    OUTDATED = "outdated", "Outdated"
    UNVERIFIED = "unverified", "Unverified"


class Claim(
    PublishGateMixin,
    PreviewTemplate,
    TranslatedTexts,
    Identified,
    IndexedWithChildren,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One statement about one subject.

    Pages show it and nobody retypes it, so that a correction reaches all of them.
    """

    framework = models.ForeignKey(
        "articles.Framework",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        help_text="Choose a framework or a company, not both.",
    )
    company = models.ForeignKey(
        "articles.CompanyPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        help_text="Choose a framework or a company, not both.",
    )
    value = models.CharField(
        max_length=200,
        blank=True,
        help_text="The fact in two or three words, such as “2005” or “since 2010”.",
    )
    status = models.CharField(
        max_length=12,
        choices=ClaimStatus.choices,
        default=ClaimStatus.UNVERIFIED,
        db_index=True,
        help_text="Be honest: a disputed or unverified claim is worth publishing when it says so.",
    )
    as_of = models.DateField("as of", help_text="The day for which the claim was checked.")
    review_by = models.DateField(
        "review by", db_index=True, help_text="The day by which somebody should look at the sources again."
    )
    statement = TranslatedText()
    explanation = TranslatedText()

    panels = [
        MultiFieldPanel([FieldRowPanel(["framework", "company"])], heading="Subject"),
        InlinePanel(
            "texts",
            panels=["locale", "statement", "explanation"],
            label="Text",
            heading="Statement",
            min_num=1,
            help_text="One for each language. Where a language has none, readers see the default language's.",
        ),
        MultiFieldPanel(
            [FieldRowPanel(["value", "status"]), FieldRowPanel(["as_of", "review_by"])], heading="Standing"
        ),
        InlinePanel(
            "claim_sources",
            panels=["source", "quote", "location"],
            label="Source",
            heading="Sources",
            help_text="A claim needs at least one source before it can be published.",
        ),
        PublishingPanel(),
    ]

    search_fields = [
        index.RelatedFields(
            "texts",
            [
                index.SearchField("statement", boost=2),
                index.AutocompleteField("statement"),
                index.SearchField("explanation"),
            ],
        ),
        index.SearchField("value"),
        index.AutocompleteField("value"),
        index.RelatedFields("framework", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.RelatedFields("company", [index.SearchField("title"), index.AutocompleteField("title")]),
        index.FilterField("status"),
        index.FilterField("framework"),
        index.FilterField("company"),
        index.FilterField("as_of"),
        index.FilterField("review_by"),
        index.FilterField("live"),
    ]

    graphql_fields = [
        GraphQLTranslated("statement", description="The claim as a sentence, in the viewer's locale."),
        GraphQLTranslated("explanation", description="Why the claim has its status, in the viewer's locale."),
        GraphQLTextLocale(),
        GraphQLChoice("status", ClaimStatus, required=True, description="How well the claim stands."),
        GraphQLDate("as_of", required=True, description="The day for which the claim was checked."),
        GraphQLDate("review_by", required=True, description="The day by which editors mean to check it again."),
        GraphQLString("value", description="The fact in a few words."),
        GraphQLObject("framework", "articles.Framework", description="The subject, if it is a framework."),
        GraphQLObject("company", "articles.CompanyPage", description="The subject, if it is a company."),
        GraphQLList(
            "sources",
            "articles.ClaimSource",
            source="claim_sources",
            joins=("source",),
            description="The evidence, with quotes, in editors' order.",
        ),
        GraphQLPages("used_on", description="Published pages that show this claim."),
    ]

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(framework__isnull=False) ^ models.Q(company__isnull=False),
                name="claim_has_one_subject",
                violation_error_message="A claim is about one framework or one company: choose one of them.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement or f"Claim {self.pk}"

    @property
    def subject(self) -> models.Model | None:
        """The framework or the company page that the claim is about."""
        return self.framework if self.framework_id else self.company

    @batch
    def used_on(claims: list[Claim], loader: Loader) -> dict[int, list[Page]]:  # noqa: N805
        """Pages whose current text shows the claim: in an adoption, a cell of a comparison or a block."""
        page_type = ContentType.objects.get_for_model(Page)
        keys = {str(claim.pk): claim.pk for claim in claims}
        references = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(Claim),
            to_object_id__in=keys,
            base_content_type=page_type,
        )
        with depends_on(*(referrers_tag(Claim, claim.pk) for claim in claims)):
            uses = {(keys[to], int(page)) for to, page in references.values_list("to_object_id", "object_id")}
            pages = loader.rows(Page.objects.filter(pk__in={page for _, page in uses}).order_by("path"))
        return {key: [page for page in pages if (key, page.pk) in uses] for key in keys.values()}

    def preview_lead(self) -> str:
        return self.explanation

    def preview_facts(self) -> list[tuple[str, Any]]:
        sources = [f"{entry.source}: “{entry.quote}”" for entry in self.claim_sources.all()]
        return [
            ("Subject", str(self.subject or "")),
            ("Value", self.value),
            ("Status", self.get_status_display()),
            ("As of", self.as_of),
            ("Review by", self.review_by),
            ("Sources", "; ".join(sources)),
        ]
