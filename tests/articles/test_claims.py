"""Claims: one subject, texts per locale, and where they are used."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from wagtail.models import Locale, Page

from articles.models import Adoption, AdoptionStatus, Claim, ClaimText
from content_api.lookahead import Loader
from content_api.viewer import default_viewer
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    comparison_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects() -> dict[str, Any]:
    return {"framework": FrameworkFactory(), "company": CompanyPageFactory()}


@pytest.mark.parametrize("chosen", [(), ("framework", "company")])
def test_needs_exactly_one_subject(chosen: tuple[str, ...], subjects: dict[str, Any]) -> None:
    claim = ClaimFactory.build(**{name: subjects[name] if name in chosen else None for name in subjects})

    with pytest.raises(ValidationError) as refused:
        claim.full_clean()
    assert refused.value.messages == ["A claim is about one framework or one company: choose one of them."]

    claim.live = False
    with pytest.raises(IntegrityError), transaction.atomic():
        claim.save()
    assert Claim.objects.count() == 0


@pytest.mark.parametrize("chosen", ["framework", "company"])
def test_knows_its_subject(chosen: str, subjects: dict[str, Any]) -> None:
    claim = ClaimFactory(**{name: subjects[name] if name == chosen else None for name in subjects})
    assert claim.subject == subjects[chosen]


def test_is_named_by_its_statement() -> None:
    claim = ClaimFactory(statement="Django is free.")
    without_text = Claim(pk=claim.pk + 1)
    assert (str(claim), str(without_text)) == ("Django is free.", f"Claim {without_text.pk}")


def test_one_text_per_locale() -> None:
    claim = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimText.objects.create(claim=claim, locale=Locale.get_default(), statement="Once more.")


def used_on(claim: Claim) -> list[Page]:
    found: list[Page] = vars(Claim)["used_on"].of(claim, Loader(default_viewer()))
    return found


def test_used_on_names_pages_by_adoption_cell_and_block() -> None:
    claim, unused = ClaimFactory(), ClaimFactory()
    company = CompanyPageFactory(
        adoptions=[Adoption(framework=claim.framework, status=AdoptionStatus.CURRENT, claim=claim)]
    )
    other = FrameworkFactory()
    comparison = ComparisonPageFactory(
        between=[claim.framework, other], rows=[comparison_row([claim.framework, other], claim=claim)]
    )
    article = ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})])
    ArticlePageFactory()

    assert used_on(claim) == sorted(
        (page.page_ptr for page in (company, comparison, article)), key=lambda page: str(page.path)
    )
    assert used_on(unused) == []


def test_used_on_follows_what_is_published() -> None:
    claim = ClaimFactory()
    article = ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})])

    article.body = []
    revision = article.save_revision()
    assert used_on(claim) == [Page.objects.get(pk=article.pk)]

    revision.publish()
    assert used_on(claim) == []


def test_a_subject_and_a_source_in_use_cannot_be_deleted() -> None:
    claim = ClaimFactory()
    with pytest.raises(ProtectedError):
        claim.framework.delete()
    with pytest.raises(ProtectedError):
        claim.claim_sources.get().source.delete()
