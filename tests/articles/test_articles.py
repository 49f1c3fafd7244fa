"""Articles: what is computed from the text, and lists in editors' order."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from articles.models import ArticleAuthor, ArticlePage
from tests.factories.articles import ArticlePageFactory, AuthorFactory

pytestmark = pytest.mark.django_db


def paragraph(words: int) -> list[tuple[str, dict[str, str]]]:
    return [("paragraph", {"body": f"<p>{'word ' * words}</p>"})]


def counted(page: ArticlePage) -> tuple[int, int]:
    return page.word_count, page.reading_time_minutes


def test_words_are_counted_when_created() -> None:
    page = ArticlePageFactory(
        standfirst="Three short words.", key_takeaways=[("takeaway", "Two words")], body=paragraph(200)
    )
    assert counted(ArticlePage.objects.get(pk=page.pk)) == (205, 2)


def test_chinese_is_counted_by_characters() -> None:
    page = ArticlePageFactory(body=[("paragraph", {"body": f"<p>{'字' * 301}</p>"})])
    assert counted(ArticlePage.objects.get(pk=page.pk)) == (301, 2)


def test_a_draft_counts_its_own_words_and_the_live_page_keeps_its() -> None:
    page = ArticlePageFactory(body=paragraph(10))

    draft = ArticlePage.objects.get(pk=page.pk)
    draft.body = paragraph(500)
    revision = draft.save_revision()

    assert counted(ArticlePage.objects.get(pk=page.pk)) == (10, 1)
    assert counted(revision.as_object()) == (500, 3)
    assert counted(ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()) == (500, 3)

    revision.publish()
    assert counted(ArticlePage.objects.get(pk=page.pk)) == (500, 3)


def test_a_revision_without_cleaning_counts_too() -> None:
    page = ArticlePageFactory()
    page.body = paragraph(500)
    assert page.save_revision(clean=False).content["word_count"] == 500


def test_authors_stand_in_the_order_of_the_byline() -> None:
    first, second = AuthorFactory(name="Zoe"), AuthorFactory(name="Adam")
    page = ArticlePageFactory(
        article_authors=[
            ArticleAuthor(author=second, sort_order=1),
            ArticleAuthor(author=first, sort_order=0),
        ]
    )
    assert list(ArticlePage.objects.get(pk=page.pk).authors()) == [first, second]


def test_authors_of_a_draft_are_those_of_the_draft() -> None:
    page = ArticlePageFactory(article_authors=[ArticleAuthor(author=AuthorFactory())])
    newcomer = AuthorFactory()
    page.article_authors = [ArticleAuthor(author=newcomer)]
    assert list(page.save_revision().as_object().authors()) == [newcomer]


def test_no_authors() -> None:
    assert list(ArticlePageFactory().authors()) == []


def test_an_author_with_articles_cannot_be_deleted() -> None:
    author = AuthorFactory()
    ArticlePageFactory(article_authors=[ArticleAuthor(author=author)])
    with pytest.raises(ProtectedError):
        author.delete()


def test_takeaways_are_plain_texts() -> None:
    page = ArticlePageFactory(key_takeaways=[("takeaway", "First."), ("takeaway", "Second.")])
    assert ArticlePage.objects.get(pk=page.pk).takeaways() == ["First.", "Second."]
