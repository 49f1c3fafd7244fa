"""The blocks that a body is made of, one family a module."""

from __future__ import annotations

from .actions import CallToActionBlock, NewsletterSignupBlock
from .body import BodyBlock
from .code import CodeBlock, CodeLanguage
from .data import DataTableBlock, FactBlock, KeyFactsBlock
from .editorial import (
    CalloutBlock,
    CalloutStyle,
    FaqBlock,
    ProsConsBlock,
    QuestionBlock,
    StepBlock,
    StepsBlock,
)
from .media import DocumentBlock, FigureBlock, VideoBlock
from .references import ArticleCardBlock, ClaimBlock, CompanyListBlock, ComparisonBlock
from .text import DividerBlock, HeadingBlock, HeadingLevel, ParagraphBlock, QuoteBlock
from .videos import VideoProvider

__all__ = [
    "ArticleCardBlock",
    "BodyBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "CalloutStyle",
    "ClaimBlock",
    "CodeBlock",
    "CodeLanguage",
    "CompanyListBlock",
    "ComparisonBlock",
    "DataTableBlock",
    "DividerBlock",
    "DocumentBlock",
    "FactBlock",
    "FaqBlock",
    "FigureBlock",
    "HeadingBlock",
    "HeadingLevel",
    "KeyFactsBlock",
    "NewsletterSignupBlock",
    "ParagraphBlock",
    "ProsConsBlock",
    "QuestionBlock",
    "QuoteBlock",
    "StepBlock",
    "StepsBlock",
    "VideoBlock",
    "VideoProvider",
]
