"""Publishing an issue: what the gate asks for, and what is written down about the pages it carries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import PageViewRestriction

from syndication.models import CarriedPage, NewsletterIssuePage
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory, ComparisonPageFactory
from tests.factories.media import ImageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, company, comparison, lead, sponsor, stories, text

pytestmark = pytest.mark.django_db

LETTER = text("<p>A short month.</p>")


def publish(page: Any) -> None:
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subject": " "}, "The issue has no subject."),
        ({"subject": "a" * 101}, "The subject has 101 characters; more than 100 are cut off nearly everywhere."),
        ({"sections": []}, "The issue has no section."),
        ({"sections": [sponsor()]}, "The issue has nothing to read besides what is paid for."),
        (
            {"sections": [LETTER, sponsor(disclosure="")]},
            "Section 2 (sponsor): what is paid for has to be marked, such as “Advertisement”.",
        ),
    ],
)
def test_what_the_gate_asks_for(fields: dict[str, Any], sentence: str) -> None:
    draft = NewsletterIssuePageFactory(live=False, **fields)
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        publish(draft)
    assert sentence in str(refused.value)
    assert not NewsletterIssuePage.objects.get(pk=draft.pk).live
    assert not CarriedPage.objects.exists()


def test_a_sponsors_picture_is_described_or_decorative() -> None:
    image = ImageFactory(description="", title="Rack")
    draft = NewsletterIssuePageFactory(live=False, sections=[LETTER, sponsor(image=image)])
    with pytest.raises(ValidationError, match="the image “Rack” has no description"), transaction.atomic():
        publish(draft)
    image.description = "A rack"
    image.save()
    publish(NewsletterIssuePage.objects.get(pk=draft.pk))
    assert NewsletterIssuePage.objects.get(pk=draft.pk).live


def carried_issue() -> tuple[NewsletterIssuePage, list[Any]]:
    """A published issue and what it carries."""
    pages: list[Any] = [ArticlePageFactory(), ArticlePageFactory(), CompanyPageFactory(), ComparisonPageFactory()]
    for page in pages:
        publish(page)
    first, second, firm, compared = pages
    issue = NewsletterIssuePageFactory(
        live=False, sections=[LETTER, lead(first), stories(first, second), company(firm), comparison(compared)]
    )
    publish(issue)
    return issue, pages


def test_what_is_carried_is_noted_when_an_issue_is_published_first() -> None:
    issue, pages = carried_issue()
    noted = list(issue.carried_pages.order_by("pk"))
    assert [row.page_id for row in noted] == [page.pk for page in pages]
    assert [row.title for row in noted] == [page.title for page in pages]
    for row, page in zip(noted, pages, strict=True):
        page.refresh_from_db()
        assert row.modified_at == page.modified_at
    issue.sections = [LETTER, lead(ArticlePageFactory())]
    publish(issue)
    assert list(issue.carried_pages.order_by("pk")) == noted
    assert not CarriedPage.objects.outdated().exists()


def test_what_is_not_published_is_not_carried() -> None:
    issue = NewsletterIssuePageFactory(live=False, sections=[LETTER, lead(ArticlePageFactory(live=False))])
    publish(issue)
    assert not CarriedPage.objects.exists()


@pytest.mark.parametrize("number", range(4))
def test_a_page_that_was_changed_is_outdated(number: int) -> None:
    _, pages = carried_issue()
    page = type(pages[number]).objects.get(pk=pages[number].pk)
    publish(page)  # without a change
    assert not CarriedPage.objects.outdated().exists()
    page.title = "Corrected"
    publish(page)
    assert [row.page_id for row in CarriedPage.objects.outdated()] == [page.pk]


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_a_page_that_can_be_read_no_longer_is_outdated(hide: str) -> None:
    _, (page, *_) = carried_issue()
    title = page.title
    if hide == "unpublish":
        page.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        page.delete()
    assert [row.title for row in CarriedPage.objects.outdated()] == [title]


def test_outdated_rows_of_one_issue() -> None:
    issue, (page, *_) = carried_issue()
    row = issue.carried_pages.get(page=page)
    row.modified_at -= timedelta(days=1)
    row.save()
    assert list(issue.carried_pages.all().outdated()) == [row]
    assert not NewsletterIssuePageFactory().carried_pages.all().outdated().exists()
