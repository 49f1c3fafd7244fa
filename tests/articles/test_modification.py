"""When what readers read of a page was changed last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Page, Revision

from articles.models import ArticlePage, ComparisonFramework, ComparisonPage
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    comparison_row,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def article() -> ArticlePage:
    with time_machine.travel(MONDAY, tick=False):
        article = ArticlePageFactory.create(
            title="One", body=[("code", {"language": "python", "filename": "", "code": "1"})]
        )
        article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def publish_on_tuesday(article: ArticlePage) -> ArticlePage:
    with time_machine.travel(TUESDAY, tick=False):
        article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def test_first_publication(article: ArticlePage) -> None:
    assert article.modified_at == article.last_published_at == MONDAY


def test_publishing_without_a_change_leaves_it(article: ArticlePage) -> None:
    published = publish_on_tuesday(article)

    assert (published.last_published_at, published.modified_at) == (TUESDAY, MONDAY)


def test_another_word_moves_it(article: ArticlePage) -> None:
    article.standfirst = "Another word."

    assert publish_on_tuesday(article).modified_at == TUESDAY


def test_a_block_moves_it(article: ArticlePage) -> None:
    article.body[0].value["code"] = "2"

    assert publish_on_tuesday(article).modified_at == TUESDAY


def test_a_name_in_the_byline_moves_it(article: ArticlePage) -> None:
    article.article_authors.create(author=AuthorFactory.create())

    assert publish_on_tuesday(article).modified_at == TUESDAY


def test_a_correction_moves_it(article: ArticlePage) -> None:
    article.corrections.create(what="Two, not three.")

    assert publish_on_tuesday(article).modified_at == TUESDAY


def test_the_same_blocks_under_new_keys_leave_it(article: ArticlePage) -> None:
    article.body = [("code", dict(article.body[0].value))]

    assert publish_on_tuesday(article).modified_at == MONDAY


def test_a_new_slug_leaves_it(article: ArticlePage) -> None:
    article.slug = "another"

    assert publish_on_tuesday(article).modified_at == MONDAY


def test_a_move_leaves_it(article: ArticlePage) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        article.move(Page.objects.get(depth=2), pos="first-child")

    assert ArticlePage.objects.get(pk=article.pk).modified_at == MONDAY


def test_a_draft_leaves_it(article: ArticlePage) -> None:
    article.title = "Draft"
    with time_machine.travel(TUESDAY, tick=False):
        article.save_revision()

    assert ArticlePage.objects.get(pk=article.pk).modified_at == MONDAY


def test_unpublishing_and_publishing_again_leaves_it(article: ArticlePage) -> None:
    article.unpublish()

    assert publish_on_tuesday(article).modified_at == MONDAY


def test_a_revision_of_before_does_not_bring_its_time_back(article: ArticlePage) -> None:
    draft = article.save_revision().pk
    article.title = "Two"
    assert publish_on_tuesday(article).modified_at == TUESDAY

    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        Revision.objects.get(pk=draft).publish()

    assert ArticlePage.objects.get(pk=article.pk).modified_at == TUESDAY + timedelta(days=1)


def test_a_copy_has_its_own(article: ArticlePage) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        copy = article.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert (copy.modified_at, copy.content_digest) == (None, "")


def test_the_same_cells_under_new_keys_leave_it() -> None:
    frameworks = FrameworkFactory.create_batch(2)
    with time_machine.travel(MONDAY, tick=False):
        page = ComparisonPageFactory.create(
            comparison_frameworks=[ComparisonFramework(framework=framework) for framework in frameworks],
            rows=[comparison_row(frameworks)],
        )
        page.save_revision().publish()
    with time_machine.travel(TUESDAY, tick=False):
        page.save_revision().publish()

    assert ComparisonPage.objects.get(pk=page.pk).modified_at == MONDAY
