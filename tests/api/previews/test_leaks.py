"""What a preview does not show: any other draft, by whatever way, and nothing to anybody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Page

from accounts.models import User
from articles.models import ArticlePage, Claim, Framework
from content_api.caching.answers import memory
from content_api.clients import tokens as client_tokens
from content_api.scopes import Scope
from tests.api.conftest import Post
from tests.api.previews.conftest import Preview, opened_live, opened_shared, told
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory, FrameworkFactory, TopicFactory
from tests.factories.clients import ApiClientFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory, make_collection

pytestmark = pytest.mark.django_db

SECRET = "hush"


@pytest.fixture
def others() -> dict[str, Any]:
    """A draft of each kind that is none of the preview's, told apart by the word in it."""
    topic, author = TopicFactory(slug="orm"), AuthorFactory(slug="ada")
    live = ArticlePageFactory(title="Live", slug="live", topics=[topic])
    live.article_authors.create(author=author)
    live.title = f"{SECRET} draft of a live page"
    live.save_revision()
    framework = FrameworkFactory(name="Django", slug="django")
    framework.name = f"{SECRET} framework"
    framework.save_revision()
    return {
        "topic": topic,
        "live": Page.objects.get(pk=live.pk).specific,
        "unpublished": ArticlePageFactory(
            title=f"{SECRET} unpublished", slug="unpublished", live=False, topics=[topic]
        ),
        "framework": Framework.objects.get(pk=framework.pk),
        "claim": ClaimFactory(statement=f"{SECRET} claim", live=False, framework=framework),
        "hidden_framework": FrameworkFactory(name=f"{SECRET} name", slug="hidden", live=False),
    }


@pytest.fixture
def page(others: dict[str, Any]) -> ArticlePage:
    """A draft that leads to all of them: chosen, linked, beside it, by a topic and an author that they share."""
    shown = ClaimFactory(framework=others["framework"], statement="Shown.")
    article: ArticlePage = ArticlePageFactory(title="Mine", slug="mine", live=False, topics=[others["topic"]])
    link = f'<p><a linktype="page" id="{others["unpublished"].pk}">there</a></p>'
    article.body = json.dumps(
        [
            {"type": "paragraph", "value": {"body": link}},
            {"type": "article_card", "value": {"article": others["unpublished"].pk, "teaser": ""}},
            {"type": "article_card", "value": {"article": others["live"].pk, "teaser": ""}},
            {"type": "claim", "value": {"claim": shown.pk, "note": ""}},
        ]
    )
    article.related_pages.create(related_page=others["unpublished"])
    article.related_pages.create(related_page=others["live"])
    return article


ROOTS = """
  articles { totalCount nodes { title } }
  content { nodes { title } }
  pages { title }
  page(slug: "unpublished") { title }
  article(slug: "mine") { title }
  route(path: "/articles/mine/") { status page { title } }
  there: route(path: "/articles/unpublished/") { status page { title } }
  search(query: "hush") { totalCount hits { node { ... on PageInterface { title } } } }
  claims { nodes { statement } }
  frameworks { nodes { name } }
  framework(slug: "django") { name claims { statement } }
  hidden: framework(slug: "hidden") { name }
  nodes(uids: $uids) { uid }
"""
BELOW = """
  title
  parent { title children { title } descendants { title } }
  siblings { title } nextSiblings { title } previousSiblings { title }
  ... on ArticlePage {
    html markdown
    related(first: 20) { title }
    relatedPages { title }
    topics { slug }
    authors { slug }
    blocks {
      ... on ParagraphBlock { body }
      ... on ArticleCardBlock { article { title } }
      ... on ClaimBlock { claim { statement framework { name claims { statement } } usedOn { title } } }
    }
  }
"""


def test_no_other_draft_is_reached(post: Post, editor: User, page: ArticlePage, others: dict[str, Any]) -> None:
    uids = [str(other.uid) for name, other in others.items() if name != "topic"]
    query = f"query ($uids: [ID!]!) {{ {ROOTS} preview {{ {BELOW} }} }}"
    without = told(post({"query": f"query ($uids: [ID!]!) {{ {ROOTS} }}", "variables": {"uids": uids}}))

    data = told(post({"query": query, "variables": {"uids": uids}}, **opened_live(page, editor)))

    shown = data.pop("preview")
    assert data == without  # all else is what the public sees, the page of the preview not among it
    assert SECRET not in json.dumps(shown)
    assert "/articles/unpublished/" not in json.dumps(shown)
    assert [one["title"] for one in shown["relatedPages"]] == ["Live"]
    claim = next(block["claim"] for block in shown["blocks"] if "claim" in block)
    assert claim["framework"]["name"] == "Django"  # which the claim is about, and nobody has chosen on the page
    assert {one["title"] for one in shown["parent"]["children"]} == {"Live", "Mine"}


def test_one_preview_shows_nothing_of_another(post: Post, editor: User) -> None:
    one, other = (ArticlePageFactory(title=title, slug=title, live=False) for title in ("one", "other"))
    opened = opened_live(one, editor)
    opened_live(other, editor)

    query = '{ preview { title parent { children { title } } } other: page(slug: "other") { title } }'
    assert told(post({"query": query}, **opened)) == {
        "preview": {"title": "one", "parent": {"children": [{"title": "one"}]}},
        "other": None,
    }


