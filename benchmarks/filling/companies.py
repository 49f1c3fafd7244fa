"""Companies with their adoptions, and the claims about companies and frameworks."""

from __future__ import annotations

from wagtail.models import Page

from articles.models import Adoption, Claim, ClaimSource, ClaimText, CompanyPage
from benchmarks.bulk.rows import insert, insert_new
from benchmarks.bulk.tree import Children, uid
from benchmarks.invented import library

from .keys import Keys
from .snippets import PUBLISHED, texts


def fill_companies(keys: Keys, parent: Page) -> None:
    """Their adoptions follow with the claims that they rest on."""
    below = Children(CompanyPage, parent, keys.company)
    below.store(
        [
            below.page(
                number,
                title=company.name,
                slug=company.slug,
                published=PUBLISHED,
                uid=uid("company", number),
                logo_id=keys.image + company.logo,
                sector=company.sector,
                country=company.country,
                founded=company.founded,
                website=company.website,
                summary=company.summary,
            )
            for number, company in enumerate(library().companies)
        ]
    )


def fill_claims(keys: Keys) -> None:
    claims = list(enumerate(library().claims))
    insert(
        Claim,
        [
            Claim(
                pk=keys.claim + number,
                uid=uid("claim", number),
                framework_id=None if claim.framework is None else keys.framework + claim.framework,
                company_id=None if claim.company is None else keys.company + claim.company,
                value=claim.value,
                status=claim.status,
                as_of=claim.as_of,
                review_by=claim.review_by,
                live=True,
                first_published_at=PUBLISHED,
                last_published_at=PUBLISHED,
            )
            for number, claim in claims
        ],
    )
    texts(
        ClaimText,
        "claim",
        ({"key": keys.claim + n, "statement": one.statement, "explanation": one.explanation} for n, one in claims),
    )
    insert_new(
        ClaimSource,
        [
            ClaimSource(claim_id=keys.claim + number, source_id=keys.source + source, quote=quote, sort_order=position)
            for number, claim in claims
            for position, (source, quote) in enumerate(claim.sources)
        ],
    )
    _adoptions(keys)


def _adoptions(keys: Keys) -> None:
    insert_new(
        Adoption,
        [
            Adoption(
                page_id=keys.company + number,
                framework_id=keys.framework + adoption.framework,
                status=adoption.status,
                since=adoption.since,
                until=adoption.until,
                used_for=adoption.used_for,
                claim_id=keys.claim + adoption.claim,
                sort_order=position,
            )
            for number, company in enumerate(library().companies)
            for position, adoption in enumerate(company.adoptions)
        ],
    )
