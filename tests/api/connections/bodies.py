"""Bodies of one block, which shows something."""

from __future__ import annotations

from typing import Any

from articles.models import Claim, CompanyPage, ComparisonPage

Body = list[tuple[str, dict[str, Any]]]


def claim_block(claim: Claim) -> Body:
    return [("claim", {"claim": claim, "note": ""})]


def companies_block(*companies: CompanyPage) -> Body:
    return [("company_list", {"heading": "", "companies": list(companies)})]


def comparison_block(comparison: ComparisonPage) -> Body:
    return [("comparison", {"comparison": comparison, "heading": ""})]
