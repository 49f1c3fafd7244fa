"""Bulk actions: said beforehand, all or nothing, with who is left out and why, written into each history."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from accounts.models import User
from articles.models import ArticlePage, Claim, ClaimSource, ClaimStatus, PageReview, Topic
from content_api.changes.models import ContentChange
from tests.articles.desk.conftest import NOON, TODAY, ClientOf
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory, ClaimFactory, CompanyPageFactory, SourceFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

DAY = dt.timedelta(days=1)
NEXT_YEAR = {"as_of": "2026-11-25", "review_by": "2027-11-25"}


def address(action: str, *objects: Any) -> str:
    kind = "articles/claim" if isinstance(objects[0], Claim) else "wagtailcore/page"
    keys = "&".join(f"id={one.pk}" for one in objects)
    return f"/admin/bulk/{kind}/{action}/?next=/admin/&{keys}"


def confirm(client: Client, action: str, *objects: Any) -> list[str]:
    """The lines that are shown before anything is done."""
    response = client.get(address(action, *objects))
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    inside = soup.select_one(".nice-padding")
    assert inside is not None
    return [" ".join(line.get_text(" ").split()) for line in inside.select("h2, li")]


def carry_out(client: Client, action: str, *objects: Any, **fields: Any) -> list[str]:
    """Do it; answer the messages."""
    response = client.post(address(action, *objects), fields)
    assert (response.status_code, response.headers.get("Location")) == (302, "/admin/")
    soups = [BeautifulSoup(str(message), "html.parser") for message in get_messages(response.wsgi_request)]
    return [" ".join(soup.get_text(" ").split()) for soup in soups]


def log_of(instance: Any) -> list[str]:
    entries: Any = (
        PageLogEntry.objects.filter(page=instance.pk)
        if isinstance(instance, Page)
        else ModelLogEntry.objects.for_instance(instance)
    )
    return list(entries.order_by("pk").exclude(action="wagtail.create").values_list("action", flat=True))


# Pages: reviews


def test_pages_are_marked_as_reviewed(client_in: ClientOf) -> None:
    first, second, draft = (
        ArticlePageFactory(title="First"),
        CompanyPageFactory(title="Second"),
        ArticlePageFactory(title="Draft", live=False),
    )
    client = client_in("Editors", name="ada")

    assert confirm(client, "mark_reviewed", first, second, draft) == [
        "Chosen: 2",
        "First",
        "Second",
        "Left out: 1",
        "Draft is a draft, a mirror of another page, or of a type that is not reviewed",
    ]
    assert not PageReview.objects.exists()
    assert carry_out(client, "mark_reviewed", first, second, draft, review_by="2026-12-24") == [
        "Left out: “Draft” is a draft, a mirror of another page, or of a type that is not reviewed",
        "2 pages are marked as reviewed.",
    ]
    ada = User.objects.get(username="ada")
    assert list(PageReview.objects.order_by("pk").values_list("page", "reviewed_at", "reviewed_by", "review_by")) == [
        (page.pk, NOON, ada.pk, dt.date(2026, 12, 24)) for page in (first, second)
    ]
    assert log_of(first) == ["nuages.page.review"]


def test_review_dates_are_set_and_taken_away(admin_client: Client) -> None:
    page = ArticlePageFactory()

    assert carry_out(admin_client, "set_review_date", page, review_by="2026-12-24") == [
        "1 page is given the review date."
    ]
    assert PageReview.objects.get().review_by == dt.date(2026, 12, 24)
    carry_out(admin_client, "set_review_date", page)
    assert (PageReview.objects.get().review_by, PageReview.objects.get().reviewed_at) == (None, None)
    assert log_of(page) == ["nuages.page.review_by"] * 2


def test_a_date_that_is_over_is_refused(admin_client: Client) -> None:
    page = ArticlePageFactory()
    response = admin_client.post(address("set_review_date", page), {"review_by": "2026-11-26"})
    assert response.status_code == 200
    assert "Choose a day that is still to come." in response.content.decode()
    assert not PageReview.objects.exists()


def test_pages_that_one_may_not_edit_are_named_and_left_alone(client_in: ClientOf) -> None:
    page = ArticlePageFactory(title="Not mine")
    client = client_in("Bystanders")
    assert confirm(client, "mark_reviewed", page) == ["Without permission: 1", "Not mine"]
    client.post(address("mark_reviewed", page))
    assert not PageReview.objects.exists()


# Pages: topics


@pytest.fixture
def topics() -> list[Topic]:
    return [TopicFactory(slug=slug) for slug in ("one", "two", "three")]


def topics_of(page: ArticlePage) -> set[str]:
    return set(ArticlePage.objects.get(pk=page.pk).topics.values_list("slug", flat=True))


@pytest.mark.parametrize(("mode", "expected"), [("add", {"one", "two"}), ("replace", {"two"})])
def test_topics_are_set_and_published(client_in: ClientOf, topics: list[Topic], mode: str, expected: set[str]) -> None:
    page = ArticlePageFactory(title="Live", topics=[topics[0]])
    page.save_revision().publish()
    company = CompanyPageFactory(title="Company")
    client = client_in("Moderators")

    assert confirm(client, "set_topics", page, company)[:4] == [
        "Chosen: 1",
        "Live (published again with the topics)",
        "Left out: 1",
        "Company is no article, and only articles have topics",
    ]
    assert carry_out(client, "set_topics", page, company, topics=[topics[1].pk], mode=mode) == [
        "Left out: “Company” is no article, and only articles have topics",
        "1 article is given the topics.",
    ]
    assert topics_of(page) == expected
    assert log_of(page)[-2:] == ["nuages.page.topics", "wagtail.publish"]
    stored = Page.objects.get(pk=page.pk)
    assert (stored.live, stored.has_unpublished_changes) == (True, False)


def test_drafts_get_the_topics_and_stay_drafts(client_in: ClientOf, topics: list[Topic]) -> None:
    live = ArticlePageFactory(title="Live", topics=[topics[0]])
    live.title = "Rewritten"
    live.save_revision()
    draft = ArticlePageFactory(title="Draft", live=False)
    draft.save_revision()
    assert confirm(client_in("Moderators"), "set_topics", live, draft)[1:3] == [
        "Live (set in its draft; somebody publishes it)",
        "Draft (set in its draft; somebody publishes it)",
    ]

    carry_out(client_in("Editors"), "set_topics", live, draft, topics=[topics[1].pk], mode="add")

    assert topics_of(live) == {"one"}
    newest = Page.objects.get(pk=live.pk).get_latest_revision_as_object()
    assert (newest.title, {topic.slug for topic in newest.topics.all()}) == ("Rewritten", {"one", "two"})
    assert Page.objects.get(pk=draft.pk).live is False


def test_who_may_not_publish_sets_topics_in_a_draft(client_in: ClientOf, topics: list[Topic]) -> None:
    page = ArticlePageFactory(title="Live")
    page.save_revision().publish()

    carry_out(client_in("Editors"), "set_topics", page, topics=[topics[0].pk], mode="add")

    assert topics_of(page) == set()
    assert Page.objects.get(pk=page.pk).has_unpublished_changes is True


def test_an_article_that_has_the_topics_is_not_published_again(admin_client: Client, topics: list[Topic]) -> None:
    page = ArticlePageFactory(topics=topics[:2])
    page.save_revision().publish()
    before = Page.objects.get(pk=page.pk).last_published_at, page.revisions.count()

    assert carry_out(admin_client, "set_topics", page, topics=[topics[0].pk], mode="add") == [
        "0 articles are given the topics. 1 had it already."
    ]
    assert (Page.objects.get(pk=page.pk).last_published_at, page.revisions.count()) == before


def test_what_is_locked_moderated_or_scheduled_keeps_its_topics(admin_client: Client, topics: list[Topic]) -> None:
    moderated = ArticlePageFactory(title="Moderated", live=False)
    moderated.save_revision()
    moderated.get_workflow().start(moderated, None)
    scheduled = ArticlePageFactory(title="Scheduled", live=False, go_live_at=NOON + DAY)
    scheduled.save_revision().publish()
    mirrored = ArticlePageFactory(title="Mirrored")
    alias = mirrored.create_alias(update_slug="mirror")

    assert confirm(admin_client, "set_topics", moderated, scheduled, alias)[:4] == [
        "Left out: 3",
        "Moderated is locked or in moderation",
        "Scheduled has a schedule, which would be replaced",
        "Mirrored is a mirror of another page",
    ]
    assert carry_out(admin_client, "set_topics", moderated, topics=[topics[0].pk], mode="add") == [
        "Left out: “Moderated” is locked or in moderation"
    ]


# Claims


def claim_now(claim: Claim) -> tuple[str, dt.date, dt.date, bool]:
    stored = Claim.objects.get(pk=claim.pk)
    return stored.status, stored.as_of, stored.review_by, stored.live


def test_claims_are_verified_again_and_published(client_in: ClientOf) -> None:
    old = ClaimFactory(statement="Old.", status=ClaimStatus.OUTDATED, review_by=TODAY)
    draft = ClaimFactory(statement="Draft.", live=False, status=ClaimStatus.UNVERIFIED)
    draft.save_revision()
    bare = ClaimFactory(statement="Bare.", live=False, claim_sources=[])
    bare.save_revision()
    edited = ClaimFactory(statement="Edited.")
    edited.value = "else"
    edited.save_revision()
    client = client_in("Moderators", name="milo")
    chosen = (old, draft, bare, edited)

    lines = confirm(client, "verify", *chosen)
    assert sorted(lines[1:3]) == ["Draft. (published for the first time)", "Old. (outdated so far)"]
    left_out = [
        "Bare. cannot be published. The claim “Bare.” has no source. A published claim needs at least one.",
        "Edited. has a draft with other changes: publish it first",
    ]
    assert (lines[0], lines[3], sorted(lines[4:6])) == ("Chosen: 2", "Left out: 2", left_out)
    number_changes()
    changes = ContentChange.objects.count()

    messages = carry_out(client, "verify", *chosen, **NEXT_YEAR)
    number_changes()

    assert messages[1:] == ["2 claims are verified and published."]
    assert "“Bare.” cannot be published." in messages[0]
    verified = ("verified", dt.date(2026, 11, 25), dt.date(2027, 11, 25), True)
    assert (claim_now(old), claim_now(draft)) == (verified, verified)
    assert (claim_now(bare)[3], claim_now(edited)[0]) == (False, "verified")
    assert Claim.objects.get(pk=edited.pk).value == ""
    assert Claim.objects.get(pk=old.pk).latest_revision.user.username == "milo"
    assert log_of(old) == ["nuages.claim.verify", "wagtail.publish"]
    assert ContentChange.objects.count() == changes + 2


def test_a_refusal_by_the_gate_leaves_the_others(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the deed somebody may have taken a source away."""
    monkeypatch.setattr("articles.desk.bulk_actions.claims.decide", lambda claim: ([], None))
    bare = ClaimFactory(statement="Bare.", live=False, claim_sources=[])
    bare.save_revision()
    good = ClaimFactory(status=ClaimStatus.DISPUTED)

    messages = carry_out(admin_client, "verify", bare, good, **NEXT_YEAR)

    assert messages == [
        "Left out: “Bare.” The claim “Bare.” has no source. A published claim needs at least one.",
        "1 claim is verified and published.",
    ]
    assert (claim_now(bare)[3], claim_now(good)[0]) == (False, "verified")
    assert bare.revisions.count() == 1
    assert log_of(bare) == []


