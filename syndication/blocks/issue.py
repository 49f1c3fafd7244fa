"""Which sections a newsletter issue can have."""

from __future__ import annotations

from grapple.helpers import register_streamfield_block
from wagtail.blocks import StreamBlock

from .pages import CompanySpotlightBlock, ComparisonTeaserBlock, LeadStoryBlock, StoryListBlock
from .words import LetterBlock, SponsorBlock


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
