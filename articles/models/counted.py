"""Pages whose words are counted."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLInt
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content_api.rich_text.words import count_words

from ..reading_time import minutes_to_read
from .base import BasePage


class CountedPage(BasePage):
    """Adds the number of words and the minutes they take. Subclasses say what is read (``running_text``)."""

    word_count = models.PositiveIntegerField("words", default=0, editable=False)
    reading_time_minutes = models.PositiveIntegerField("minutes to read", default=1, editable=False)

    counted_panel = MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("word_count", read_only=True),
                    FieldPanel("reading_time_minutes", read_only=True),
                ]
            )
        ],
        heading="Counted when saved",
    )

    graphql_fields = [
        *BasePage.graphql_fields,
        GraphQLInt(
            "word_count",
            required=True,
            description="Words of the text; each Chinese character counts as one.",
        ),
        GraphQLInt("reading_time_minutes", required=True, description="Minutes it takes to read, one at least."),
    ]

    class Meta:
        abstract = True

    def running_text(self) -> str:
        """Everything that is read, without markup: the title alone, until a subclass says what else."""
        return str(self.title)

    def compute_fields(self) -> None:
        words, ideographs = count_words(self.running_text())
        self.word_count = words + ideographs
        self.reading_time_minutes = minutes_to_read(words, ideographs)
