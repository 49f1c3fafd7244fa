"""What a preview shows: what is typed or saved, the drafts of chosen facts, and of all else what the public sees."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction, Site

from accounts.models import User
from articles.models import Adoption, AdoptionStatus, ArticleAuthor, ArticlePage, Claim, ClaimSource, TopicText
from content_api.previews.models import PreviewLink
from tests.api.conftest import Ask, Post
from tests.api.lookahead.content import article_with_everything, comparison
from tests.api.previews.conftest import Preview, opened_live, opened_shared, told
from tests.api.previews.selecting import everything
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

CLAIMS = "... on ArticlePage { blocks { ... on ClaimBlock { claim { statement framework { name } } } } }"


def body_with(*claims: Claim) -> str:
    return json.dumps([{"type": "claim", "value": {"claim": claim.pk, "note": ""}} for claim in claims])


def new_article(**fields: Any) -> ArticlePage:
    """A page as it is in the form for a new one: valid and never saved."""
    parent = ArticlePageFactory().get_parent().specific
    page = ArticlePage(title="New", slug="new", locale=parent.locale, **fields)
    page.depth, page.path = parent.depth + 1, parent.get_last_child()._inc_path()
    page.set_url_path(parent)
    return page


def test_what_is_typed_is_shown_and_changes_nothing(preview: Preview, ask: Ask) -> None:
    page = ArticlePageFactory(title="Published")
    page.title = "Typed"
    page.article_authors = [ArticleAuthor(author=AuthorFactory(name="Ada"))]

    assert preview(page, "title live ... on ArticlePage { authors { name } }") == {
        "title": "Typed",
        "live": True,
        "authors": [{"name": "Ada"}],
    }
    assert ask("{ articles { nodes { title authors { name } } } preview { title } }") == {
        "articles": {"nodes": [{"title": "Published", "authors": []}]},
        "preview": None,
    }


def test_shared_link_shows_the_newest_saved_draft_each_time(post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Published")
    opened = opened_shared(page, editor)
    titles = []
    for title in ("First draft", "Second draft"):
        page.title = title
        page.save_revision()
        titles.append(told(post({"query": "{ preview { title } }"}, **opened))["preview"]["title"])
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(title="Corrected in the database")
    titles.append(told(post({"query": "{ preview { title } }"}, **opened))["preview"]["title"])

    assert titles == ["First draft", "Second draft", "Corrected in the database"]


def test_unpublished_page_is_shown_at_its_place(preview: Preview) -> None:
    page = ArticlePageFactory(title="Draft", slug="draft", live=False)
    selection = """
      live url canonicalUrl breadcrumbs { title } alternates { locale url } parent { title children { title } }
    """
    assert preview(page, selection) == {
        "live": False,
        "url": "/articles/draft/",
        "canonicalUrl": "http://localhost/articles/draft/",
        "breadcrumbs": [{"title": home_page().title}, {"title": "Articles"}, {"title": "Draft"}],
        "alternates": [{"locale": "en", "url": "/articles/draft/"}],
        "parent": {"title": "Articles", "children": [{"title": "Draft"}]},
    }


def test_page_that_was_never_saved_is_shown_with_everything(post: Post, editor: User, settings: Any) -> None:
    settings.GRAPHQL_LIMITS = dict.fromkeys(settings.GRAPHQL_LIMITS, 5_000_000) | {"execution_seconds": 60}
    author, topic, image = AuthorFactory(name="Ada"), TopicFactory(slug="orm"), ImageFactory()
    other = ArticlePageFactory(title="Other", topics=[topic], first_published_at=timezone.now())
    page = new_article(hero_image=image)
    page.article_authors = [ArticleAuthor(author=author), ArticleAuthor(author=AuthorFactory(name="Grace"))]
    page.topics = [topic]
    page.body = json.dumps([{"type": "heading", "id": "one", "value": {"text": "Clouds", "level": "h2"}}])
    query = f"{{ preview {{ ... on ArticlePage {{ {everything('ArticlePage', 2)} }} }} }}"

    everything_told = told(post({"query": query}, **opened_live(page, editor)))["preview"]

    assert everything_told["title_ArticlePage"] == "New"
    assert everything_told["url_ArticlePage"] == "/articles/new/"
    assert [one["name_Author"] for one in everything_told["authors_ArticlePage"]] == ["Ada", "Grace"]
    assert [one["slug_Topic"] for one in everything_told["topics_ArticlePage"]] == ["orm"]
    assert [one["id"] for one in everything_told["related_ArticlePage"]] == [str(other.pk)]
    assert [one["title_Breadcrumb"] for one in everything_told["breadcrumbs_ArticlePage"]][-2:] == ["Articles", "New"]
    assert [one["url_Alternate"] for one in everything_told["alternates_ArticlePage"]] == ["/articles/new/"]
    assert [one["id_HeadingBlock"] for one in everything_told["blocks_ArticlePage"]] == ["one"]
    assert not Page.objects.filter(slug="new").exists()


def test_drafts_of_chosen_facts_are_shown_as_drafts(preview: Preview) -> None:
    framework = FrameworkFactory(name="Old name")
    framework.name = "New name"
    framework.save_revision()
    claim = ClaimFactory(framework=framework, statement="As published.")
    draft = Claim.objects.get(pk=claim.pk)
    text = draft.texts.get()
    text.statement = "As in the draft."
    draft.texts = [text]
    draft.claim_sources = [ClaimSource(source=SourceFactory(title="New source"), quote="Said so.")]
    draft.save_revision()
    unpublished = ClaimFactory(statement="Never published.", live=False)
    other = ClaimFactory(statement="Not chosen.", live=False, framework=framework)
    page = ArticlePageFactory()
    page.body = body_with(claim, unpublished)
    selection = """... on ArticlePage { blocks { ... on ClaimBlock { claim {
      statement framework { name } sources { quote source { title } } } } } }"""

    shown = [block["claim"] for block in preview(page, selection)["blocks"]]

    assert shown == [
        {
            "statement": "As in the draft.",
            "framework": {"name": "Old name"},
            "sources": [{"quote": "Said so.", "source": {"title": "New source"}}],
        },
        {
            "statement": "Never published.",
            "framework": {"name": unpublished.framework.name},
            "sources": shown[1]["sources"],
        },
    ]
    assert str(other) not in json.dumps(shown)


def test_drafts_of_chosen_frameworks_are_shown_as_drafts(preview: Preview) -> None:
    page = comparison(1)
    framework = page.comparison_frameworks.first().framework
    framework.name = "New name"
    framework.save_revision()

    shown = preview(
        page, "... on ComparisonPage { frameworks { framework { name } } rows { cells { framework { name } } } }"
    )

    assert shown["frameworks"][0]["framework"]["name"] == "New name"
    assert shown["rows"][0]["cells"][0]["framework"]["name"] == "New name"


def test_facts_are_told_otherwise_outside_of_the_preview(post: Post, editor: User) -> None:
    claim = ClaimFactory(statement="As published.")
    text = claim.texts.get()
    text.statement = "As in the draft."
    claim.texts = [text]
    claim.save_revision()
    page = ArticlePageFactory(slug="shown", body=body_with(claim))
    query = f"""{{
      before: article(slug: "shown") {{ {CLAIMS} }}
      preview {{ {CLAIMS} }}
      after: claims {{ nodes {{ statement }} }}
    }}"""

    data = told(post({"query": query}, **opened_live(page, editor)))

    assert [block["claim"]["statement"] for block in data["before"]["blocks"]] == ["As published."]
    assert [block["claim"]["statement"] for block in data["preview"]["blocks"]] == ["As in the draft."]
    assert data["after"] == {"nodes": [{"statement": "As published."}]}


def test_claims_about_an_unpublished_company_are_shown_with_it(preview: Preview) -> None:
    company = CompanyPageFactory(title="Clouds Ltd", live=False)
    framework = FrameworkFactory(name="Django")
    claim = ClaimFactory(company=company, framework=None, statement="It rains.")
    company.adoptions = [Adoption(framework=framework, status=AdoptionStatus.CURRENT, claim=claim)]

    assert preview(
        company, "... on CompanyPage { claims { statement } adoptions { framework { name } claim { statement } } }"
    ) == {
        "claims": [{"statement": "It rains."}],
        "adoptions": [{"framework": {"name": "Django"}, "claim": {"statement": "It rains."}}],
    }


def test_children_without_what_they_are_about_are_left_out(preview: Preview, post: Post, editor: User) -> None:
    page = ArticlePageFactory()
    gone, hidden, shown = SourceFactory(), ArticlePageFactory(live=False), ArticlePageFactory(title="Shown")
    page.article_sources.create(source=gone)
    page.article_sources.create(source=SourceFactory(title="Kept"))
    page.related_pages.create(related_page=hidden)
    page.related_pages.create(related_page=shown)
    opened = opened_live(page, editor)
    gone.delete()
    query = "{ preview { ... on ArticlePage { sources { source { title } } relatedPages { title } } } }"

    assert told(post({"query": query}, **opened))["preview"] == {
        "sources": [{"source": {"title": "Kept"}}],
        "relatedPages": [{"title": "Shown"}],
    }


def test_restricted_page_can_be_previewed(preview: Preview, ask: Ask) -> None:
    page = ArticlePageFactory(title="For members")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")

    assert preview(page, "title parent { title } breadcrumbs { title }") == {
        "title": "For members",
        "parent": None,
        "breadcrumbs": [{"title": home_page().title}, {"title": "For members"}],
    }
    assert ask(f"{{ page(id: {page.pk}) {{ title }} }}") == {"page": None}


def test_preview_is_in_the_language_of_the_page(preview: Preview) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    topic = TopicFactory(slug="orm")
    topic.texts.add(TopicText(locale=chinese, name="对象关系映射"))
    topic.save()
    page = ArticlePageFactory(topics=[topic]).copy_for_translation(chinese, copy_parents=True)

    assert preview(page, "locale ... on ArticlePage { topics { name } } alternates { locale }") == {
        "locale": "zh-hans",
        "topics": [{"name": "对象关系映射"}],
        "alternates": [{"locale": "en"}, {"locale": "zh-hans"}],
    }


def test_page_of_another_site_is_shown_there(preview: Preview) -> None:
    root = StandardPageFactory(slug="second", parent=Page.objects.get(depth=1))
    Site.objects.create(hostname="second.example", root_page=root, port=443)
    page = StandardPageFactory(parent=root, slug="about", live=False)

    assert preview(page, "fullUrl") == {"fullUrl": "https://second.example/about/"}


def test_block_ids_are_told_in_a_preview_alone(preview: Preview, ask: Ask) -> None:
    body = json.dumps([{"type": "heading", "id": "abc-1", "value": {"text": "Clouds", "level": "h2"}}])
    page = ArticlePageFactory(slug="one", body=body)
    selection = "... on ArticlePage { blocks { ... on HeadingBlock { id text } } }"

    assert preview(page, selection) == {"blocks": [{"id": "abc-1", "text": "Clouds"}]}
    assert ask(f'{{ page(slug: "one") {{ {selection} }} }}') == {"page": {"blocks": [{"id": None, "text": "Clouds"}]}}


def test_statements_do_not_grow_with_the_draft(
    post: Post, editor: User, django_assert_num_queries: DjangoAssertNumQueries, settings: Any
) -> None:
    settings.GRAPHQL_LIMITS = settings.GRAPHQL_LIMITS | {"cost": 1_000_000, "tokens": 100_000}
    query = (settings.GRAPHQL_OPERATIONS_DIR / "article.graphql").read_text()
    query = query.replace("($path: String!, $site: String)", "").replace("page(urlPath: $path, site: $site)", "preview")
    for rows in (1, 20):
        page = article_with_everything(rows)
        opened = opened_live(page, editor)
        cache.clear()
        Site.clear_site_root_paths_cache()
        with django_assert_num_queries(24):
            shown = told(post({"query": query}, **opened))["preview"]
        assert [len(shown[name]) for name in ("blocks", "authors", "topics", "sources")] == [8 * rows, rows, rows, rows]
    assert PreviewLink.objects.count() == 2