def test_all_or_nothing(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = ClaimFactory(status=ClaimStatus.DISPUTED), ClaimFactory(status=ClaimStatus.DISPUTED)
    saved = Claim.save_revision

    def breaks(claim: Claim, *args: Any, **kwargs: Any) -> Any:
        if claim.pk == second.pk:
            raise RuntimeError("the disk is full")
        return saved(claim, *args, **kwargs)

    monkeypatch.setattr(Claim, "save_revision", breaks)
    admin_client.raise_request_exception = False

    # The newest claim comes first, the other one second.
    assert admin_client.post(address("verify", first, second), NEXT_YEAR).status_code == 500

    assert (claim_now(first)[0], claim_now(second)[0]) == ("disputed", "disputed")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("as_of", "2026-11-27", "Nobody can have checked a claim on a day that is still to come."),
        ("review_by", "2026-11-26", "Choose a day that is still to come."),
        ("review_by", "", "This field is required."),
    ],
)
def test_days_that_cannot_be(admin_client: Client, field: str, value: str, message: str) -> None:
    claim = ClaimFactory(status=ClaimStatus.DISPUTED)
    response = admin_client.post(address("verify", claim), NEXT_YEAR | {field: value})
    assert response.status_code == 200
    assert message in response.content.decode()
    assert claim_now(claim)[0] == "disputed"


