"""The index follows the content, and finds any word of any text on either database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from articles.models import Source, Topic, TopicText
from content_api.errors import BadInputError
from content_api.search import documents
from content_api.search.analysis import tokens
from content_api.search.engines import engine
from content_api.search.hits import find
from content_api.search.models import SearchDocument
from content_api.search.query import LONGEST_QUERY, Operator, read_query
from content_api.search.searchable import all_searchables, searchable_of
from content_api.viewer import default_viewer
from tests.factories.articles import ArticlePageFactory, AuthorFactory, SourceFactory, TopicFactory

pytestmark = pytest.mark.django_db

# A test's database serves all examples of a property.
PROPERTY = hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HOSTILE = st.text(alphabet=st.sampled_from(list("aAé框架ｘ\"'*:&|!()<>-+^{}[]\\%_;,.~?#@$ \n\t\0🙂́ߝ")), max_size=60)


def hits(words: str, **options: Any) -> int:
    return len(find(read_query(words, **options), default_viewer(), all_searchables()).hits)


@PROPERTY
@given(st.text(max_size=LONGEST_QUERY) | HOSTILE, st.sampled_from(Operator), st.booleans())
def test_no_query_fails(words: str, operator: Operator, completes: bool) -> None:
    with suppress(BadInputError):
        assert hits(words, operator=operator, completes=completes) >= 0


@PROPERTY
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_word_of_a_text_finds_it(text: str) -> None:
    source = Source.objects.first() or SourceFactory()
    source.title = text
    documents.write(Source, [source])
    for token in list(tokens(text))[:5]:
        word = text[token.start : token.end]
        assert hits(word) == 1, word
        assert hits(word, completes=True) == 1, word


def test_every_row_is_written_once() -> None:
    article = ArticlePageFactory(title="Zebras")
    article.title = "Giraffes"
    article.save()
    assert [document.title for document in SearchDocument.objects.filter(model="articles.articlepage")] == ["Giraffes"]
    assert (hits("zebra"), hits("giraffe")) == (0, 1)


def test_a_deleted_object_leaves_nothing_behind() -> None:
    article, author = ArticlePageFactory(title="Zebras"), AuthorFactory(name="Zebra")
    Page.objects.get(pk=article.pk).delete()
    author.delete()
    assert not SearchDocument.objects.filter(model__in=["articles.articlepage", "articles.author"]).exists()


def test_rebuilding_finds_what_was_written_past_django_and_drops_what_is_gone() -> None:
    TopicFactory(slug="zebras")
    gone = TopicFactory(slug="giraffes")
    SearchDocument.objects.filter(model="articles.topic").exclude(object_id=gone.pk).delete()
    TopicText.objects.filter(topic=gone).delete()
    Topic.objects.filter(pk=gone.pk)._raw_delete("default")
    SearchDocument.objects.create(model="gone.model", object_id=1, language="en", title="", text="")
    call_command("update_index", verbosity=0)
    (topic,) = SearchDocument.objects.filter(model="articles.topic")
    assert topic.title == "About zebras"
    assert not SearchDocument.objects.filter(model="gone.model").exists()
    assert (hits("zebra"), hits("giraffe")) == (1, 0)


def test_emptying_the_index() -> None:
    TopicFactory(slug="zebras")
    get_search_backend().reset_indexes()
    assert not SearchDocument.objects.exists()
    assert hits("zebra") == 0


def test_objects_that_are_not_searchable_are_left_alone() -> None:
    documents.write(Site, Site.objects.all())
    assert not SearchDocument.objects.filter(model="wagtailcore.site").exists()


def test_a_very_long_text_is_indexed() -> None:
    declared = searchable_of(Source)
    assert declared is not None
    source = SourceFactory()
    source.title = " ".join(["again"] * 20_000 + [f"word{number}" for number in range(20_000)])
    engine().write(documents.compose(source, declared))
    assert (hits("again"), hits("word19999")) == (1, 1)


def test_a_topic_without_a_text_in_the_default_language_has_a_document_in_it() -> None:
    topic = TopicFactory(slug="empty", texts=[])
    assert [(document.language, document.title) for document in SearchDocument.objects.filter(object_id=topic.pk)] == [
        ("en", "")
    ]
    assert hits("empty") == 1
