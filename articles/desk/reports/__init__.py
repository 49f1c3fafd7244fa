"""The desk's reports: all that its panels show the beginning of, to be filtered, sorted and exported."""

from __future__ import annotations

from .claims import ClaimsReport
from .reviews import ReviewsReport
from .scheduled import ScheduledReport
from .sources import SourcesReport
from .uses import ClaimUsesReport

REPORTS = (ClaimsReport, ClaimUsesReport, SourcesReport, ReviewsReport, ScheduledReport)

__all__ = ["REPORTS", "ClaimUsesReport", "ClaimsReport", "ReviewsReport", "ScheduledReport", "SourcesReport"]
