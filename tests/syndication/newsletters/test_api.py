"""Newsletter issues in the API: every form, whatever is hidden left out, drafts for those who may see them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from content_api.caching.answers import memory
from content_api.caching.counters import counts
from content_api.clients.tokens import create
from syndication.models import NewsletterIssuePage
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory, ComparisonPageFactory
from tests.factories.clients import ApiClientFactory
from tests.factories.media import ImageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, company, comparison, lead, sponsor, stories, text

pytestmark = pytest.mark.django_db

EVERYTHING = """
fragment Everything on NewsletterIssuePage {
  subject preheader greeting mailTool live
  html text markdown mjml sizeBytes sizeReport { name bytes } campaign webUrl
  links { url label section tagged }
  sections {
    __typename
    ... on LeadStoryBlock { article { title } title teaser }
    ... on StoryListBlock { heading stories { article { title } title teaser } }
    ... on CompanySpotlightBlock { heading company { title } title teaser }
    ... on ComparisonTeaserBlock { heading comparison { title } title teaser }
    ... on SponsorBlock { disclosure sponsor heading image { title } altText decorative text label url }
    ... on LetterBlock { heading body bodyRichText { markdown } }
  }
}
"""
ONE = "query($slug: String) { newsletterIssue(slug: $slug) { ...Everything } }" + EVERYTHING
ALL = "query($first: Int) { newsletterIssues(first: $first) { nodes { ...Everything } } }" + EVERYTHING


def full_issue(**fields: Any) -> NewsletterIssuePage:
    article = ArticlePageFactory(standfirst="A newsroom.", hero_image=ImageFactory(title="Desk"))
    issue: NewsletterIssuePage = NewsletterIssuePageFactory(
        sections=[
            lead(article),
            stories(ArticlePageFactory(), ArticlePageFactory(), heading="Also new"),
            company(CompanyPageFactory(founded=1821)),
            comparison(ComparisonPageFactory(summary="It depends.")),
            sponsor(image=ImageFactory(title="Rack", description="A rack")),
            text('<p>See <a href="https://docs.example/?a=1#top">the docs</a>.</p>', heading="Note"),
        ],
        **fields,
    )
    return issue


def test_every_form_of_an_issue(ask: Ask) -> None:
    issue = full_issue(slug="may", subject="May & more", preheader="Beginnings")
    found = ask(ONE, slug="may")["newsletterIssue"]
    assert found["subject"] == "May & more"
    assert found["campaign"] == "may"
    assert found["webUrl"] == issue.full_url
    assert found["sizeBytes"] == len(found["html"].encode())
    assert [part["name"] for part in found["sizeReport"]] == [
        "frame",
        "lead-story-1",
        "stories-2",
        "company-3",
        "comparison-4",
        "sponsor-5",
        "text-6",
        "footer",
    ]
    assert sum(part["bytes"] for part in found["sizeReport"]) == found["sizeBytes"]
    assert [section["__typename"] for section in found["sections"]] == [
        "LeadStoryBlock",
        "StoryListBlock",
        "CompanySpotlightBlock",
        "ComparisonTeaserBlock",
        "SponsorBlock",
        "LetterBlock",
    ]
    assert found["sections"][1]["stories"][0]["article"]["title"].startswith("Article")
    for form in ("html", "text", "markdown", "mjml"):
        assert "A newsroom." in found[form]
        assert "Push, and it runs." in found[form]
    assert {
        "url": "https://docs.example/?a=1&utm_source=newsletter&utm_medium=email&utm_campaign=may&utm_content=text-6#top",
        "label": "the docs",
        "section": "text-6",
        "tagged": True,
    } in found["links"]


def test_what_is_hidden_is_left_out_of_every_form(ask: Ask) -> None:
    shown, hidden = ArticlePageFactory(title="Shown words"), ArticlePageFactory(title="Hidden words")
    issue = NewsletterIssuePageFactory(
        slug="may",
        sections=[lead(hidden), stories(shown, hidden), text(f'<p><a linktype="page" id="{hidden.pk}">There</a></p>')],
    )
    hidden.unpublish()
    found = ask(ONE, slug=issue.slug)["newsletterIssue"]
    assert "Hidden words" not in json.dumps(found)
    assert hidden.slug not in json.dumps(found)
    assert "Shown words" in found["html"]
    assert found["sections"][0]["article"] is None
    assert [part["name"] for part in found["sizeReport"]] == ["frame", "stories-2", "text-3", "footer"]
    assert "There" in found["text"]


def test_statements_do_not_depend_on_the_number_of_issues(ask: Ask, django_assert_max_num_queries: Any) -> None:
    counts = []
    for number in (1, 20):
        while NewsletterIssuePage.objects.count() < number:
            full_issue()
        ask(ALL, first=number)
        cache.clear()
        memory.clear()
        with django_assert_max_num_queries(100) as captured:
            answer = ask(ALL, first=number)
        assert len(answer["newsletterIssues"]["nodes"]) == number
        counts.append(len(captured.captured_queries))
    assert counts[0] == counts[1], counts


def test_a_page_may_be_known_from_a_list_of_titles(ask: Ask) -> None:
    full_issue(slug="may")
    found = ask('{ pages { title } newsletterIssue(slug: "may") { text } }')
    assert "A newsroom." in found["newsletterIssue"]["text"]


def as_client(client: Client, query: str, scopes: list[str], **variables: Any) -> Any:
    _, secret = create(ApiClientFactory(scopes=scopes))
    return client.post(
        "/graphql/",
        json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )


@pytest.mark.parametrize(
    ("scopes", "seen"),
    [(["newsletter"], True), (["newsletter", "published"], True), (["published", "preview"], False)],
)
def test_drafts_are_for_clients_of_newsletter_tools(client: Client, scopes: list[str], seen: bool) -> None:
    NewsletterIssuePageFactory(slug="draft", subject="Not yet", live=False)
    response = as_client(client, ONE, scopes, slug="draft")
    found = response.json()["data"]["newsletterIssue"]
    assert (found is not None and found["subject"] == "Not yet" and not found["live"]) == seen
    assert "public" not in response["Cache-Control"]
    listed = as_client(client, ALL, scopes).json()["data"]["newsletterIssues"]["nodes"]
    assert [node["subject"] for node in listed] == (["Not yet"] if seen else [])


def test_drafts_are_not_for_the_public(ask: Ask) -> None:
    NewsletterIssuePageFactory(slug="draft", live=False)
    assert ask(ONE, slug="draft")["newsletterIssue"] is None
    assert ask(ALL)["newsletterIssues"]["nodes"] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("scopes", "hits"), [(["published"], 1), (["published", "newsletter"], 0)])
def test_nothing_is_kept_for_who_sees_drafts(client: Client, scopes: list[str], hits: int) -> None:
    """A draft that is saved has no number in the log, so an answer by number would be an old one."""
    issue = NewsletterIssuePageFactory(slug="draft", subject="First", live=False)
    query = '{ newsletterIssue(slug: "draft") { subject html } }'
    _, secret = create(ApiClientFactory(scopes=scopes))
    headers = {"authorization": f"Bearer {secret}"}
    before = counts()
    for subject in ("First", "Second"):
        NewsletterIssuePage.objects.filter(pk=issue.pk).update(subject=subject)
        response = client.post("/graphql/", {"query": query}, content_type="application/json", headers=headers)
        found = response.json()["data"]["newsletterIssue"]
        assert (found and found["subject"]) == (None if hits else subject)
        assert response["Cache-Control"] == "private, no-cache"
        assert "Cache-Tag" not in response
    assert counts()["memory_hit"] - before["memory_hit"] == hits
