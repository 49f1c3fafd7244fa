"""What holds for a whole site."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog", order=100)
class SiteSettings(BaseSiteSetting):
    """The organisation behind a site, and what its shared links fall back to."""

    organisation_name = models.CharField(max_length=120, blank=True, help_text="Who publishes the site.")
    organisation_description = models.TextField(blank=True, help_text="The organisation in a sentence or two.")
    logo = models.ForeignKey("media.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    default_share_image = models.ForeignKey(
        "media.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown with shared links of pages that have no image.",
    )
    github_url = models.URLField("GitHub", blank=True)
    mastodon_url = models.URLField("Mastodon", blank=True)
    linkedin_url = models.URLField("LinkedIn", blank=True)
    contact_email = models.EmailField("e-mail address", blank=True, help_text="Public. For readers who write.")

    panels = [
        MultiFieldPanel(["organisation_name", "organisation_description", "logo"], heading="Organisation"),
        FieldPanel("default_share_image"),
        MultiFieldPanel(["github_url", "mastodon_url", "linkedin_url", "contact_email"], heading="Elsewhere"),
    ]

    graphql_fields = [
        GraphQLString("organisation_name", description="Who publishes the site."),
        GraphQLString("organisation_description", description="The organisation in a sentence or two."),
        GraphQLImage("logo", description="The organisation's logo."),
        GraphQLImage("default_share_image", description="For shared links of pages that have no image."),
        GraphQLString("github_url", description="Address on GitHub."),
        GraphQLString("mastodon_url", description="Address on Mastodon."),
        GraphQLString("linkedin_url", description="Address on LinkedIn."),
        GraphQLString("contact_email", description="Public e-mail address."),
    ]

    class Meta:
        verbose_name = "site settings"
        verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return self.organisation_name or str(self.site)
