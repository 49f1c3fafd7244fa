"""What is done to many pages or claims at once: said beforehand, all or nothing, written into each history."""

from __future__ import annotations

from .claims import SetClaimReviewDate, VerifyClaims
from .reviews import MarkReviewed, SetReviewDate
from .topics import SetTopics

BULK_ACTIONS = (MarkReviewed, SetReviewDate, SetTopics, VerifyClaims, SetClaimReviewDate)

__all__ = ["BULK_ACTIONS", "MarkReviewed", "SetClaimReviewDate", "SetReviewDate", "SetTopics", "VerifyClaims"]
