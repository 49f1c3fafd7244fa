"""Menus."""

from __future__ import annotations

from django.db import models
from graphql import GraphQLResolveInfo
from grapple.models import GraphQLPage, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin

from articles.models import Identified
from articles.models.indexing import IndexedWithChildren
from content_api.declare import GraphQLList
from content_api.lookahead import Batch
from content_api.viewer import viewer_for

from ..addresses import addresses_of


class Navigation(TranslatableMixin, Identified, IndexedWithChildren, ClusterableModel):
    """A menu in one language. Frontends ask for it by its slug: ``main``, ``footer``."""

    slug = models.SlugField(max_length=40, help_text="What the frontend calls the menu, such as main or footer.")

    panels = [
        FieldPanel("slug"),
        InlinePanel(
            "items",
            panels=[FieldPanel("label"), FieldRowPanel([PageChooserPanel("page"), FieldPanel("url")])],
            label="Item",
            heading="Items",
            help_text="Each leads to a page or elsewhere. Items of unpublished pages are left out.",
        ),
    ]

    graphql_fields = [
        GraphQLString("slug", required=True, description="Name of the menu, such as `main` or `footer`."),
        GraphQLString("locale", source="language_of_menu", required=True, description="Language code of the menu."),
        GraphQLList("items", "home.NavigationItem", description="The menu's items in editors' order."),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "menu"
        ordering = ["slug", "locale__language_code"]
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="one_navigation_per_slug_and_locale")]

    def __str__(self) -> str:
        return f"{self.slug} ({self.locale.language_code})"

    def language_of_menu(self, info: GraphQLResolveInfo) -> str:
        return viewer_for(info).territory.languages[self.locale_id]


class NavigationItem(Orderable):
    """A link of a menu. Goes when its page is deleted."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(max_length=60)
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(
        "address",
        max_length=500,
        blank=True,
        help_text="An address elsewhere, or a path on the site. Not with a page.",
    )

    holds_addresses = ["url"]  # beside paths

    graphql_fields = [
        GraphQLString("label", required=True, description="The link's text."),
        GraphQLPage("page", description="The page it leads to, if it is one of ours."),
        GraphQLString(
            "url",
            required=True,
            source="address",
            description="Where it leads: the public address of the page, or what an editor typed in: an address "
            "elsewhere, or a path on the site.",
        ),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, url="") | (models.Q(page__isnull=True) & ~models.Q(url="")),
                name="navigation_item_has_one_target",
                violation_error_message="Choose a page or give an address, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    address = Batch(addresses_of)
