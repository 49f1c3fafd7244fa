"""The sixth way: evidence that is taken away from under a live page."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from articles.models import Adoption, ArticlePage, Claim, ClaimSource, Source
from articles.publishing.uses import live_pages_showing
from tests.articles.editing import claim_fields
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    comparison_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(statement="It began in 2003.")


@pytest.fixture
def page(claim: Claim) -> ArticlePage:
    return ArticlePageFactory(title="What is Django?", body=[("claim", {"claim": claim, "note": ""})])


SHOWN = "The claim “It began in 2003.” is shown on “What is Django?”. Take it off these pages first."
LAST = (
    "The claim “It began in 2003.” has no source. A published claim needs at least one. "
    "It is shown on “What is Django?”."
)


def unpublish(claim: Claim) -> None:
    claim.unpublish()


def save_as_not_live(claim: Claim) -> None:
    claim.live = False
    claim.save()


def delete(claim: Claim) -> None:
    claim.delete()


def delete_many(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).delete()


def drop_in_the_form(claim: Claim) -> None:
    claim.claim_sources = []
    claim.save()


def publish_without(claim: Claim) -> None:
    claim.claim_sources = []
    claim.save_revision().publish()


def delete_the_row(claim: Claim) -> None:
    claim.claim_sources.get().delete()


def delete_all_rows(claim: Claim) -> None:
    ClaimSource.objects.create(claim=claim, source=SourceFactory())
    ClaimSource.objects.filter(claim=claim).delete()


@pytest.mark.parametrize("take_away", [unpublish, save_as_not_live, delete, delete_many])
def test_a_shown_claim_stays(claim: Claim, page: ArticlePage, take_away: Callable[[Claim], None]) -> None:
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        take_away(Claim.objects.get(pk=claim.pk))

    assert refused.value.messages == [SHOWN]
    assert Claim.objects.get(pk=claim.pk).live


@pytest.mark.parametrize("take_away", [drop_in_the_form, publish_without, delete_the_row, delete_all_rows])
def test_the_last_source_of_a_shown_claim_stays(
    claim: Claim, page: ArticlePage, take_away: Callable[[Claim], None]
) -> None:
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        take_away(Claim.objects.get(pk=claim.pk))

    assert refused.value.messages == [LAST]
    assert ClaimSource.objects.filter(claim=claim).exists()


@pytest.mark.parametrize("take_away", [unpublish, delete, delete_many])
def test_a_claim_that_no_live_page_shows_may_go(
    claim: Claim, page: ArticlePage, take_away: Callable[[Claim], None]
) -> None:
    page.unpublish()

    take_away(Claim.objects.get(pk=claim.pk))

    assert not Claim.objects.filter(pk=claim.pk, live=True).exists()


def test_a_claim_taken_off_the_page_may_go(claim: Claim, page: ArticlePage) -> None:
    page.body = []
    page.save_revision().publish()

    Claim.objects.get(pk=claim.pk).unpublish()

    assert not Claim.objects.get(pk=claim.pk).live


def test_a_source_may_be_exchanged_for_another(claim: Claim, page: ArticlePage) -> None:
    other = SourceFactory()
    claim.claim_sources = [ClaimSource(source=other)]

    claim.save_revision().publish()

    assert [entry.source for entry in Claim.objects.get(pk=claim.pk).claim_sources.all()] == [other]


def test_one_of_two_sources_may_go(claim: Claim, page: ArticlePage) -> None:
    spare = ClaimSource.objects.create(claim=claim, source=SourceFactory())

    spare.delete()

    assert ClaimSource.objects.filter(claim=claim).count() == 1


def test_a_draft_without_sources_may_be_kept(claim: Claim, page: ArticlePage) -> None:
    claim.claim_sources = []

    claim.save_revision()

    assert Claim.objects.get(pk=claim.pk).claim_sources.count() == 1


def test_every_live_page_is_named(claim: Claim) -> None:
    frameworks = FrameworkFactory.create_batch(2)
    row = comparison_row(frameworks, claim=claim)
    pages = [
        ArticlePageFactory(title="A block", body=[("claim", {"claim": claim, "note": ""})]),
        CompanyPageFactory(
            title="B adoption", adoptions=[Adoption(framework=frameworks[0], status="current", claim=claim)]
        ),
        ComparisonPageFactory(title="C cell", between=frameworks, rows=[row]),
    ]
    ArticlePageFactory(title="Another", body=[("claim", {"claim": ClaimFactory(), "note": ""})])
    draft = ArticlePageFactory(title="Draft", live=False)
    draft.body = [("claim", {"claim": claim, "note": ""})]
    draft.save()

    assert live_pages_showing(claim) == [page.page_ptr for page in pages]


def test_what_counts_is_the_live_text_not_an_index_that_lags(claim: Claim, page: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=page.pk).update(body=[])
    assert ReferenceIndex.get_references_to(claim).exists()

    assert live_pages_showing(claim) == []


def test_ten_pages_are_named_and_the_rest_counted(claim: Claim) -> None:
    for number in range(12):
        ArticlePageFactory(title=f"Page {number:02}", body=[("claim", {"claim": claim, "note": ""})])

    with pytest.raises(ValidationError, match=r"“Page 08”, “Page 09” and 2 more\. Take it off"):
        claim.unpublish()


def test_the_editor_cannot_drop_the_last_source(admin_client: Client, claim: Claim, page: ArticlePage) -> None:
    url = reverse("wagtailsnippets_articles_claim:edit", args=[claim.pk])

    response = admin_client.post(url, claim_fields(claim) | {"action-publish": "1"})

    assert response.context["form"].non_field_errors() == [LAST]
    assert Claim.objects.get(pk=claim.pk).claim_sources.count() == 1


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_the_admin_names_the_pages(admin_client: Client, claim: Claim, page: ArticlePage, action: str) -> None:
    url = reverse(f"wagtailsnippets_articles_claim:{action}", args=[claim.pk])

    response = admin_client.post(url, follow=True)

    [message] = [str(message) for message in response.context["messages"]]
    assert SHOWN in message
    assert Claim.objects.get(pk=claim.pk).live


def test_deleting_many_in_the_admin_names_the_pages(admin_client: Client, claim: Claim, page: ArticlePage) -> None:
    other = ClaimFactory()
    url = reverse("wagtail_bulk_action", args=["articles", "claim", "delete"])

    response = admin_client.post(f"{url}?id={other.pk}&id={claim.pk}", follow=True)

    [message] = [str(message) for message in response.context["messages"]]
    assert SHOWN in message
    assert Claim.objects.filter(pk__in=[claim.pk, other.pk]).count() == 2


def test_a_source_in_use_cannot_be_deleted(claim: Claim) -> None:
    with pytest.raises(ProtectedError):
        claim.claim_sources.get().source.delete()


def test_the_admin_says_beforehand_that_a_source_is_in_use(admin_client: Client, claim: Claim) -> None:
    source = claim.claim_sources.get().source
    one = reverse("wagtailsnippets_articles_source:delete", args=[source.pk])
    many = reverse("wagtail_bulk_action", args=["articles", "source", "delete"]) + f"?id={source.pk}"

    for url in (one, many):
        assert "prevent it from being deleted" in unescape(admin_client.get(url).content.decode())
        admin_client.post(url)
    assert Source.objects.filter(pk=source.pk).exists()
