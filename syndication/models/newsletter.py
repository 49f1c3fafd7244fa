"""Newsletter issues, and the page above them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from articles.models import BasePage
from articles.models.index import IndexPage
from articles.panels import page_tabs
from content_api.declare import GraphQLBlocks, GraphQLChoice
from content_api.previews.frames import FRONTEND_MODES, has_frontend

from ..blocks import NewsletterSectionBlock
from ..newsletters.fields import MAIL_FIELDS
from ..newsletters.merge_tags import FIRST_NAME, MailTool
from ..newsletters.panels import SizePanel
from ..newsletters.previews import MODES, preview_of
from ..newsletters.problems import problems_of

SUBJECT = 150  # characters: what fits into the column; the publish gate asks for less


class NewsletterIndexPage(IndexPage):
    """Stands above all newsletter issues."""

    subpage_types: ClassVar[list[str]] = ["syndication.NewsletterIssuePage"]
    page_description = "Lists the newsletter issues."

    class Meta:
        verbose_name = "newsletter"
        verbose_name_plural = "newsletters"


class NewsletterIssuePage(BasePage):
    """One issue of the newsletter: sections that choose pages of the site, sent by a tool that reads the API."""

    parent_page_types = ["syndication.NewsletterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "One issue of the newsletter, ready to be sent."
    goes_stale = False  # what was sent stays as it was
    own_preview_modes = MODES

    subject = models.CharField(
        max_length=SUBJECT,
        blank=True,
        help_text="The subject of the mail. Phones show some forty characters.",
    )
    preheader = models.CharField(
        max_length=200,
        blank=True,
        help_text="Shown after the subject in lists of mails, and nowhere in the mail itself.",
    )
    greeting = models.CharField(
        max_length=150,
        blank=True,
        help_text=f"Such as “Hello {FIRST_NAME},”. {FIRST_NAME} becomes the reader's name as the tool writes it; "
        "where the tool knows no names, a greeting with a name is left out.",
    )
    sections = StreamField(NewsletterSectionBlock(), blank=True, help_text="What readers get, from the top.")
    mail_tool = models.CharField(
        "newsletter tool",
        max_length=16,
        choices=MailTool.choices,
        default=MailTool.NONE,
        help_text="Decides how the placeholders for unsubscribing, the view in a browser and names are written.",
    )
    campaign_name = models.SlugField(
        "campaign",
        max_length=60,
        blank=True,
        help_text="The utm_campaign of every link. Empty: the slug of the issue.",
    )

    edit_handler = page_tabs(
        content=[
            TitleFieldPanel("title", help_text="On the site and in lists. The mail has its own subject."),
            MultiFieldPanel(["subject", "preheader", "greeting"], heading="The mail"),
            SizePanel(heading="Size"),
            FieldPanel("sections"),
            MultiFieldPanel([FieldRowPanel(["mail_tool", "campaign_name"])], heading="Sending"),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("subject"),
        index.SearchField("sections"),
    ]

    graphql_fields = [
        *BasePage.graphql_fields,
        GraphQLString("subject", required=True, description="The subject of the mail; empty only in a draft."),
        GraphQLString("preheader", description="What lists of mails show after the subject."),
        GraphQLString(
            "greeting", description="The greeting as editors wrote it, with `{first_name}` in the place of a name."
        ),
        GraphQLChoice(
            "mail_tool", MailTool, required=True, description="The tool whose placeholders the mail is written with."
        ),
        GraphQLBlocks(
            "sections",
            "syndication.blocks.NewsletterSectionBlock",
            description="The sections as a union of typed blocks.",
        ),
        *MAIL_FIELDS,
    ]

    class Meta:
        verbose_name = "newsletter issue"

    def publish_problems(self) -> list[str]:
        """What a reader would miss or be misled by, see ``newsletters.problems``."""
        return [*super().publish_problems(), *problems_of(self)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name in dict(MODES):
            return preview_of(self, mode_name)
        return super().serve_preview(request, mode_name)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The mail first: it is what is sent."""
        return [*MODES, *FRONTEND_MODES] if has_frontend() else MODES

    def preview_facts(self) -> list[tuple[str, Any]]:
        return [("Subject", self.subject), ("Preheader", self.preheader)]
