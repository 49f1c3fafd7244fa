"""Six ways lead to the public; the publish gate stands on each of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel
from wagtail.models import Page, Workflow
from wagtail_factories import ImageFactory

from articles.models import ArticlePage, Claim, ClaimSource
from tests.articles.editing import article_fields, claim_block, claim_fields
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, ClaimFactory, SourceFactory, only

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client: Client) -> Client:
    """A superuser's browser. It raises nothing: whatever happens is answered."""
    return admin_client


@pytest.fixture
def draft_claim() -> Claim:
    """A claim that nobody has found a source for."""
    return ClaimFactory(live=False, claim_sources=[], statement="Nobody knows.")


@pytest.fixture
def draft(draft_claim: Claim) -> ArticlePage:
    """An article, not published, that shows the unsourced claim."""
    page = ArticlePageFactory(live=False, body=[("claim", {"claim": draft_claim, "note": ""})])
    page.save_revision()
    return page


NOT_PUBLISHED = (
    "Block 1 (claim): the claim “Nobody knows.” is not published. Publish the claim, or take it off the page."
)
NO_SOURCE = "Block 1 (claim): the claim “Nobody knows.” has no source. Add a source to the claim, and publish it."


def is_live(page: ArticlePage) -> bool:
    return ArticlePage.objects.get(pk=page.pk).live


def give_source(claim: Claim) -> None:
    claim.claim_sources = [ClaimSource(source=SourceFactory())]
    claim.save_revision().publish()


def shown_messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]] if response.context else []


# 1. The editor


def test_editor_sees_the_problems_and_keeps_what_was_typed(
    editor: Client, draft: ArticlePage, draft_claim: Claim
) -> None:
    fields = article_fields(draft, [claim_block(draft_claim, "A note just typed")], title="A title just typed")

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | {"action-publish": "1"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [NOT_PUBLISHED, NO_SOURCE]
    assert response.context["form"].non_field_errors().as_data()[0].code == "publish_gate"
    assert response.context["form"]["title"].value() == "A title just typed"
    assert "A note just typed" in response.content.decode()
    assert not is_live(draft)


def test_editor_publishes_when_the_claim_has_a_source(editor: Client, draft: ArticlePage, draft_claim: Claim) -> None:
    give_source(draft_claim)

    fields = article_fields(draft, [claim_block(draft_claim)])
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | {"action-publish": "1"})

    assert response.status_code == 302
    assert is_live(draft)


def test_editor_may_save_the_same_as_a_draft(editor: Client, draft: ArticlePage, draft_claim: Claim) -> None:
    fields = article_fields(draft, [claim_block(draft_claim)], title="Still a draft")

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields)

    assert response.status_code == 302
    stored = ArticlePage.objects.get(pk=draft.pk)
    assert (stored.live, stored.draft_title) == (False, "Still a draft")


def test_editor_may_hand_in_for_moderation_what_is_not_finished(
    editor: Client, draft: ArticlePage, draft_claim: Claim
) -> None:
    fields = article_fields(draft, [claim_block(draft_claim)])

    editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | {"action-submit": "1"})

    assert ArticlePage.objects.get(pk=draft.pk).workflow_in_progress


def test_editor_may_save_a_draft_of_a_live_page(editor: Client, draft_claim: Claim) -> None:
    page = ArticlePageFactory()

    fields = article_fields(page, [claim_block(draft_claim)], title="Only a draft")
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)

    assert response.status_code == 302
    stored = ArticlePage.objects.get(pk=page.pk)
    assert (stored.live, stored.title, stored.has_unpublished_changes) == (True, page.title, True)


def test_an_author_without_the_right_to_publish_saves_a_draft(
    client: Client, draft: ArticlePage, draft_claim: Claim, django_user_model: Any
) -> None:
    author = django_user_model.objects.create_user("author")
    author.groups.add(Group.objects.get(name="Editors"))
    client.force_login(author)
    fields = article_fields(draft, [claim_block(draft_claim)], title="By an author")

    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | {"action-publish": "1"})

    stored = ArticlePage.objects.get(pk=draft.pk)
    assert (stored.live, stored.draft_title) == (False, "By an author")


