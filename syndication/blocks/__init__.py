"""The blocks that newsletter issues are composed of."""

from __future__ import annotations

from .issue import NewsletterSectionBlock
from .pages import CompanySpotlightBlock, ComparisonTeaserBlock, LeadStoryBlock, StoryBlock, StoryListBlock
from .words import LetterBlock, SponsorBlock

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
