"""The controlled vocabulary; tags stay free."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from content_api.declare import GraphQLTextLocale, GraphQLTranslated
from content_api.translated import TextBase, TranslatedText, TranslatedTexts

from .identity import Identified
from .indexing import IndexedWithChildren


class Topic(TranslatedTexts, Identified, IndexedWithChildren, index.Indexed, ClusterableModel):
    """A subject that readers browse by. Few, and agreed on."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Part of the topic's address on the site.")
    name = TranslatedText()
    description = TranslatedText()

    panels = [
        FieldPanel("slug"),
        InlinePanel(
            "texts",
            panels=["locale", "name", "description"],
            label="Text",
            heading="Texts",
            min_num=1,
            help_text="One for each language. Where a language has none, readers see the default language's.",
        ),
    ]

    search_fields = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.RelatedFields(
            "texts",
            [
                index.SearchField("name", boost=2),
                index.AutocompleteField("name"),
                index.SearchField("description"),
            ],
        ),
    ]

    graphql_fields = [
        GraphQLString("slug", required=True, description="Short name for addresses, unique among topics."),
        GraphQLTranslated("name", description="The topic's name in the viewer's locale."),
        GraphQLTranslated("description", description="What the topic is about, in the viewer's locale."),
        GraphQLTextLocale(),
    ]

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name or self.slug


class TopicText(TextBase):
    """Name and description in one locale."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True, help_text="A sentence for the topic's page and for search engines.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "locale"], name="one_topic_text_per_locale")]

    def __str__(self) -> str:
        return self.name
