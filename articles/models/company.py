"""Companies, and the frameworks they use."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from grapple.models import GraphQLImage, GraphQLInt, GraphQLString
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content_api.declare import GraphQLChoice, GraphQLList

from ..blocks import BodyBlock
from ..countries import COUNTRIES, country_choices
from ..declarations import body_fields
from ..panels import page_tabs
from ..related import RelatedPages, related_field
from ..rendering.facts import COMPANY, parts_of_company
from ..rendering.fields import rendered_fields
from .base import BasePage


class Sector(models.TextChoices):
    """What a company lives by."""

    MEDIA = "media", "Media"
    SOCIAL = "social", "Social networks"
    TECHNOLOGY = "technology", "Technology"
    MUSIC = "music", "Music"
    FILE_STORAGE = "file-storage", "File storage"
    MAPS = "maps", "Maps"
    PUBLIC_SECTOR = "public-sector", "Public sector"
    EDUCATION = "education", "Education"
    COMMERCE = "commerce", "Commerce"
    OTHER = "other", "Other"


class CompanyPage(RelatedPages, BasePage):
    """A company or another organisation, by the name that readers know: that is the title."""

    parent_page_types = ["articles.CompanyIndexPage"]
    subpage_types: list[str] = []
    page_description = "A company or organisation and the frameworks it uses."
    shares = "adoptions__framework"

    legal_name = models.CharField(max_length=200, blank=True, help_text="If it differs from the name.")
    logo = models.ForeignKey("media.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sector = models.CharField(max_length=16, choices=Sector.choices, default=Sector.OTHER, db_index=True)
    country = models.CharField(
        max_length=2,
        choices=country_choices,
        blank=True,
        db_index=True,
        help_text="Where its head office is.",
    )
    founded = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2100)],
        help_text="The year, such as 1851.",
    )
    website = models.URLField(blank=True)
    summary = models.TextField(blank=True, help_text="The company in two or three sentences. Lists show them too.")
    body = StreamField(BodyBlock(), blank=True)

    edit_handler = page_tabs(
        content=[
            TitleFieldPanel("title", heading="Name", help_text="As readers know it."),
            FieldPanel("legal_name"),
            FieldPanel("logo"),
            MultiFieldPanel(
                [FieldRowPanel(["sector", "country"]), FieldRowPanel(["founded", "website"])], heading="Facts"
            ),
            FieldPanel("summary"),
            FieldPanel("body"),
        ],
        sources=[
            InlinePanel(
                "adoptions",
                panels=[
                    FieldRowPanel(["framework", "status"]),
                    FieldRowPanel(["since", "until"]),
                    FieldPanel("used_for"),
                    FieldPanel("claim"),
                ],
                label="Framework",
                heading="Frameworks in use",
                help_text="What the company uses or used. The claim carries the evidence.",
            ),
        ],
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("legal_name"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields(
            "adoptions",
            [index.SearchField("used_for")],
        ),
        index.FilterField("sector"),
        index.FilterField("country"),
    ]

    graphql_fields = [
        *BasePage.graphql_fields,
        GraphQLString("name", source="title", required=True, description="The name that readers know."),
        GraphQLString("legal_name", description="The name in registers, if it differs."),
        GraphQLImage("logo", description="The company's logo."),
        GraphQLChoice("sector", Sector, required=True, description="What the company lives by."),
        GraphQLString("country", description="Country of the head office, ISO 3166-1 alpha-2, such as `US`."),
        GraphQLInt("founded", description="Year of the foundation."),
        GraphQLString("website", description="The company's own site."),
        GraphQLString("summary", description="The company in two or three sentences."),
        *body_fields(),
        *rendered_fields(COMPANY, parts_of_company),
        GraphQLList("adoptions", "articles.Adoption", description="Frameworks in use now or formerly."),
        GraphQLList("claims", "articles.Claim", description="Published claims about the company."),
        related_field("Companies that have or had the most frameworks in common with this one."),
    ]

    class Meta:
        verbose_name = "company"
        verbose_name_plural = "companies"

    def preview_lead(self) -> str:
        return self.summary

    def preview_facts(self) -> list[tuple[str, str]]:
        return [
            ("Sector", self.get_sector_display()),
            ("Country", COUNTRIES.get(self.country, "")),
            ("Founded", str(self.founded or "")),
            ("Website", self.website),
            *[(str(adoption.framework), adoption.in_words()) for adoption in self.adoptions.all()],
        ]
