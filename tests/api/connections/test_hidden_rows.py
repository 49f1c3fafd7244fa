"""What is hidden is in no list, no count and no cursor, and no filter tells that it exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from articles.models import Adoption, Claim, ComparisonPage
from tests.api.conftest import Ask
from tests.api.connections.bodies import claim_block, companies_block, comparison_block
from tests.api.connections.conftest import NOUNS, Narrowed
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
)
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

Hide = Callable[[Any], None]


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def off(snippet: Model) -> None:
    type(snippet)._default_manager.filter(pk=snippet.pk).update(live=False)


HIDDEN: dict[str, Callable[[], Any]] = {
    "articles": ArticlePageFactory,
    "companies": CompanyPageFactory,
    "comparisons": ComparisonPageFactory,
    "content": StandardPageFactory,
    "frameworks": FrameworkFactory,
    "claims": ClaimFactory,
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_rows_are_in_no_list_and_no_count(ask: Ask, name: str) -> None:
    first, hidden, last = (HIDDEN[name]() for _ in range(3))
    total = ask(f"{{ {name} {{ totalCount }} }}")[name]["totalCount"]
    query = (
        f"query($filter: {NOUNS[name]}Filter) {{ {name}(filter: $filter) "
        "{ edges { node { ... on ContentInterface { uid } } } totalCount } }"
    )

    off(hidden)
    answer = ask(query)[name]

    uids = [edge["node"]["uid"] for edge in answer["edges"]]
    assert answer["totalCount"] == len(uids) == total - 1
    assert {str(first.uid), str(last.uid)} <= set(uids)
    assert str(hidden.uid) not in uids
    assert ask(query, filter={"not": {"or": []}})[name]["totalCount"] == total - 1


@pytest.mark.parametrize("name", ["articles", "companies", "comparisons", "content"])
def test_restricted_pages_are_in_no_list_and_no_count(ask: Ask, name: str) -> None:
    restrict(HIDDEN[name]())
    shown = HIDDEN[name]()

    nodes = ask(f"{{ {name} {{ nodes {{ id }} totalCount }} }}")[name]

    hidden = {page.pk for page in Page.objects.all()} - {int(node["id"]) for node in nodes["nodes"]}
    assert shown.pk not in hidden
    assert nodes["totalCount"] == len(nodes["nodes"])
    assert PageViewRestriction.objects.get().page_id in hidden


def test_a_place_below_a_hidden_row_keeps_working_without_it(ask: Ask) -> None:
    pages = [ArticlePageFactory(title=title) for title in "ABC"]
    query = """query($after: String) {
      articles(first: 1, after: $after, orderBy: TITLE_ASC) { nodes { title } pageInfo { endCursor } }
    }"""
    cursor = ask(query)["articles"]["pageInfo"]["endCursor"]

    restrict(pages[0])
    restrict(pages[1])

    assert ask(query, after=cursor)["articles"]["nodes"] == [{"title": "C"}]


def test_aliases_stand_in_no_list_beside_their_source(ask: Ask) -> None:
    source = ArticlePageFactory(title="A")
    source.create_alias(update_slug="alias")

    assert ask("{ articles { nodes { slug } totalCount } }")["articles"] == {"nodes": [{"slug": "a"}], "totalCount": 1}
    assert len(ask("{ content(filter: {type: ARTICLE_PAGE}) { nodes { slug } } }")["content"]["nodes"]) == 1


def test_pages_of_another_site_are_in_no_list(ask: Ask) -> None:
    ArticlePageFactory(title="A")
    root = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=443, root_page=root)

    assert ask('{ articles(site: "other.example") { nodes { title } totalCount } }')["articles"] == {
        "nodes": [],
        "totalCount": 0,
    }


def test_articles_are_not_found_by_a_hidden_framework(narrowed: Narrowed) -> None:
    django = FrameworkFactory(slug="django")
    ArticlePageFactory(title="A", body=claim_block(ClaimFactory(framework=django)))
    ArticlePageFactory(title="B", body=comparison_block(ComparisonPageFactory(between=[django, FrameworkFactory()])))
    assert narrowed("articles", "title", framework="django") == ["A", "B"]

    off(django)

    assert narrowed("articles", "title", framework="django") == []
    assert narrowed("articles", "title", **{"not": {"framework": "django"}}) == ["A", "B"]


@pytest.mark.parametrize("model", [Claim, ComparisonPage])
def test_articles_are_not_found_by_what_they_show_when_that_is_hidden(
    narrowed: Narrowed, model: type[Claim | ComparisonPage]
) -> None:
    django = FrameworkFactory(slug="django")
    ArticlePageFactory(title="A", body=claim_block(ClaimFactory(framework=django)))
    ArticlePageFactory(title="B", body=comparison_block(ComparisonPageFactory(between=[django, FrameworkFactory()])))

    off(model.objects.get())

    assert narrowed("articles", "title", framework="django") == (["B"] if model is Claim else ["A"])


@pytest.mark.parametrize("hide", [off, restrict])
def test_articles_are_not_found_by_a_hidden_company(narrowed: Narrowed, hide: Hide) -> None:
    company = CompanyPageFactory(slug="one")
    ArticlePageFactory(title="A", body=companies_block(company))
    ArticlePageFactory(title="B", body=claim_block(ClaimFactory(company=company, framework=None)))
    assert narrowed("articles", "title", company="one") == ["A", "B"]

    hide(company)

    assert narrowed("articles", "title", company=["one", str(company.uid)]) == []
    assert narrowed("claims", "uid", company="one") == []
    assert narrowed("claims", "uid") == []


def test_companies_are_not_found_by_a_hidden_framework(narrowed: Narrowed) -> None:
    django = FrameworkFactory(slug="django")
    CompanyPageFactory(title="A", adoptions=[Adoption(framework=django, status="current", since=2010)])

    off(django)

    assert narrowed("companies", "title", adoption={"framework": "django"}) == []
    assert narrowed("companies", "title", adoption={"since": {"gte": 2000}}) == []
    assert narrowed("companies", "title", adoption={}) == []
    assert narrowed("companies", "title", **{"not": {"adoption": {"status": "CURRENT"}}}) == ["A"]


def test_comparisons_are_not_found_by_a_hidden_framework(ask: Ask, narrowed: Narrowed) -> None:
    """The hidden column does not show, so it must not count either: the page compares the others."""
    django, flask, hidden = (FrameworkFactory(slug=slug) for slug in ("django", "flask", "hidden"))
    ComparisonPageFactory(title="A", between=[django, flask, hidden])
    exactly = '{ comparison(frameworks: ["flask", "django"]) { title } }'
    assert ask(exactly) == {"comparison": None}

    off(hidden)

    assert narrowed("comparisons", "title", frameworks={"anyOf": ["hidden"]}) == []
    assert narrowed("comparisons", "title", frameworks={"allOf": ["django", "hidden"]}) == []
    assert ask('{ comparison(frameworks: ["django", "flask", "hidden"]) { title } }') == {"comparison": None}
    assert ask(exactly) == {"comparison": {"title": "A"}}


def test_tags_of_hidden_articles_are_unknown(ask: Ask) -> None:
    article = ArticlePageFactory()
    article.tags.add("secret")
    article.save()
    assert ask("{ tags { totalCount } }")["tags"]["totalCount"] == 1

    restrict(article)

    assert ask("{ tags { nodes { name } totalCount } }")["tags"] == {"nodes": [], "totalCount": 0}


def test_redirects_to_hidden_pages_and_of_other_sites_are_unknown(ask: Ask) -> None:
    page = ArticlePageFactory(slug="new")
    other = Site.objects.create(
        hostname="other.example", port=443, root_page=Page.get_first_root_node().add_child(title="Other", slug="other")
    )
    Redirect.add_redirect("/to-page", page)
    Redirect.add_redirect("/to-nowhere")
    Redirect.add_redirect("/elsewhere", "https://elsewhere.example/", site=other)
    Redirect.add_redirect("/here", "/there", site=Site.objects.get(is_default_site=True))
    query = "{ redirects { nodes { oldPath location permanent } totalCount } }"
    here = {"oldPath": "/here", "location": "/there", "permanent": True}
    to_page = {"oldPath": "/to-page", "location": page.full_url, "permanent": True}
    assert ask(query)["redirects"] == {"nodes": [here, to_page], "totalCount": 2}

    restrict(page)

    assert ask(query)["redirects"] == {"nodes": [here], "totalCount": 1}


def test_drafts_of_what_is_live_are_not_searched(narrowed: Narrowed) -> None:
    article = ArticlePageFactory(title="A", standfirst="shown")
    article.standfirst = "unshown"
    article.save_revision()

    assert narrowed("articles", "title", text="unshown") == []
    assert narrowed("articles", "title", text="shown") == ["A"]
