"""Search and reference index know the children of an object as they are stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, ReferenceIndex
from wagtail.search.backends import get_search_backend

from accounts.models import User
from articles.models import (
    Adoption,
    AdoptionStatus,
    ArticleAuthor,
    ArticlePage,
    Claim,
    ClaimText,
    CompanyPage,
)
from content_api.search import documents
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def found(model: type[Any], words: str) -> list[Any]:
    return list(get_search_backend().search(words, model))


def completed(model: type[Any], start: str) -> list[Any]:
    return list(get_search_backend().autocomplete(start, model))


def test_a_new_claim_is_found_by_its_statement() -> None:
    claim = ClaimFactory(statement="Django ships with migrations.")
    assert found(Claim, "migrations") == [claim]
    assert completed(Claim, "migr") == [claim]


def test_a_changed_statement_replaces_the_former() -> None:
    claim = ClaimFactory(statement="Django ships with migrations.")
    claim.texts = [ClaimText(locale=claim.texts.get().locale, statement="Django ships with sitemaps.")]
    claim.save()
    assert (found(Claim, "migrations"), found(Claim, "sitemaps")) == ([], [claim])


def test_claims_are_found_by_their_subject() -> None:
    about_framework = ClaimFactory(framework=FrameworkFactory(name="Zope"))
    about_company = ClaimFactory(framework=None, company=CompanyPageFactory(title="Lawrence Journal"))
    assert found(Claim, "zope") == [about_framework]
    assert found(Claim, "lawrence") == [about_company]


def test_articles_are_found_by_what_they_say() -> None:
    article = ArticlePageFactory(
        title="Beginnings",
        standfirst="A newsroom in Kansas.",
        key_takeaways=[("takeaway", "Deadlines shaped it.")],
        body=[("paragraph", {"body": "<p>Adrian and Simon wrote <b>Python</b>.</p>"})],
        topics=[TopicFactory(slug="history")],
        article_authors=[ArticleAuthor(author=AuthorFactory(name="Grace Murray"))],
    )
    article.tags.add("newspapers")
    article.save()
    for word in ("beginnings", "kansas", "deadlines", "simon", "history", "murray", "newspapers"):
        assert found(ArticlePage, word) == [article], word
    assert found(ArticlePage, "ruby") == []


def test_snippets_are_found_by_name_and_text() -> None:
    author, topic, source = (
        AuthorFactory(name="Ada"),
        TopicFactory(slug="security"),
        SourceFactory(publisher="ACM"),
    )
    framework = FrameworkFactory(name="Bottle")
    assert completed(type(author), "ad") == [author]
    assert completed(type(topic), "secu") == [topic]
    assert completed(type(source), "acm") == [source]
    assert completed(type(framework), "bott") == [framework]
    assert found(type(framework), "line") == [framework]


def test_comparisons_are_found_by_criterion_and_verdict() -> None:
    page = ComparisonPageFactory()
    assert found(type(page), "speed") == [page]
    assert found(type(page), "fine") == [page]


def test_a_dropped_adoption_no_longer_counts_as_use() -> None:
    claim = ClaimFactory()
    page = CompanyPageFactory(
        adoptions=[Adoption(framework=claim.framework, status=AdoptionStatus.CURRENT, claim=claim)]
    )
    assert ReferenceIndex.get_references_to(claim).count() == 1

    page = CompanyPage.objects.get(pk=page.pk)
    page.adoptions = []
    page.save()

    assert ReferenceIndex.get_references_to(claim).count() == 0


def test_the_draft_of_a_live_page_is_neither_found_nor_counted_as_use() -> None:
    page, claim = CompanyPageFactory(summary="Zebras"), ClaimFactory()
    page.summary = "Giraffes"
    page.adoptions = [Adoption(framework=claim.framework, claim=claim, status=AdoptionStatus.CURRENT)]

    page.save_revision()

    assert (found(CompanyPage, "zebras"), found(CompanyPage, "giraffes")) == ([page], [])
    assert ReferenceIndex.get_references_to(claim).count() == 0


def test_publish_indexes_once_and_a_draft_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    article = ArticlePageFactory.create(article_authors=[ArticleAuthor(author=AuthorFactory())])
    written: list[str] = []
    monkeypatch.setattr(documents, "write", lambda model, objects: written.extend(one.title for one in objects))

    article.title = "Renamed"
    revision = article.save_revision()
    assert written == []
    revision.publish()

    assert written == ["Renamed"]


def test_publish_asks_for_each_relation_once_and_notes_references_once() -> None:
    topics = [TopicFactory(slug=slug) for slug in ("history", "security")]
    authors = [ArticleAuthor(author=author) for author in AuthorFactory.create_batch(3)]
    article = ArticlePageFactory.create(topics=topics, article_authors=authors)
    article.title = "Renamed"

    with CaptureQueriesContext(connection) as draft:
        revision = article.save_revision()
    with CaptureQueriesContext(connection) as publish:
        revision.publish()

    assert reads(draft, "wagtailcore_referenceindex") == 0
    assert reads(publish, "wagtailcore_referenceindex") == 1
    assert reads(publish, "articles_topictext") == 1


def reads(queries: CaptureQueriesContext, table: str) -> int:
    """How many statements ask for rows of ``table``."""
    return sum(query["sql"].startswith(f'SELECT "{table}"') for query in queries)


def test_a_comment_on_a_draft_is_a_reference_to_whoever_wrote_it(admin_user: User) -> None:
    article = ArticlePageFactory.create()
    article.wagtail_admin_comments = [Comment(user=admin_user, text="Which year?", contentpath="title")]
    article.save_revision()

    assert ReferenceIndex.get_references_to(admin_user).count() == 1


def test_save_of_single_fields_is_indexed() -> None:
    article = ArticlePageFactory.create(title="Former")
    article.title = "Renamed"
    article.save(update_fields=["title"])

    assert found(ArticlePage, "Renamed") == [article]
    assert found(ArticlePage, "Former") == []