@pytest.mark.parametrize("scopes", [[scope.value for scope in Scope], ["published"], ["published", "preview"]])
def test_client_with_a_token_has_no_preview(scopes: list[str], post: Post, editor: User) -> None:
    page = ArticlePageFactory(live=False)
    opened_live(page, editor)
    client = {"authorization": f"Bearer {client_tokens.create(ApiClientFactory(scopes=scopes))[1]}"}

    assert told(post({"query": "{ preview { title } }"}, **client)) == {"preview": None}


def test_whoever_is_logged_in_has_no_preview(client: Any, editor: User) -> None:
    opened_live(ArticlePageFactory(live=False), editor)
    client.force_login(editor)
    response = client.post("/graphql/", {"query": "{ preview { title } }"}, content_type="application/json")
    assert json.loads(response.content) == {"data": {"preview": None}}


def headers_of(response: HttpResponse) -> dict[str, str | None]:
    names = ("Cache-Control", "ETag", "Cache-Tag", "Vary")
    return {name: response.headers.get(name) for name in names}


def test_answers_are_kept_by_nobody(post: Post, client: Any, editor: User, page: ArticlePage) -> None:
    opened = opened_shared(page, editor)
    memory.clear()
    response = post({"query": "{ preview { title } articles { nodes { title } } }"}, **opened)
    got = client.get("/graphql/", {"query": "{ preview { title } }"}, headers=opened)

    for one in (response, got):
        assert headers_of(one) == {
            "Cache-Control": "no-store",
            "ETag": None,
            "Cache-Tag": None,
            "Vary": "Accept, Authorization, Origin",
        }
    assert len(memory) == 0


@pytest.mark.django_db(transaction=True)
def test_public_answers_are_not_those_of_a_preview(post: Post, client: Any, editor: User) -> None:
    """Outside of any transaction, where answers are kept."""
    page = ArticlePageFactory(title="Published", slug="one")
    page.title = "Draft"
    opened = opened_live(page, editor)
    assert not connection.in_atomic_block
    query = {"query": '{ preview { title } page(slug: "one") { title } }'}
    public = {"preview": None, "page": {"title": "Published"}}

    answers = [told(post(query)), told(post(query, **opened)), told(post(query)), told(post(query, **opened))]

    shown = public | {"preview": {"title": "Draft"}}
    assert answers == [public, shown, public, shown]


def test_scripts_of_other_origins_may_not_use_the_token(post: Post, editor: User, settings: Settings) -> None:
    opened = opened_live(ArticlePageFactory(), editor)
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]

    response = post({"query": "{ preview { title } }"}, **opened, origin="https://www.example.org")

    assert response.status_code == 403
    assert json.loads(response.content)["errors"][0]["extensions"]["code"] == "FORBIDDEN_ORIGIN"


def test_preview_may_do_what_the_public_may(post: Post, editor: User, settings: Settings) -> None:
    opened = opened_live(ArticlePageFactory(), editor)
    settings.GRAPHQL_PUBLIC = settings.GRAPHQL_PUBLIC | {"free_documents": False, "introspection": False}
    codes = [
        json.loads(post({"query": query}, **opened).content)["errors"][0]["extensions"]["code"]
        for query in ("{ preview { title } }", "{ __schema { types { name } } }")
    ]
    assert codes == ["DOCUMENT_NOT_TRUSTED", "DOCUMENT_NOT_TRUSTED"]


def test_reading_a_preview_writes_nothing(post: Post, editor: User) -> None:
    opened = opened_shared(ArticlePageFactory(), editor)
    with CaptureQueriesContext(connection) as statements:
        told(post({"query": "{ preview { title } }"}, **opened))
    asked = [one["sql"].lstrip("(") for one in statements]
    written = [sql for sql in asked if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert written == []


def test_private_images_stay_private(preview: Preview) -> None:
    page = ArticlePageFactory()
    page.hero_image = ImageFactory(title="Public, used in a draft alone")
    selection = "... on ArticlePage { heroImage { title } }"
    assert preview(page, selection) == {"heroImage": {"title": "Public, used in a draft alone"}}

    page.hero_image = ImageFactory(collection=make_collection(private=True))
    assert preview(page, selection) == {"heroImage": None}


def test_claims_of_other_pages_stay_drafts(preview: Preview) -> None:
    """A page that is shown below the preview shows its own claims as published."""
    claim = ClaimFactory(statement="As published.")
    other = ArticlePageFactory(
        title="Other", body=json.dumps([{"type": "claim", "value": {"claim": claim.pk, "note": ""}}])
    )
    text = claim.texts.get()
    text.statement = "hush"
    Claim.objects.get(pk=claim.pk)
    claim.texts = [text]
    claim.save_revision()
    page = StandardPageFactory(title="Mine", live=False)
    page.body = json.dumps([{"type": "article_card", "value": {"article": other.pk, "teaser": ""}}])
    below = "blocks { ... on ClaimBlock { claim { statement } } }"
    selection = f"... on StandardPage {{ blocks {{ ... on ArticleCardBlock {{ article {{ {below} }} }} }} }}"

    assert preview(page, selection) == {
        "blocks": [{"article": {"blocks": [{"claim": {"statement": "As published."}}]}}]
    }
