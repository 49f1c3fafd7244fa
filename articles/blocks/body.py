"""The body of a page: a stream of all our blocks, and in the API one union of them."""

from __future__ import annotations

from itertools import chain, count

from grapple.helpers import register_streamfield_block
from wagtail.blocks import StreamBlock, StreamValue

from .actions import CallToActionBlock, NewsletterSignupBlock
from .code import CodeBlock
from .data import DataTableBlock, KeyFactsBlock
from .editorial import CalloutBlock, FaqBlock, ProsConsBlock, StepsBlock
from .media import DocumentBlock, FigureBlock, VideoBlock
from .references import ArticleCardBlock, ClaimBlock, CompanyListBlock, ComparisonBlock
from .text import DividerBlock, HeadingBlock, ParagraphBlock, QuoteBlock


@register_streamfield_block
class BodyBlock(StreamBlock):
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    code = CodeBlock()
    divider = DividerBlock()
    image = FigureBlock()
    embed = VideoBlock()
    document = DocumentBlock()
    table = DataTableBlock()
    key_facts = KeyFactsBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    pros_cons = ProsConsBlock()
    faq = FaqBlock()
    claim = ClaimBlock()
    company_list = CompanyListBlock()
    comparison = ComparisonBlock()
    article_card = ArticleCardBlock()
    call_to_action = CallToActionBlock()
    newsletter_signup = NewsletterSignupBlock()

    class Meta:
        icon = "doc-full"
        label = "Body"
        graphql_description = "A block of the body, of one of the types that editors can choose from."

    graphql_types = [
        HeadingBlock,
        ParagraphBlock,
        QuoteBlock,
        CodeBlock,
        DividerBlock,
        FigureBlock,
        VideoBlock,
        DocumentBlock,
        DataTableBlock,
        KeyFactsBlock,
        CalloutBlock,
        StepsBlock,
        ProsConsBlock,
        FaqBlock,
        ClaimBlock,
        CompanyListBlock,
        ComparisonBlock,
        ArticleCardBlock,
        CallToActionBlock,
        NewsletterSignupBlock,
    ]

    def clean(self, value: StreamValue) -> StreamValue:
        """Give headings with the same anchor different ones, so that each can be linked to."""
        value = super().clean(value)
        taken: set[str] = set()
        for child in value:
            if child.block_type == "heading" and child.value["anchor"]:
                child.value["anchor"] = _free(child.value["anchor"], taken)
        return value


def _free(anchor: str, taken: set[str]) -> str:
    numbered = (f"{anchor}-{number}" for number in count(2))
    free = next(candidate for candidate in chain([anchor], numbered) if candidate not in taken)
    taken.add(free)
    return free
