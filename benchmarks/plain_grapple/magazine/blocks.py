"""The blocks of a body: https://wagtail-grapple.readthedocs.io/en/latest/general-usage/decorators.html"""

from __future__ import annotations

from grapple.helpers import register_streamfield_block
from grapple.models import (
    GraphQLCollection,
    GraphQLImage,
    GraphQLPage,
    GraphQLRichText,
    GraphQLSnippet,
    GraphQLStreamfield,
    GraphQLString,
)
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


@register_streamfield_block
class HeadingBlock(StructBlock):
    text = CharBlock()
    level = CharBlock(search_index=False)
    anchor = CharBlock(search_index=False)

    graphql_fields = [GraphQLString("text"), GraphQLString("level"), GraphQLString("anchor")]


@register_streamfield_block
class ParagraphBlock(StructBlock):
    body = RichTextBlock()

    graphql_fields = [GraphQLRichText("body")]


@register_streamfield_block
class QuoteBlock(StructBlock):
    text = TextBlock()
    attribution = CharBlock()
    url = URLBlock()

    graphql_fields = [GraphQLString("text"), GraphQLString("attribution"), GraphQLString("url")]


@register_streamfield_block
class CodeBlock(StructBlock):
    language = CharBlock(search_index=False)
    filename = CharBlock(search_index=False)
    code = TextBlock()

    graphql_fields = [GraphQLString("language"), GraphQLString("filename"), GraphQLString("code")]


@register_streamfield_block
class FigureBlock(StructBlock):
    image = ImageChooserBlock()
    alt_text = CharBlock()
    caption = TextBlock()
    credit = CharBlock()

    graphql_fields = [
        GraphQLImage("image"),
        GraphQLString("alt_text"),
        GraphQLString("caption"),
        GraphQLString("credit"),
    ]


@register_streamfield_block
class CalloutBlock(StructBlock):
    style = CharBlock(search_index=False)
    heading = CharBlock()
    body = RichTextBlock()

    graphql_fields = [GraphQLString("style"), GraphQLString("heading"), GraphQLRichText("body")]


@register_streamfield_block
class FactBlock(StructBlock):
    # Not "label": Grapple takes a field of that name for the attribute of the block.
    term = CharBlock()
    value = CharBlock()

    graphql_fields = [GraphQLString("term"), GraphQLString("value")]


@register_streamfield_block
class KeyFactsBlock(StructBlock):
    heading = CharBlock()
    facts = ListBlock(FactBlock())

    graphql_fields = [GraphQLString("heading"), GraphQLStreamfield("facts")]


@register_streamfield_block
class QuestionBlock(StructBlock):
    question = CharBlock()
    answer = RichTextBlock()

    graphql_fields = [GraphQLString("question"), GraphQLRichText("answer")]


@register_streamfield_block
class FaqBlock(StructBlock):
    heading = CharBlock()
    questions = ListBlock(QuestionBlock())

    graphql_fields = [GraphQLString("heading"), GraphQLStreamfield("questions")]


@register_streamfield_block
class ClaimBlock(StructBlock):
    claim = SnippetChooserBlock("magazine.Claim")
    note = TextBlock()

    graphql_fields = [GraphQLSnippet("claim", "magazine.Claim"), GraphQLString("note")]


@register_streamfield_block
class CompanyListBlock(StructBlock):
    heading = CharBlock()
    companies = ListBlock(PageChooserBlock(page_type="magazine.CompanyPage"))

    graphql_fields = [GraphQLString("heading"), GraphQLCollection(GraphQLPage, "companies")]


@register_streamfield_block
class ArticleCardBlock(StructBlock):
    article = PageChooserBlock(page_type="magazine.ArticlePage")
    teaser = TextBlock()

    graphql_fields = [GraphQLPage("article"), GraphQLString("teaser")]


class BodyBlock(StreamBlock):
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    code = CodeBlock()
    image = FigureBlock()
    key_facts = KeyFactsBlock()
    callout = CalloutBlock()
    faq = FaqBlock()
    claim = ClaimBlock()
    company_list = CompanyListBlock()
    article_card = ArticleCardBlock()
