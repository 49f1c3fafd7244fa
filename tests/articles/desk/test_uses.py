"""Where claims are used: blocks, adoptions and cells, in what readers see and in drafts."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from articles.desk.claims.uses import note_places, pages_using
from articles.models import Adoption, AdoptionStatus, Claim
from tests.articles.desk.conftest import ClientOf
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    comparison_row,
)

pytestmark = pytest.mark.django_db


def block(claim: Claim) -> tuple[str, dict[str, Any]]:
    return ("claim", {"claim": claim, "note": ""})


def used(claim: Claim | None = None) -> dict[str, list[tuple[str, str]]]:
    pages = list(pages_using(claim).order_by("title"))
    note_places(pages, claim)
    return {page.title: [(place.words, place.where) for place in page.places] for page in pages}


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(statement="It has migrations.")


def test_every_place_is_found(claim: Claim) -> None:
    django = FrameworkFactory(name="Django")
    ArticlePageFactory(title="A", body=[("divider", {}), block(claim), block(ClaimFactory()), block(claim)])
    CompanyPageFactory(title="B", adoptions=[Adoption(framework=django, status=AdoptionStatus.CURRENT, claim=claim)])
    frameworks = [django, FrameworkFactory(name="Flask")]
    ComparisonPageFactory(title="C", between=frameworks, rows=[comparison_row(frameworks, "Speed", claim=claim)])
    ArticlePageFactory(title="D")

    assert used(claim) == {
        "A": [("Block 2 (claim)", "published"), ("Block 4 (claim)", "published")],
        "B": [("Adoption of Django", "published")],
        "C": [("Row “Speed”, Django", "published"), ("Row “Speed”, Flask", "published")],
    }


def test_drafts_of_live_pages_are_searched(claim: Claim) -> None:
    django = FrameworkFactory(name="Django")
    article = ArticlePageFactory(title="A")
    article.body = [block(claim)]
    article.save_revision()
    company = CompanyPageFactory(title="B")
    company.adoptions = [Adoption(framework=django, status=AdoptionStatus.CURRENT, claim=claim)]
    company.save_revision()
    comparison = ComparisonPageFactory(title="C", between=[django, FrameworkFactory(name="Flask")])
    comparison.rows = [comparison_row([django], "Speed", claim=claim)]
    comparison.save_revision()

    assert used(claim) == {
        "A": [("Block 1 (claim)", "draft")],
        "B": [("Adoption of Django", "draft")],
        "C": [("Row “Speed”, Django", "draft")],
    }


def test_what_stays_and_what_goes_in_a_draft(claim: Claim) -> None:
    stays = ArticlePageFactory(title="Stays", body=[block(claim)])
    stays.body = [block(claim), block(claim)]
    stays.save_revision()
    goes = ArticlePageFactory(title="Goes", body=[block(claim)])
    goes.body = []
    goes.save_revision()

    assert used(claim) == {
        "Goes": [("Block 1 (claim)", "published")],
        "Stays": [("Block 1 (claim)", "published and draft"), ("Block 2 (claim)", "draft")],
    }


def test_pages_that_were_never_published(claim: Claim) -> None:
    ArticlePageFactory(title="Stored", live=False, body=[block(claim)])
    rewritten = ArticlePageFactory(title="Rewritten", live=False, body=[block(claim)])
    rewritten.body = []
    rewritten.save_revision()
    drafted = ArticlePageFactory(title="Drafted", live=False)
    drafted.body = [block(claim)]
    drafted.save_revision()

    assert used(claim) == {
        "Drafted": [("Block 1 (claim)", "draft")],
        "Stored": [("Block 1 (claim)", "draft")],
    }


def test_a_key_is_not_found_in_a_longer_one_or_in_a_text(claim: Claim) -> None:
    longer = ClaimFactory(pk=claim.pk * 10 + 1)
    page = ArticlePageFactory()
    code = f'{{"claim": {claim.pk}, "a": 1}}'
    page.body = [block(longer), ("code", {"language": "json", "filename": "", "code": code})]
    page.save_revision()

    assert used(claim) == {}
    assert used(longer) == {page.title: [("Block 1 (claim)", "draft")]}


def test_without_a_claim_all_uses_are_listed(admin_client: Client, claim: Claim) -> None:
    other = ClaimFactory(statement="It has sitemaps.")
    ArticlePageFactory(title="A", body=[block(claim), block(other)])

    html = admin_client.get(reverse("desk:claim-uses")).content.decode()

    assert used() == {"A": [("Block 1 (claim)", "published"), ("Block 2 (claim)", "published")]}
    assert "It has migrations." in html
    assert "It has sitemaps." in html


def test_the_report_is_about_one_claim_and_can_be_narrowed(admin_client: Client, claim: Claim) -> None:
    article = ArticlePageFactory(title="A", body=[block(claim)])
    company = CompanyPageFactory(title="B")
    company.adoptions = [Adoption(framework=claim.framework, status=AdoptionStatus.CURRENT, claim=claim)]
    company.save_revision()

    def found(**query: Any) -> list[str]:
        response = admin_client.get(reverse("desk:claim-uses"), {"claim": claim.pk} | query)
        assert response.status_code == 200
        assert response.context["page_subtitle"] == "It has migrations."
        return [page.title for page in response.context["object_list"]]

    assert found() == ["A", "B"]
    assert found(where="text") == ["A"]
    assert found(where="draft") == ["B"]
    assert found(content_type=article.content_type_id) == ["A"]
    assert found(ordering="-title") == ["B", "A"]
    response = admin_client.get(reverse("desk:claim-uses"), {"claim": claim.pk, "export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines == [
        "Title,Type,Language,Published,Draft,Places",
        "A,Article,en,True,False,Block 1 (claim) (published)",
        f"B,Company,en,False,True,Adoption of {claim.framework} (draft)",
    ]


@pytest.mark.parametrize("key", ["x", "0", "-1", "²", "9" * 40])
def test_a_claim_that_does_not_exist_is_none(admin_client: Client, claim: Claim, key: str) -> None:
    response = admin_client.get(reverse("desk:claim-uses"), {"claim": key})
    assert response.status_code == 200


def test_drafts_are_for_those_who_may_edit_them(client_in: ClientOf, claim: Claim) -> None:
    ArticlePageFactory(title="Live", body=[block(claim)])
    draft = ArticlePageFactory(title="Secret", live=False)
    draft.body = [block(claim)]
    draft.save_revision()
    client = client_in("Fact checkers")
    Group.objects.get(name="Fact checkers").permissions.add(Permission.objects.get(codename="change_claim"))

    html = client.get(reverse("desk:claim-uses"), {"claim": claim.pk}).content.decode()

    assert "Live" in html
    assert "Secret" not in html
    assert "Secret" in client_in("Editors").get(reverse("desk:claim-uses"), {"claim": claim.pk}).content.decode()


def test_claims_lead_to_their_uses(admin_client: Client, claim: Claim) -> None:
    address = f"{reverse('desk:claim-uses')}?claim={claim.pk}"
    for listing in (reverse("wagtailsnippets_articles_claim:list"), reverse("desk:claims")):
        assert address in admin_client.get(listing).content.decode()
