"""The kinds of text field that blocks are made of, so that all of them start out empty and look alike."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, TextBlock

# Headings are blocks of their own, images too.
RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "code"]


def line(**options: Any) -> CharBlock:
    """A text of one line. An empty one is "": search would index the word “None” otherwise."""
    return CharBlock(**{"default": "", "max_length": 255} | options)


def lines(**options: Any) -> TextBlock:
    """A plain text that may have several lines."""
    return TextBlock(**{"default": "", "rows": 3} | options)


def rich_text(**options: Any) -> RichTextBlock:
    """Paragraphs and lists with links and inline marks."""
    return RichTextBlock(**{"features": RICH_TEXT_FEATURES} | options)