def test_verifying_is_for_those_who_may_publish(client_in: ClientOf) -> None:
    claim = ClaimFactory(statement="Mine.", status=ClaimStatus.DISPUTED)
    client = client_in("Editors")
    assert confirm(client, "verify", claim) == ["Without permission: 1", "Mine."]
    client.post(address("verify", claim), NEXT_YEAR)
    assert claim_now(claim)[0] == "disputed"


def test_the_review_date_of_claims(client_in: ClientOf) -> None:
    live = ClaimFactory(statement="Live.")
    same = ClaimFactory(statement="Same.", review_by=dt.date(2027, 11, 25))
    draft = ClaimFactory(statement="Draft.", live=False)
    draft.save_revision()

    messages = carry_out(client_in("Moderators"), "set_review_date", live, same, draft, review_by="2027-11-25")

    assert messages == ["2 claims are given the review date. 1 had it already."]
    assert claim_now(live)[2:] == (dt.date(2027, 11, 25), True)
    assert claim_now(draft)[3] is False
    assert Claim.objects.get(pk=draft.pk).get_latest_revision_as_object().review_by == dt.date(2027, 11, 25)
    assert log_of(live) == ["nuages.claim.review_by", "wagtail.publish"]
    assert same.revisions.count() == 0


def test_editors_set_the_review_date_of_drafts_alone(client_in: ClientOf) -> None:
    live = ClaimFactory(statement="Live.", review_by=TODAY)
    draft = ClaimFactory(statement="Draft.", live=False)
    draft.save_revision()
    client = client_in("Editors")

    messages = carry_out(client, "set_review_date", live, draft, review_by="2027-11-25")

    assert messages == [
        "Left out: “Live.” is published, and you may not publish claims",
        "1 claim is given the review date.",
    ]
    assert claim_now(live)[2] == TODAY


