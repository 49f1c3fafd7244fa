"""The frameworks that articles, companies and comparisons are about."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from content_api.declare import GraphQLChoice, GraphQLDate, GraphQLList, GraphQLTextLocale, GraphQLTranslated
from content_api.translated import TextBase, TranslatedText, TranslatedTexts

from ..previews import PreviewTemplate
from ..publishing.gate import PublishGateMixin
from .identity import Identified
from .indexing import IndexedWithChildren


class FrameworkCategory(models.TextChoices):
    """How much a framework brings along, and for what."""

    FULL_STACK = "full-stack", "Full stack"
    MICRO = "micro", "Micro"
    STATIC_SITE_GENERATOR = "static-site-generator", "Static site generator"
    CMS = "cms", "CMS"


class Framework(
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
    """A web framework. Facts stand here once, texts once in each language."""

    name = models.CharField(max_length=80, help_text="As its makers write it.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Part of the framework's address on the site.")
    language = models.CharField("programming language", max_length=60, db_index=True)
    category = models.CharField(max_length=24, choices=FrameworkCategory.choices, db_index=True)
    first_release = models.DateField(
        null=True, blank=True, help_text="Day of the first public release. Leave empty rather than guess."
    )
    licence = models.CharField(max_length=60, blank=True, help_text="As an SPDX name, such as BSD-3-Clause.")
    website = models.URLField(blank=True)
    repository = models.URLField(blank=True, help_text="Where its source code lies.")
    logo = models.ForeignKey("media.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    latest_version = models.CharField(max_length=30, blank=True)
    latest_version_date = models.DateField(null=True, blank=True, help_text="When that version was released.")
    tagline = TranslatedText()
    description = TranslatedText()

    panels = [
        FieldPanel("name"),
        FieldRowPanel(["slug", "category"]),
        FieldRowPanel(["language", "licence"]),
        FieldPanel("logo"),
        InlinePanel(
            "texts",
            panels=["locale", "tagline", "description"],
            label="Text",
            heading="Texts",
            min_num=1,
            help_text="One for each language. Where a language has none, readers see the default language's.",
        ),
        MultiFieldPanel(
            ["first_release", FieldRowPanel(["latest_version", "latest_version_date"])], heading="Releases"
        ),
        FieldRowPanel(["website", "repository"], heading="On the web"),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("language"),
        index.RelatedFields("texts", [index.SearchField("tagline"), index.SearchField("description")]),
        index.FilterField("category"),
        index.FilterField("live"),
    ]

    graphql_fields = [
        GraphQLString("name", required=True, description="The framework's name."),
        GraphQLString("slug", required=True, description="Short name for addresses, unique among frameworks."),
        GraphQLString("language", required=True, description="Programming language it is written in and for."),
        GraphQLChoice("category", FrameworkCategory, required=True, description="How much it brings along."),
        GraphQLDate("first_release", description="Day of the first public release, where it is known."),
        GraphQLString("licence", description="Licence as an SPDX name."),
        GraphQLString("website", description="Its home page."),
        GraphQLString("repository", description="Address of its source code."),
        GraphQLImage("logo", description="Its logo."),
        GraphQLString("latest_version", description="Newest version known to the editors."),
        GraphQLDate("latest_version_date", description="Release date of `latestVersion`."),
        GraphQLTranslated("tagline", description="The framework in one line, in the viewer's locale."),
        GraphQLTranslated("description", description="The framework in a paragraph, in the viewer's locale."),
        GraphQLTextLocale(),
        GraphQLList("claims", "articles.Claim", description="Published claims about the framework."),
        GraphQLList("adoptions", "articles.Adoption", description="Which companies use it, and since when."),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def preview_lead(self) -> str:
        return self.tagline

    def preview_facts(self) -> list[tuple[str, str]]:
        return [
            ("Description", self.description),
            ("Language", self.language),
            ("Category", self.get_category_display()),
            ("First release", str(self.first_release or "")),
            ("Latest version", self.latest_version),
            ("Licence", self.licence),
        ]


class FrameworkText(TextBase):
    """Tagline and description in one locale."""

    framework = ParentalKey(Framework, on_delete=models.CASCADE, related_name="texts")
    tagline = models.CharField(max_length=160, help_text="The framework in one line.")
    description = models.TextField(blank=True, help_text="The framework in one paragraph.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "locale"], name="one_framework_text_per_locale")]

    def __str__(self) -> str:
        return self.tagline
