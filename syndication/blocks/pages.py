"""Sections that are about pages of the site: the choice, and what this issue says in other words than the page."""

from __future__ import annotations

from typing import Any

from grapple.helpers import register_streamfield_block
from wagtail.blocks import ListBlock, PageChooserBlock, StructBlock

from articles.blocks.children import line, lines
from articles.blocks.examples import ShownWithExample, newest_live
from articles.blocks.fields import GraphQLText
from content_api.declare import GraphQLObject, GraphQLStructs

PAGES = "Pages of the site"
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