def test_claims_need_the_permission_to_change_them(client_in: ClientOf) -> None:
    claim = ClaimFactory(statement="Not mine.")
    client = client_in("Readers")
    Group.objects.get(name="Readers").permissions.add(Permission.objects.get(codename="view_claim"))
    assert confirm(client, "set_review_date", claim) == ["Without permission: 1", "Not mine."]


def test_all_means_all_of_the_list_as_it_is_narrowed(admin_client: Client) -> None:
    ClaimFactory(statement="It has migrations.", status=ClaimStatus.DISPUTED)
    ClaimFactory(statement="It has sitemaps.", status=ClaimStatus.DISPUTED)
    ClaimFactory(statement="It has migrations, too.")

    def chosen(query: str) -> list[str]:
        html = admin_client.get(f"/admin/bulk/articles/claim/verify/?{query}&id=all&next=/admin/").content
        soup = BeautifulSoup(html, "html.parser")
        return sorted(link.get_text() for link in soup.select(".nice-padding li a"))

    assert chosen("status=disputed") == ["It has migrations.", "It has sitemaps."]
    assert chosen("status=disputed&q=migrations") == ["It has migrations."]
    assert chosen("q=migrations") == ["It has migrations, too.", "It has migrations."]
    assert chosen("without_sources=false&q=sitemaps") == ["It has sitemaps."]
    assert chosen("status=unheard") == []


def test_the_actions_are_offered_where_they_belong(admin_client: Client) -> None:
    ClaimFactory(claim_sources=[ClaimSource(source=SourceFactory())])
    page = ArticlePageFactory()
    claims = admin_client.get("/admin/snippets/articles/claim/").content.decode()
    sources = admin_client.get("/admin/snippets/articles/source/").content.decode()
    pages = admin_client.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()
    assert [f"/articles/claim/{name}/" in claims for name in ("verify", "set_review_date")] == [True, True]
    assert "/articles/source/verify/" not in sources
    assert [f"/page/{name}/" in pages for name in ("mark_reviewed", "set_review_date", "set_topics")] == [True] * 3
