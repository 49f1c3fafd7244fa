"""The models of the syndication app."""

from __future__ import annotations

from .carried import CarriedPage
from .newsletter import NewsletterIndexPage, NewsletterIssuePage
from .partner import SyndicationPartner
from .partner_token import PartnerToken
from .receipt import FetchDay, Receipt
from .trial import TrialMail
from .websub import HubNotice

__all__ = [
    "CarriedPage",
    "FetchDay",
    "HubNotice",
    "NewsletterIndexPage",
    "NewsletterIssuePage",
    "PartnerToken",
    "Receipt",
    "SyndicationPartner",
    "TrialMail",
]
