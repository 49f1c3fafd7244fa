"""The models of newsletters."""

from __future__ import annotations

from .carried import CarriedPage
from .newsletter import NewsletterIndexPage, NewsletterIssuePage
from .trial import TrialMail

__all__ = ["CarriedPage", "NewsletterIndexPage", "NewsletterIssuePage", "TrialMail"]
