"""Invented content in any amount, always the same for the same numbers. Knows neither Django nor a database."""

from __future__ import annotations

from .articles import article, slug_of
from .library import Library, library
from .records import (
    Adoption,
    Article,
    Author,
    Block,
    Cell,
    Claim,
    Company,
    Comparison,
    Figure,
    Framework,
    Image,
    Link,
    Reference,
    RichText,
    Row,
    Source,
    Topic,
)
from .words import COMMON_TERM, RARE_HITS, RARE_TERM

__all__ = [
    "COMMON_TERM",
    "RARE_HITS",
    "RARE_TERM",
    "Adoption",
    "Article",
    "Author",
    "Block",
    "Cell",
    "Claim",
    "Company",
    "Comparison",
    "Figure",
    "Framework",
    "Image",
    "Library",
    "Link",
    "Reference",
    "RichText",
    "Row",
    "Source",
    "Topic",
    "article",
    "library",
    "slug_of",
]
