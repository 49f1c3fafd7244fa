"""From a file to a draft: made once, updated while nobody has edited it, never published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page

from accounts.models import User
from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    Author,
    MarkdownOrigin,
    Source,
    SourceText,
    TopicText,
)
from articles.transfer.markdown.importing import Outcome, examine, import_file
from articles.transfer.markdown.notes import Kind
from articles.transfer.markdown.saving.options import Options
from content_api.changes.models import ContentChange
from tests.factories.articles import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    SourceFactory,
    TopicFactory,
)

from .reading import notes

pytestmark = pytest.mark.django_db

TEXT = "# Title\n\nThe standfirst of this text, which is long enough.\n\nwords"


@pytest.fixture(autouse=True)
def index() -> ArticleIndexPage:
    return ArticleIndexPageFactory()


def run(text: str = TEXT, name: str = "text.md", **options: Any) -> Outcome:
    return import_file(text.encode(), name, Options(**options))


def page_of(outcome: Outcome) -> ArticlePage:
    return ArticlePage.objects.get(pk=outcome.page_id)


def draft_of(outcome: Outcome) -> Any:
    return page_of(outcome).get_latest_revision_as_object()


def editor(group: str = "Editors") -> User:
    user = User.objects.create_user(username=group.lower())
    user.groups.add(Group.objects.get(name=group))
    return user


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Page, Source, MarkdownOrigin))


def test_new_file_becomes_a_draft(index: ArticleIndexPage) -> None:
    user = editor()
    outcome = run(user=user)
    page = page_of(outcome)

    assert outcome.action == "create"
    assert (page.title, page.slug, page.live, page.owner) == ("Title", "title", False, user)
    assert page.get_parent().pk == index.pk
    assert [block.block_type for block in draft_of(outcome).body] == ["paragraph"]
    assert page.latest_revision.user == user
    assert MarkdownOrigin.objects.get().revision == page.latest_revision


def test_everything_finds_its_field() -> None:
    author, topic = AuthorFactory(name="Ada Example"), TopicFactory(slug="security")
    source = SourceFactory(title="Docs", publisher="Press", url="https://www.a.example/docs/")
    outcome = run(
        "---\ntitle: T\ndate: 2020-05-06\nauthors: [ada example]\ntopics: [Security, knitting]\ntags: [one]\n"
        "canonical: https://a.example/post/\nkind: opinion\ndescription: About it.\nstandfirst: Said.\n---\n\nwords\n\n"
        "## Sources\n\n- [Docs](http://a.example/docs#top), Press, chapter 2\n- [New](https://b.example/), Other"
    )
    page = draft_of(outcome)

    assert [entry.author for entry in page.article_authors.all()] == [author]
    assert list(page.topics.all()) == [topic]
    assert sorted(tag.name for tag in page.tags.all()) == ["knitting", "one"]
    assert (page.kind, page.canonical_url, page.standfirst) == ("opinion", "https://a.example/post/", "Said.")
    assert page.search_description == "About it."
    entries = [(entry.source.title, entry.note) for entry in page.article_sources.all()]
    assert entries == [("Docs", "chapter 2"), ("New", "")]
    assert page.article_sources.all()[0].source == source
    new = Source.objects.get(title="New")
    assert (new.url, new.publisher, new.language) == ("https://b.example/", "Other", "en")
    assert page_of(outcome).first_published_at == dt.datetime(2020, 5, 6, 12, tzinfo=dt.UTC)


def test_date_that_is_to_come_is_not_used() -> None:
    outcome = run("---\ndate: 2999-01-01\n---\n\n" + TEXT)
    assert page_of(outcome).first_published_at is None
    assert "the date 2999-01-01 is not in the past, and was not used" in notes(outcome.draft)  # type: ignore[arg-type]


def test_names_that_the_site_does_not_know_are_kept() -> None:
    outcome = run("---\ntitle: T\nauthors: [Nobody]\n---\n\nwords")
    assert Author.objects.count() == 0
    assert draft_of(outcome).body[-1].value["body"].source == "<p>Nobody</p>"
    assert "the site has no author “Nobody”; add one, or choose another" in notes(outcome.draft, Kind.CHECK)  # type: ignore[arg-type]


def test_authors_and_topics_of_the_import_fill_in() -> None:
    author, topic = AuthorFactory(), TopicFactory()
    page = draft_of(run(authors=[author], topics=[topic]))
    assert [entry.author for entry in page.article_authors.all()] == [author]
    assert list(page.topics.all()) == [topic]


def test_topic_is_found_by_its_name() -> None:
    topic = TopicFactory(texts=[TopicText(locale=Locale.get_default(), name="Web security")])
    assert list(draft_of(run("---\ntopics: web Security\n---\n\n" + TEXT)).topics.all()) == [topic]


def test_nothing_is_seen_by_readers() -> None:
    before = list(ContentChange.objects.values_list("object_type", flat=True))
    run()
    assert list(ContentChange.objects.values_list("object_type", flat=True)) == before


def test_same_file_again_changes_nothing() -> None:
    first = run()
    stored = page_of(first).latest_revision_id
    second = run()
    assert (second.action, second.page_id) == ("unchanged", first.page_id)
    assert page_of(first).latest_revision_id == stored


def test_changed_file_updates_the_draft() -> None:
    first = run()
    second = run(TEXT + "\n\nmore")
    assert (second.action, second.page_id) == ("update", first.page_id)
    assert draft_of(second).body[0].value["body"].source == "<p>words</p><p>more</p>"
    assert page_of(second).revisions.count() == 2
    assert MarkdownOrigin.objects.get().revision == page_of(second).latest_revision


def test_edited_draft_is_left_alone() -> None:
    first = run()
    page = draft_of(first)
    page.title = "Edited"
    page.save_revision()
    second = run(TEXT + "\n\nmore")
    assert (second.action, second.reason) == ("left alone", "somebody has edited the page since it was imported")
    assert draft_of(first).title == "Edited"
    assert run(TEXT + "\n\nmore", overwrite=True).action == "update"
    assert draft_of(first).title == "Title"


def test_live_page_keeps_what_readers_see() -> None:
    first = run()
    page_of(first).latest_revision.publish()
    second = run("# Other\n\nThe standfirst of this text, which is long enough.\n\nwords")
    page = page_of(first)
    assert second.action == "new draft"
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Title", True)
    assert draft_of(first).title == "Other"


def test_locked_page_is_left_alone() -> None:
    first = run()
    ArticlePage.objects.filter(pk=first.page_id).update(locked=True)
    assert run(TEXT + "\n\nmore", overwrite=True).reason == "the page is locked, or its draft is with moderators"


def test_deleted_page_is_imported_anew() -> None:
    first = run()
    page_of(first).delete()
    assert run().action == "create"


def test_examining_writes_nothing() -> None:
    before = counts()
    outcome = examine((TEXT + "\n\n## Sources\n\n- [A](https://a.example/)").encode(), "text.md", Options())
    assert (outcome.action, outcome.page_id) == ("create", None)
    assert counts() == before


@pytest.mark.parametrize("text", ["", "---\na: &a b\nc: *a\n---\n", "---\nlocale: tlh\n---\n\nwords"])
def test_refused_file_leaves_nothing(text: str) -> None:
    before = counts()
    assert run(text).is_refused is True
    assert counts() == before


def test_failure_while_storing_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()

    def fail(self: Any, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        run(TEXT + "\n\n## Sources\n\n- [A](https://a.example/)")
    assert counts() == before


def test_slug_that_is_taken_gets_a_number(index: ArticleIndexPage) -> None:
    ArticlePageFactory(parent=index, slug="title")
    assert page_of(run()).slug == "title-2"
    outcome = run("---\nslug: title\n---\n\n" + TEXT, "other.md")
    assert page_of(outcome).slug == "title-3"
    assert "another page has the slug “title”; this one has “title-3”" in str(notes(outcome.draft))  # type: ignore[arg-type]


def test_source_named_in_the_file_is_its_name() -> None:
    run("---\nsource: notes/one\n---\n\n" + TEXT)
    assert run("---\nsource: notes/one\n---\n\n" + TEXT + " more", "renamed.md").action == "update"


def test_language_of_the_file_says_where_it_goes(index: ArticleIndexPage) -> None:
    chinese = Locale.objects.get_or_create(language_code="zh-hans")[0]
    home = index.get_parent().specific.copy_for_translation(chinese)
    translated = index.copy_for_translation(chinese)
    outcome = run(
        "---\nlocale: zh-Hans\n---\n\n# 题目\n\n这是文章的导语，说明这篇文章要讲什么内容。\n\n正文", parent=index
    )
    page = page_of(outcome)
    assert home.pk == translated.get_parent().pk
    assert (page.get_parent().pk, page.locale, page.slug) == (translated.pk, chinese, "题目")


def test_image_descriptions_do_not_stop_a_draft() -> None:
    assert run(TEXT + "\n\n![](https://a.example/cat.png)").action == "create"


def test_user_without_rights_is_refused(index: ArticleIndexPage) -> None:
    nobody = User.objects.create_user(username="nobody")
    outcome = run(user=nobody)
    assert outcome.reason == f"You may not add pages below “{index.title}”."
    assert ArticlePage.objects.count() == 0


def test_user_without_rights_on_the_page_leaves_it_alone(index: ArticleIndexPage) -> None:
    run()
    adder = User.objects.create_user(username="adder")
    group = Group.objects.create(name="Adders")
    GroupPagePermission.objects.create(
        group=group, page=index, permission=Permission.objects.get(codename="add_page", content_type__model="page")
    )
    adder.groups.add(group)
    assert run(TEXT + "\n\nmore", user=adder).reason == "you may not edit “Title”"


def test_user_who_may_not_add_sources_keeps_them_as_text(index: ArticleIndexPage) -> None:
    user = editor()
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="add_source"))
    outcome = run(TEXT + "\n\n## Sources\n\n- [A](https://a.example/), Press", user=user)
    assert Source.objects.count() == 0
    assert draft_of(outcome).body[-1].value["body"].source == '<p><a href="https://a.example/">A</a> Press</p>'


def test_sources_have_texts_of_nobody() -> None:
    run(TEXT + "\n\n## Sources\n\n- [A](https://a.example/)")
    assert SourceText.objects.count() == 0


def test_statements_do_not_grow_with_known_sources(django_assert_num_queries: Any) -> None:
    """Matching asks once for fifty of them."""
    urls = [f"https://a.example/{number}/" for number in range(20)]
    for url in urls:
        SourceFactory(url=url)
    entries = "\n".join(f"- [S]({url})" for url in urls)
    one = (TEXT + "\n\n## Sources\n\n- [S](https://a.example/0/)").encode()
    with django_assert_num_queries(4):
        examine(one, "one.md", Options())
    with django_assert_num_queries(4):
        examine((TEXT + "\n\n## Sources\n\n" + entries).encode(), "all.md", Options())