def test_editor_cannot_create_and_publish_at_once(editor: Client, draft_claim: Claim) -> None:
    parent = only(ArticleIndexPageFactory)
    fields = article_fields(ArticlePage(title="New", slug="new"), [claim_block(draft_claim)])

    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", parent.pk])
    response = editor.post(url, fields | {"action-publish": "1"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [NOT_PUBLISHED, NO_SOURCE]
    assert not ArticlePage.objects.filter(slug="new").exists()


def test_editor_of_a_claim_sees_that_a_source_is_missing(editor: Client, draft_claim: Claim) -> None:
    url = reverse("wagtailsnippets_articles_claim:edit", args=[draft_claim.pk])

    refused = editor.post(url, claim_fields(draft_claim) | {"action-publish": "1"})

    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors() == [
        "The claim “Nobody knows.” has no source. A published claim needs at least one."
    ]
    assert not Claim.objects.get(pk=draft_claim.pk).live

    source = SourceFactory()
    accepted = editor.post(url, claim_fields(draft_claim, source.pk) | {"action-publish": "1"})

    assert accepted.status_code == 302
    assert Claim.objects.get(pk=draft_claim.pk).live


# 2. The approval of a workflow


def submitted(page: ArticlePage, user: Any) -> ArticlePage:
    Workflow.objects.get().start(page, user)
    return page


def test_approval_from_the_dashboard_is_refused(editor: Client, draft: ArticlePage, admin_user: Any) -> None:
    task_state = submitted(draft, admin_user).current_workflow_task_state

    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task_state.pk])
    response = editor.post(url, {"comment": ""}, follow=True)

    [message] = shown_messages(response)
    assert "Nothing was changed. These problems come first:" in message
    assert NO_SOURCE in message
    assert not is_live(draft)
    assert draft.current_workflow_state.status == "in_progress"


def test_approval_in_the_editor_shows_the_problems(
    editor: Client, draft: ArticlePage, draft_claim: Claim, admin_user: Any
) -> None:
    submitted(draft, admin_user)
    fields = article_fields(draft, [claim_block(draft_claim)])
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | approval)

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [NOT_PUBLISHED, NO_SOURCE]
    assert not is_live(draft)


def test_approval_publishes_when_the_claim_has_a_source(
    editor: Client, draft: ArticlePage, draft_claim: Claim, admin_user: Any
) -> None:
    task_state = submitted(draft, admin_user).current_workflow_task_state
    give_source(draft_claim)

    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task_state.pk])
    editor.post(url, {"comment": ""})

    assert is_live(draft)


# 3. The schedule


