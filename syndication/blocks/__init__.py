"""The blocks that newsletter issues are composed of."""

from __future__ import annotations

from .issue import (
    CompanySpotlightBlock,
    ComparisonTeaserBlock,
    LeadStoryBlock,
    LetterBlock,
    NewsletterSectionBlock,
    SponsorBlock,
    StoryBlock,
    StoryListBlock,
)

__all__ = [
    "CompanySpotlightBlock",
    "ComparisonTeaserBlock",
    "LeadStoryBlock",
    "LetterBlock",
    "NewsletterSectionBlock",
    "SponsorBlock",
    "StoryBlock",
    "StoryListBlock",
]
