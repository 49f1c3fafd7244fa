"""Who writes: people and teams."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from content_api.declare import GraphQLChoice, GraphQLList, GraphQLTextLocale, GraphQLTranslated
from content_api.translated import TextBase, TranslatedText, TranslatedTexts

from .identity import Identified
from .indexing import IndexedWithChildren


class AuthorKind(models.TextChoices):
    """Whether a byline names one person."""

    PERSON = "person", "Person"
    TEAM = "team", "Team"


class Author(TranslatedTexts, Identified, IndexedWithChildren, index.Indexed, ClusterableModel):
    """A byline. No account: authors need not work in the admin."""

    name = models.CharField(max_length=120, help_text="As it stands in the byline.")
    slug = models.SlugField(max_length=120, unique=True, help_text="Part of the author's address on the site.")
    kind = models.CharField(max_length=10, choices=AuthorKind.choices, default=AuthorKind.PERSON, db_index=True)
    photo = models.ForeignKey(
        "media.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A portrait.",
    )
    role = TranslatedText()
    bio = TranslatedText()

    panels = [
        FieldPanel("name"),
        FieldRowPanel(["slug", "kind"]),
        FieldPanel("photo"),
        InlinePanel(
            "texts",
            panels=["locale", "role", "bio"],
            label="Text",
            heading="Texts",
            help_text="One for each language. Where a language has none, readers see the default language's.",
        ),
        InlinePanel("links", panels=[FieldRowPanel(["label", "url"])], label="Link", heading="Links"),
    ]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.RelatedFields("texts", [index.SearchField("role"), index.SearchField("bio")]),
        index.FilterField("kind"),
    ]

    graphql_fields = [
        GraphQLString("name", required=True, description="The name in the byline."),
        GraphQLString("slug", required=True, description="Short name for addresses, unique among authors."),
        GraphQLChoice("kind", AuthorKind, required=True, description="A person or a team."),
        GraphQLImage("photo", description="A portrait."),
        GraphQLTranslated("role", description="What the author does, in the viewer's locale."),
        GraphQLTranslated("bio", description="Who the author is, in the viewer's locale."),
        GraphQLTextLocale(),
        GraphQLList("links", "articles.AuthorLink", description="Pages about or by the author, in editors' order."),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AuthorText(TextBase):
    """Role and biography in one locale."""

    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="texts")
    role = models.CharField(max_length=120, blank=True, help_text="For instance “Backend developer”.")
    bio = models.TextField("biography", blank=True, help_text="Two or three sentences.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "locale"], name="one_author_text_per_locale")]

    def __str__(self) -> str:
        return self.role


class AuthorLink(Orderable):
    """An address of the author's own."""

    author = ParentalKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=60)
    url = models.URLField("address")

    graphql_fields = [
        GraphQLString("label", required=True, description="The link's text."),
        GraphQLString("url", required=True, description="The link's address."),
    ]

    def __str__(self) -> str:
        return self.label