def test_schedule_is_refused_in_the_editor(editor: Client, draft: ArticlePage, draft_claim: Claim) -> None:
    tomorrow = timezone.now() + dt.timedelta(days=1)
    fields = article_fields(draft, [claim_block(draft_claim)], go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"))

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields | {"action-publish": "1"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [NOT_PUBLISHED, NO_SOURCE]
    assert draft.scheduled_revision is None


def test_schedule_is_refused_in_code(draft: ArticlePage) -> None:
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    revision = draft.save_revision()

    with pytest.raises(ValidationError) as refused:
        revision.publish()

    assert refused.value.messages == [NOT_PUBLISHED, NO_SOURCE]
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_claim_that_is_due_earlier_counts_as_published(draft: ArticlePage, draft_claim: Claim) -> None:
    at = timezone.now() + dt.timedelta(days=1)
    draft_claim.claim_sources = [ClaimSource(source=SourceFactory())]
    draft_claim.go_live_at = draft.go_live_at = at
    draft_claim.save()
    draft_claim.save_revision().publish()

    draft.save_revision().publish()
    with travel(at + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")

    assert is_live(draft)


def test_due_schedule_passes_the_gate_again(draft: ArticlePage, draft_claim: Claim) -> None:
    give_source(draft_claim)
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision().publish()
    Claim.objects.get(pk=draft_claim.pk).unpublish()

    with travel(draft.go_live_at + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")

    assert not is_live(draft)


def test_a_refusal_leaves_the_schedule_as_it_was(draft: ArticlePage, draft_claim: Claim) -> None:
    give_source(draft_claim)
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    revision = draft.save_revision()
    revision.publish()
    Claim.objects.get(pk=draft_claim.pk).unpublish()

    with travel(draft.go_live_at + dt.timedelta(minutes=1)), pytest.raises(ValidationError):
        revision.publish()

    revision.refresh_from_db()
    assert revision.approved_go_live_at == draft.go_live_at


# 4. Bulk actions


def test_bulk_publishing_is_refused_as_a_whole(editor: Client, draft: ArticlePage) -> None:
    harmless = ArticlePageFactory(live=False)
    harmless.save_revision()

    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={harmless.pk}&id={draft.pk}", {"include_descendants": ""}, follow=True)

    [message] = shown_messages(response)
    assert "has no source" in message
    assert not is_live(draft)
    assert not is_live(harmless)


def test_bulk_publishing_passes_when_nothing_is_wrong(editor: Client, draft: ArticlePage, draft_claim: Claim) -> None:
    give_source(draft_claim)

    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{url}?id={draft.pk}", {"include_descendants": ""})

    assert is_live(draft)


# 5. Code


def test_code_cannot_publish(draft: ArticlePage) -> None:
    with pytest.raises(ValidationError) as refused:
        draft.get_latest_revision().publish()

    assert refused.value.messages == [NOT_PUBLISHED, NO_SOURCE]
    assert {error.code for error in refused.value.error_dict["__all__"]} == {"publish_gate"}
    assert not is_live(draft)


@pytest.mark.parametrize("options", [{}, {"clean": False}, {"update_fields": ["live"]}])
def test_code_cannot_save_a_live_page(draft: ArticlePage, options: dict[str, Any]) -> None:
    draft.live = True

    with pytest.raises(ValidationError, match="has no source"):
        draft.save(**options)

    assert not is_live(draft)


def test_code_cannot_go_live_through_wagtails_plain_page(draft: ArticlePage, draft_claim: Claim) -> None:
    page = Page.objects.get(pk=draft.pk)
    page.live = True
    with pytest.raises(ValidationError, match="has no source"):
        page.save()
    assert not is_live(draft)

    give_source(draft_claim)
    page.save()
    assert is_live(draft)


def test_cleaning_a_live_page_asks_the_gate(draft: ArticlePage) -> None:
    draft.full_clean()
    draft.live = True
    with pytest.raises(ValidationError, match="has no source"):
        draft.full_clean()


def test_a_live_page_that_was_overtaken_can_still_be_locked(editor: Client) -> None:
    image = ImageFactory(description="A map")
    page = ArticlePageFactory(hero_image=image)
    type(image).objects.update(description="")

    editor.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))

    assert ArticlePage.objects.get(pk=page.pk).locked


def test_code_cannot_make_a_live_page(draft_claim: Claim) -> None:
    with pytest.raises(ValidationError, match="has no source"):
        ArticlePageFactory(slug="new", body=[("claim", {"claim": draft_claim, "note": ""})])

    assert not ArticlePage.objects.filter(slug="new").exists()


def test_code_cannot_publish_a_claim_without_a_source(draft_claim: Claim) -> None:
    with pytest.raises(ValidationError, match=r"has no source\. A published claim needs at least one\."):
        draft_claim.save_revision().publish()

    assert not Claim.objects.get(pk=draft_claim.pk).live


def test_code_may_save_a_draft_of_a_live_page(draft_claim: Claim) -> None:
    page = ArticlePageFactory()
    page.body = [("claim", {"claim": draft_claim, "note": ""})]

    revision = page.save_revision()

    assert [block.block_type for block in revision.as_object().body] == ["claim"]
    assert is_live(page)


def test_a_copy_that_stays_live_passes_the_gate_as_well(draft_claim: Claim) -> None:
    page = ArticlePageFactory()
    ArticlePage.objects.filter(pk=page.pk).update(
        body=[{"type": "claim", "value": {"claim": draft_claim.pk, "note": ""}, "id": "1"}]
    )

    with pytest.raises(ValidationError, match="has no source"):
        ArticlePage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)

    assert not ArticlePage.objects.filter(slug="copy").exists()


def test_an_alias_follows_its_source_through_the_gate(draft: ArticlePage, draft_claim: Claim) -> None:
    give_source(draft_claim)
    draft.get_latest_revision().publish()
    alias = ArticlePage.objects.get(pk=draft.pk).create_alias(update_slug="alias")

    draft.refresh_from_db()
    draft.title = "Another title"
    draft.save_revision().publish()

    stored = ArticlePage.objects.get(pk=alias.pk)
    assert (stored.live, stored.title) == (True, "Another title")


# 6. Taking the source away later: see test_publish_gate_claims
