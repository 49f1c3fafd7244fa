"""Publishing in spite of problems, with a reason that is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel
from wagtail.models import Page, PageLogEntry
from wagtail_factories import ImageFactory

from articles.models import ArticlePage, Claim
from articles.publishing.decision import OVERRIDE_ACTION
from articles.publishing.schedule import publish_due
from tests.articles.editing import article_fields, claim_block
from tests.factories.articles import ArticlePageFactory, ClaimFactory, ComparisonPageFactory, FrameworkFactory

pytestmark = pytest.mark.django_db

REASON = "The source is in the archive; it will be scanned on Monday."
NOT_PUBLISHED = (
    "Block 1 (claim): the claim “Nobody knows.” is not published. Publish the claim, or take it off the page."
)


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(live=False, statement="Nobody knows.")


@pytest.fixture
def draft(claim: Claim) -> ArticlePage:
    """An article with a problem and a reason to publish it all the same."""
    return ArticlePageFactory(
        live=False, publish_override_reason=REASON, body=[("claim", {"claim": claim, "note": ""})]
    )


def overrides(page: ArticlePage) -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(page=page.pk, action=OVERRIDE_ACTION).order_by("pk"))


def is_live(page: ArticlePage) -> bool:
    return ArticlePage.objects.get(pk=page.pk).live


def test_a_reason_lets_the_page_pass_and_is_kept_with_its_problems(draft: ArticlePage, claim: Claim) -> None:
    draft.save_revision().publish()

    [entry] = overrides(draft)
    assert entry.data == {
        "reason": REASON,
        "problems": [{"key": f"claim-not-live:{claim.pk}", "message": NOT_PUBLISHED}],
    }
    assert is_live(draft)


@pytest.mark.parametrize("who", ["publisher", "writer", "nobody"])
def test_the_entry_names_who_publishes(draft: ArticlePage, admin_user: Any, django_user_model: Any, who: str) -> None:
    writer = django_user_model.objects.create_user("writer")
    revision = draft.save_revision(user=None if who == "nobody" else writer)

    revision.publish(user=admin_user if who == "publisher" else None)

    [entry] = overrides(draft)
    assert entry.user == {"publisher": admin_user, "writer": writer, "nobody": None}[who]


def test_the_editor_writes_the_reason_and_the_history_shows_it(
    admin_client: Client, admin_user: Any, claim: Claim
) -> None:
    page = ArticlePageFactory(live=False)
    fields = article_fields(page, [claim_block(claim)], publish_override_reason=REASON)

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields | {"action-publish": "1"})

    assert is_live(page)
    [entry] = overrides(page)
    assert entry.user == admin_user
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Publishing allowed in spite of 1 problem" in history
    assert f"{REASON} [{NOT_PUBLISHED}]" in history


def test_creating_and_publishing_at_once_is_kept_once(admin_client: Client, draft: ArticlePage, claim: Claim) -> None:
    new = ArticlePage(title="New", slug="new", publish_override_reason=REASON)
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", draft.get_parent().pk])

    admin_client.post(url, article_fields(new, [claim_block(claim)]) | {"action-publish": "1"})

    page = ArticlePage.objects.get(slug="new")
    assert page.live
    assert len(overrides(page)) == 1


def test_the_same_problems_pass_again_without_another_entry(draft: ArticlePage) -> None:
    draft.save_revision().publish()

    draft.refresh_from_db()
    draft.title = "A new title"
    draft.save_revision().publish()

    assert ArticlePage.objects.get(pk=draft.pk).title == "A new title"
    assert len(overrides(draft)) == 1


def test_a_problem_that_comes_later_needs_another_reason(draft: ArticlePage, claim: Claim) -> None:
    draft.save_revision().publish()
    image = ImageFactory(title="Map")
    draft = ArticlePage.objects.get(pk=draft.pk)
    draft.hero_image = image
    revision = draft.save_revision()

    with pytest.raises(ValidationError) as refused:
        revision.publish()

    assert refused.value.messages == [
        "Main image: the image “Map” has no description. Write an alternative text, or mark the image as decorative.",
        f"The reason “{REASON}” was given for other problems. Solve the problems above, or write a new reason.",
    ]
    draft.publish_override_reason = "The map's description is being written."
    draft.save_revision().publish()
    assert ArticlePage.objects.get(pk=draft.pk).hero_image == image
    assert [len(entry.data["problems"]) for entry in overrides(draft)] == [1, 2]


def test_a_reason_for_nothing_does_not_cover_what_comes_later(claim: Claim) -> None:
    page = ArticlePageFactory(publish_override_reason=REASON)
    page.body = [("claim", {"claim": claim, "note": ""})]
    revision = page.save_revision()

    with pytest.raises(ValidationError, match="was given for other problems"):
        revision.publish()

    [entry] = overrides(page)
    assert entry.data["problems"] == []
    assert (entry.message, entry.comment) == ("Reason to publish noted; there was no problem", REASON)


def test_an_old_revision_brings_no_old_permission_back(draft: ArticlePage, claim: Claim) -> None:
    old = draft.save_revision()
    draft.body = []
    draft.save_revision().publish()

    with pytest.raises(ValidationError, match="was given for other problems"):
        old.publish()


def test_blanks_are_no_reason(draft: ArticlePage) -> None:
    draft.publish_override_reason = "  \n"
    revision = draft.save_revision()

    with pytest.raises(ValidationError, match="is not published"):
        revision.publish()


def test_a_copy_needs_a_reason_of_its_own(draft: ArticlePage) -> None:
    draft.save_revision().publish()

    with pytest.raises(ValidationError, match="is not published"):
        ArticlePage.objects.get(pk=draft.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)


def test_an_alias_is_covered_by_the_reason_of_its_source(draft: ArticlePage) -> None:
    draft.save_revision().publish()

    alias = ArticlePage.objects.get(pk=draft.pk).create_alias(update_slug="alias")
    draft = ArticlePage.objects.get(pk=draft.pk)
    draft.title = "A new title"
    draft.save_revision().publish()

    stored = ArticlePage.objects.get(pk=alias.pk)
    assert (stored.live, stored.title) == (True, "A new title")
    assert overrides(alias) == []


def test_wagtails_plain_page_is_covered_by_the_reason(draft: ArticlePage) -> None:
    page = Page.objects.get(pk=draft.pk)
    page.live = True
    page.save()

    assert is_live(draft)
    assert len(overrides(draft)) == 1


def test_the_structure_of_a_page_cannot_be_overridden() -> None:
    page = ComparisonPageFactory(
        live=False, between=[FrameworkFactory()], rows=[], publish_override_reason="I know better."
    )

    with pytest.raises(ValidationError, match="A comparison needs 2 to 6 frameworks"):
        page.save_revision().publish()

    assert overrides(page) == []


def test_a_reason_given_when_scheduling_covers_what_was_known_then(draft: ArticlePage, admin_user: Any) -> None:
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision(user=admin_user).publish(user=admin_user)
    [entry] = overrides(draft)
    assert entry.user == admin_user

    with travel(draft.go_live_at + dt.timedelta(minutes=1)):
        report = publish_due()

    assert report.published == [draft.title]
    assert overrides(draft) == [entry]


def test_a_reason_given_when_scheduling_covers_nothing_else(draft: ArticlePage) -> None:
    other = ClaimFactory(statement="It was sourced when scheduled.")
    draft.body = [*[(block.block_type, block.value) for block in draft.body], ("claim", {"claim": other, "note": ""})]
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision().publish()
    Claim.objects.get(pk=other.pk).unpublish()

    with travel(draft.go_live_at + dt.timedelta(minutes=1)):
        report = publish_due()

    assert report.failed == [draft.title]
    assert not is_live(draft)
