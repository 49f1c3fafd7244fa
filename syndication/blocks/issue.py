"""Sections of a newsletter issue: what editors choose, and what they say about it in this issue only."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLBoolean, GraphQLImage, GraphQLString
from wagtail.blocks import ListBlock, PageChooserBlock, StreamBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.children import line, lines, rich_text
from articles.blocks.examples import ShownWithExample, newest_live
from articles.blocks.fields import GraphQLText
from articles.blocks.media import DescribedImageBlock
from content_api.declare import GraphQLHtml, GraphQLObject, GraphQLStructs

PAGES, WORDS = "Pages of the site", "Own words"
MOST_STORIES = 12  # in one list
TITLE_HERE = "Only where this issue says it in other words than the page."


def _title() -> Any:
    return line(required=False, help_text=TITLE_HERE)


def _teaser() -> Any:
    return lines(required=False, help_text=TITLE_HERE)


TITLE_AND_TEASER = [
    GraphQLText("title", description="Title of the block."),
    GraphQLText("teaser", description="What to say here, where it is not what the page says itself."),
]
ARTICLE = GraphQLObject(
    "article", "articles.ArticlePage", description="The article, or null where it is not published."
)


@register_streamfield_block
class LeadStoryBlock(ShownWithExample, StructBlock):
    article = PageChooserBlock(page_type="articles.ArticlePage")
    title = _title()
    teaser = _teaser()

    example_child = "article"

    class Meta:
        icon = "pick"
        label = "Lead story"
        label_format = "{article}"
        group = PAGES
        description = "The article that the issue begins with: a large picture, title, teaser and a button."
        preview_value = {"article": None, "title": "", "teaser": "The one to read this month."}
        template = "syndication/blocks/lead_story.html"
        graphql_description = "The article that the issue begins with."

    graphql_fields = [ARTICLE, *TITLE_AND_TEASER]


@register_streamfield_block
class StoryBlock(ShownWithExample, StructBlock):
    article = PageChooserBlock(page_type="articles.ArticlePage")
    title = _title()
    teaser = _teaser()

    example_child = "article"

    class Meta:
        icon = "doc-full"
        label = "Story"
        label_format = "{article}"
        group = PAGES
        description = "One article of the list, with a small picture."
        preview_value = {"article": None, "title": "", "teaser": "Ten minutes, no jargon."}
        template = "syndication/blocks/story.html"
        graphql_description = "One article of a list."

    graphql_fields = [ARTICLE, *TITLE_AND_TEASER]


@register_streamfield_block
class StoryListBlock(StructBlock):
    heading = line(required=False)
    stories = ListBlock(StoryBlock(), min_num=1, max_num=MOST_STORIES)

    class Meta:
        icon = "list-ul"
        label = "Stories"
        label_format = "{heading}"
        group = PAGES
        description = "Articles one below the other, each with a small picture and a teaser."
        preview_value: dict[str, Any] = {"heading": "Also new", "stories": []}
        template = "syndication/blocks/stories.html"
        graphql_description = "Articles one below the other."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLStructs("stories", StoryBlock, description="The stories in order."),
    ]

    def get_preview_value(self) -> Any:
        value = super().get_preview_value()
        story = self.child_blocks["stories"].child_block
        article = newest_live(story.child_blocks["article"].model_class)
        if article:
            value["stories"].append(story.normalize({"article": article, "teaser": "Ten minutes, no jargon."}))
        return value


@register_streamfield_block
class CompanySpotlightBlock(ShownWithExample, StructBlock):
    heading = line(required=False, help_text="Above the company, such as “Who uses it”.")
    company = PageChooserBlock(page_type="articles.CompanyPage")
    title = _title()
    teaser = _teaser()

    example_child = "company"

    class Meta:
        icon = "group"
        label = "Company"
        label_format = "{company}"
        group = PAGES
        description = "One company: its logo, what it uses, and a sentence or two."
        preview_value = {"heading": "Who uses it", "company": None, "title": "", "teaser": ""}
        template = "syndication/blocks/company.html"
        graphql_description = "One company."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLObject("company", "articles.CompanyPage", description="The company, or null where it is not published."),
        *TITLE_AND_TEASER,
    ]


@register_streamfield_block
class ComparisonTeaserBlock(ShownWithExample, StructBlock):
    heading = line(required=False, help_text="Above the comparison, such as “Side by side”.")
    comparison = PageChooserBlock(page_type="articles.ComparisonPage")
    title = _title()
    teaser = _teaser()

    example_child = "comparison"

    class Meta:
        icon = "sliders"
        label = "Comparison"
        label_format = "{comparison}"
        group = PAGES
        description = "One comparison: what is compared, the result in a sentence or two, and a button."
        preview_value = {"heading": "Side by side", "comparison": None, "title": "", "teaser": ""}
        template = "syndication/blocks/comparison.html"
        graphql_description = "One comparison of frameworks."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLObject(
            "comparison", "articles.ComparisonPage", description="The comparison, or null where it is not published."
        ),
        *TITLE_AND_TEASER,
    ]


@register_streamfield_block
class SponsorBlock(ShownWithExample, StructBlock):
    disclosure = line(
        required=False,
        default="Advertisement",
        max_length=60,
        help_text="Stands above it. An issue with a sponsor is not published without it.",
    )
    sponsor = line(max_length=120, help_text="Who pays for it.")
    heading = line(required=False)
    image = DescribedImageBlock(required=False)
    text = lines(required=False)
    label = line(max_length=60, label="Text of the button")
    url = URLBlock(
        label="Address",
        help_text="Where it leads, https only. Campaign parameters of the sponsor's own are left as they are.",
    )

    example_child = "image"

    class Meta:
        icon = "tag"
        label = "Sponsor"
        label_format = "{sponsor}"
        group = WORDS
        description = "What a sponsor pays for, marked as an advertisement and set apart from the rest."
        preview_value = {
            "disclosure": "Advertisement",
            "sponsor": "Example Hosting",
            "heading": "Hosting that stays out of the way",
            "image": None,
            "text": "Push, and it runs.",
            "label": "See how",
            "url": "https://hosting.example/",
        }
        template = "syndication/blocks/sponsor.html"
        graphql_description = "What a sponsor pays for: show it as an advertisement."

    graphql_fields = [
        GraphQLText("disclosure", description="What marks it as an advertisement, to be shown above it."),
        GraphQLText("sponsor", required=True, description="Who pays for it."),
        GraphQLText("heading", description="Heading above the block."),
        GraphQLImage("image", description="The picture, or null where it is gone."),
        GraphQLString("alt_text", required=True, description="Alternative text; empty for a decorative picture."),
        GraphQLBoolean("decorative", required=True, description="Whether the picture adds nothing to the text."),
        GraphQLText("text", description="The text of the block."),
        GraphQLText("label", required=True, description="What to read on the block: a name, a button's text."),
        GraphQLText("url", description="Address that belongs to the block."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Readers follow the address from their mail program, so an open connection is refused, in drafts too."""
        value = super().clean(value)
        if value["url"] and not value["url"].startswith("https://"):
            error = ValidationError("A sponsor needs an https address.", code="insecure")
            raise StructBlockValidationError(block_errors={"url": error})
        return value

    def alt_text(self, info: Any, values: dict[str, Any]) -> str:
        return getattr(values["image"], "contextual_alt_text", None) or ""

    def decorative(self, info: Any, values: dict[str, Any]) -> bool:
        return bool(getattr(values["image"], "decorative", False))


