"""Where knowledge comes from."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from grapple.models import GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from content_api.declare import GraphQLChoice, GraphQLDate, GraphQLTextLocale, GraphQLTranslated
from content_api.translated import TextBase, TranslatedText, TranslatedTexts

from ..desk.duplicates.forms import SourceForm
from ..links.panel import LinkPanel
from .identity import Identified
from .indexing import IndexedWithChildren


class LinkStatus(models.TextChoices):
    """What the last check of a source's address found."""

    UNKNOWN = "unknown", "Not checked"
    ALIVE = "alive", "Alive"
    REDIRECTED = "redirected", "Redirected"
    DEAD = "dead", "Dead"


class Source(TranslatedTexts, Identified, IndexedWithChildren, index.Indexed, ClusterableModel):
    """A document, page or talk that claims and articles rest on. Without an address it is print or speech."""

    title = models.CharField(max_length=255, help_text="The title of the work itself, in its own language.")
    publisher = models.CharField(max_length=120, blank=True, help_text="Who published it.")
    url = models.URLField("address", max_length=500, blank=True, help_text="Empty for what is not on the web.")
    archived_url = models.URLField(
        "archived address",
        max_length=500,
        blank=True,
        help_text="A copy in an archive, so that readers can check the source when the original is gone.",
    )
    language = models.CharField(
        max_length=20, default="en", help_text="Language of the work as a code, such as en or zh-hans."
    )
    published = models.DateField(null=True, blank=True, help_text="When the work appeared, if it says so.")
    accessed = models.DateField(default=timezone.localdate, help_text="When somebody last read it for us.")
    link_status = models.CharField(
        max_length=12, choices=LinkStatus.choices, default=LinkStatus.UNKNOWN, editable=False, db_index=True
    )
    link_checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    description = TranslatedText()

    base_form_class = SourceForm

    panels = [
        FieldPanel("title"),
        FieldRowPanel(["publisher", "language"]),
        MultiFieldPanel(
            [
                "url",
                "archived_url",
                FieldRowPanel(
                    [FieldPanel("link_status", read_only=True), FieldPanel("link_checked_at", read_only=True)]
                ),
                LinkPanel(),
            ],
            heading="On the web",
        ),
        FieldRowPanel(["published", "accessed"]),
        InlinePanel(
            "texts",
            panels=["locale", "description"],
            label="Text",
            heading="Texts",
            help_text="What kind of source it is and how far to trust it. One text for each language.",
        ),
    ]

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("publisher"),
        index.AutocompleteField("publisher"),
        index.SearchField("url"),
        index.RelatedFields("texts", [index.SearchField("description")]),
        index.FilterField("link_status"),
        index.FilterField("language"),
    ]

    graphql_fields = [
        GraphQLString("title", required=True, description="Title of the work, in its own language."),
        GraphQLString("publisher", description="Who published the work."),
        GraphQLString("url", description="Address of the work; empty if it is not on the web."),
        GraphQLString("archived_url", description="Address of a copy in an archive."),
        GraphQLString("language", required=True, description="Language code of the work."),
        GraphQLDate("published", description="When the work appeared."),
        GraphQLDate("accessed", required=True, description="When an editor last read the work."),
        GraphQLChoice("link_status", LinkStatus, required=True, description="What the last check of the link found."),
        GraphQLTranslated("description", description="What kind of source this is, in the viewer's locale."),
        GraphQLTextLocale(),
    ]

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title


class SourceText(TextBase):
    """A description in one locale."""

    source = ParentalKey(Source, on_delete=models.CASCADE, related_name="texts")
    description = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "locale"], name="one_source_text_per_locale")]

    def __str__(self) -> str:
        return self.description
