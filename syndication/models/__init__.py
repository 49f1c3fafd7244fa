"""The models of the syndication app."""

from __future__ import annotations

from .carried import CarriedPage
from .newsletter import NewsletterIndexPage, NewsletterIssuePage
from .trial import TrialMail
from .websub import HubNotice

__all__ = ["CarriedPage", "HubNotice", "NewsletterIndexPage", "NewsletterIssuePage", "TrialMail"]
