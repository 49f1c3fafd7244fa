"""Drafts refer to things that nothing keeps from being deleted."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Adoption, Claim, ClaimSource
from tests.factories.articles import (
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def reopened(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_an_optional_reference_is_emptied() -> None:
    company, claim, framework = CompanyPageFactory(), ClaimFactory(), FrameworkFactory()
    company.adoptions = [Adoption(framework=framework, status="current", claim=claim, used_for="The site")]
    company.save_revision()
    claim.delete()

    [adoption] = reopened(company).adoptions.all()

    assert (adoption.used_for, adoption.framework, adoption.claim) == ("The site", framework, None)


def test_a_row_that_lost_what_it_is_about_is_left_out() -> None:
    company, kept, lost = CompanyPageFactory(), FrameworkFactory(), FrameworkFactory()
    company.adoptions = [Adoption(framework=kept, status="current"), Adoption(framework=lost, status="past")]
    company.save_revision()
    lost.delete()

    assert [adoption.framework for adoption in reopened(company).adoptions.all()] == [kept]


def test_references_two_levels_down_are_looked_at() -> None:
    comparison = ComparisonPageFactory()
    claim = ClaimFactory()
    row = comparison.rows.get()
    cells = list(row.cells.all())
    cells[0].claim = claim
    row.cells = cells
    comparison.rows = [row]
    comparison.save_revision()
    claim.delete()

    [row] = reopened(comparison).rows.all()

    assert [cell.claim for cell in row.cells.all()] == [None, None]


def test_a_snippet_opens_as_well() -> None:
    claim, source = ClaimFactory(), SourceFactory()
    kept = claim.claim_sources.get().source
    claim.claim_sources = [ClaimSource(source=kept), ClaimSource(source=source)]
    claim.save_revision()
    source.delete()

    reopened_claim = Claim.objects.get(pk=claim.pk).get_latest_revision_as_object()

    assert [entry.source for entry in reopened_claim.claim_sources.all()] == [kept]


def test_the_editor_opens(admin_client: Client) -> None:
    company, claim = CompanyPageFactory(), ClaimFactory()
    company.adoptions = [Adoption(framework=FrameworkFactory(), status="current", claim=claim)]
    company.save_revision()
    claim.delete()

    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[company.pk])).status_code == 200


def test_other_errors_are_not_hidden() -> None:
    company = CompanyPageFactory()
    revision = company.save_revision()
    revision.content["founded"] = "not a year"

    with pytest.raises(Exception, match="not a year") as raised:
        revision.as_object()

    assert raised.type is not Exception