@register_streamfield_block
class LetterBlock(StructBlock):
    heading = line(required=False)
    body = rich_text()

    class Meta:
        icon = "pilcrow"
        label = "Text"
        label_format = "{heading}"
        group = WORDS
        description = "A few paragraphs of your own: a greeting, a note, a farewell."
        preview_value = {"heading": "From the desk", "body": "<p>A short month, and a long article.</p>"}
        template = "syndication/blocks/text.html"
        graphql_description = "Paragraphs that are written for the issue."

    graphql_fields: list[Any] = [
        GraphQLText("heading", description="Heading above the block."),
        *GraphQLHtml("body", required=True, description="The running text of the block."),
    ]


@register_streamfield_block
class NewsletterSectionBlock(StreamBlock):
    lead_story = LeadStoryBlock()
    stories = StoryListBlock()
    company = CompanySpotlightBlock()
    comparison = ComparisonTeaserBlock()
    sponsor = SponsorBlock()
    text = LetterBlock()

    class Meta:
        icon = "mail"
        label = "Sections"
        graphql_description = "A section of a newsletter issue, of one of the kinds that editors can choose from."

    graphql_types = [
        LeadStoryBlock,
        StoryListBlock,
        CompanySpotlightBlock,
        ComparisonTeaserBlock,
        SponsorBlock,
        LetterBlock,
    ]
