"""Blocks that show something kept elsewhere on the site: claims, companies, comparisons, articles."""

from __future__ import annotations

from typing import Any

from grapple.helpers import register_streamfield_block
from wagtail.blocks import ListBlock, PageChooserBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from content_api.declare import GraphQLList, GraphQLObject

from .children import line, lines
from .examples import ShownWithExample, newest_live
from .fields import GraphQLText

GROUP = "References"


@register_streamfield_block
class ClaimBlock(ShownWithExample, StructBlock):
    claim = SnippetChooserBlock("articles.Claim")
    note = lines(required=False, rows=1, help_text="What to bear in mind when reading it here.")

    example_child = "claim"

    class Meta:
        icon = "circle-check"
        label = "Claim"
        label_format = "{claim}"
        group = GROUP
        description = "A claim with its status and sources. It is kept once and changes wherever it is shown."
        preview_value = {"claim": None, "note": "The statement concerns projects that need a database."}
        template = "articles/blocks/claim.html"
        graphql_description = "A claim with its status and sources."

    graphql_fields = [
        GraphQLObject("claim", "articles.Claim", description="The claim, or null where it is not published."),
        GraphQLText("note", description="What to bear in mind when reading the claim here."),
    ]


@register_streamfield_block
class CompanyListBlock(StructBlock):
    heading = line(required=False)
    companies = ListBlock(PageChooserBlock(page_type="articles.CompanyPage"), min_num=1)

    class Meta:
        icon = "group"
        label = "Companies"
        label_format = "{heading}"
        group = GROUP
        description = "Companies by choice, in your order, each linked to its page."
        preview_value: dict[str, Any] = {"heading": "Who uses it", "companies": []}
        template = "articles/blocks/company_list.html"
        graphql_description = "Companies in an editor's order."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLList("companies", "articles.CompanyPage", description="The companies that are published, in order."),
    ]

    def get_preview_value(self) -> Any:
        value = super().get_preview_value()
        company = newest_live(self.child_blocks["companies"].child_block.model_class)
        if company:
            value["companies"].append(company)
        return value


@register_streamfield_block
class ComparisonBlock(ShownWithExample, StructBlock):
    comparison = PageChooserBlock(page_type="articles.ComparisonPage")
    heading = line(required=False, help_text="Only where it differs from the title of the comparison.")

    example_child = "comparison"

    class Meta:
        icon = "sliders"
        label = "Comparison"
        label_format = "{comparison}"
        group = GROUP
        description = "A comparison of frameworks, shown within the text."
        preview_value = {"comparison": None, "heading": "Django and Flask"}
        template = "articles/blocks/comparison.html"
        graphql_description = "A comparison of frameworks."

    graphql_fields = [
        GraphQLObject(
            "comparison",
            "articles.ComparisonPage",
            description="The comparison, or null where it is not published.",
        ),
        GraphQLText("heading", description="Heading above the block."),
    ]


@register_streamfield_block
class ArticleCardBlock(ShownWithExample, StructBlock):
    article = PageChooserBlock(page_type="articles.ArticlePage")
    teaser = lines(required=False, help_text="Only where it differs from the standfirst of the article.")

    example_child = "article"

    class Meta:
        icon = "doc-full"
        label = "Article"
        label_format = "{article}"
        group = GROUP
        description = "Leads on to another article, with its picture and a sentence."
        preview_value = {"article": None, "teaser": "Where to go next: tutorials, books and people to ask."}
        template = "articles/blocks/article_card.html"
        graphql_description = "A pointer to another article."

    graphql_fields = [
        GraphQLObject("article", "articles.ArticlePage", description="The article, or null where it is not published."),
        GraphQLText("teaser", description="What to say about the article here, where it is not its standfirst."),
    ]
