"""Blocks that ask the reader to do something: follow a link, subscribe."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLPage
from wagtail.blocks import PageChooserBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from .children import line, lines
from .fields import GraphQLText

GROUP = "Actions"


@register_streamfield_block
class CallToActionBlock(StructBlock):
    heading = line(required=False)
    text = lines(required=False)
    label = line(max_length=60, label="Text of the button")
    page = PageChooserBlock(required=False, help_text="A page of this site, or …")
    url = URLBlock(required=False, label="Address", help_text="… an address elsewhere. One of the two.")

    class Meta:
        icon = "link"
        label = "Call to action"
        label_format = "{label}"
        group = GROUP
        description = "A button that leads to one page or address, with a reason to follow it."
        preview_value = {
            "heading": "Compare for yourself",
            "text": "Row by row, with a verdict for each framework and the claims behind it.",
            "label": "Django and Flask",
            "page": None,
            "url": "https://www.djangoproject.com/start/",
        }
        template = "articles/blocks/call_to_action.html"
        graphql_description = "A button that leads to one page or address."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLText("text", description="The text of the block."),
        GraphQLText("label", required=True, description="What to read on the block: a name, a button's text."),
        GraphQLPage("page", description="The page it leads to, or null where it leads elsewhere or is not published."),
        GraphQLText("url", description="Address that belongs to the block."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Two targets are refused at once, none only when the page is to be published."""
        value = super().clean(value)
        if value["page"] and value["url"]:
            raise _target_error("Choose a page or give an address, not both.")
        if not (value["page"] or value["url"] or self.is_deferred_validation):
            raise _target_error("Choose a page or give an address.")
        return value


def _target_error(message: str) -> StructBlockValidationError:
    return StructBlockValidationError(
        block_errors={name: ValidationError(message, code="one_target") for name in ("page", "url")}
    )


@register_streamfield_block
class NewsletterSignupBlock(StructBlock):
    heading = line(required=False)
    text = lines(required=False, help_text="What subscribers get, and how often.")
    label = line(max_length=60, label="Text of the button")
    form_url = URLBlock(
        label="Address of the form",
        help_text="The sign-up form of the newsletter service, https only. Nobody's address is stored here.",
    )

    class Meta:
        icon = "mail"
        label = "Newsletter sign-up"
        label_format = "{heading}"
        group = GROUP
        description = "Leads to the sign-up form of the newsletter service."
        preview_value = {
            "heading": "One letter a month",
            "text": "New comparisons, corrected claims and one good read.",
            "label": "Subscribe",
            "form_url": "https://newsletter.example/subscribe",
        }
        template = "articles/blocks/newsletter_signup.html"
        graphql_description = "Leads to the sign-up form of the newsletter service."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLText("text", description="The text of the block."),
        GraphQLText("label", required=True, description="What to read on the block: a name, a button's text."),
        GraphQLText("form_url", description="Address of the newsletter service's form, https only."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """People type their address in there, so an open connection is refused, in drafts too."""
        value = super().clean(value)
        if value["form_url"] and not value["form_url"].startswith("https://"):
            error = ValidationError("The form must have an https address.", code="insecure")
            raise StructBlockValidationError(block_errors={"form_url": error})
        return value
