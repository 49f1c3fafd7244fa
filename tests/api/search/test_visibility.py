"""What a viewer may not see is no hit, is not counted, is in no facet and cannot be found out by a filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from articles.models import Adoption, AdoptionStatus, ArticleIndexPage
from tests.api.search.conftest import Search
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
    comparison_row,
)
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

Found = Callable[..., list[str]]

EVERYTHING = """
totalCount totalCountIsCapped hasMore hits { type }
facets { isCapped types { type count } topics { topic { slug } count } }
"""
NOTHING = {
    "totalCount": 0,
    "totalCountIsCapped": False,
    "hasMore": False,
    "hits": [],
    "facets": {"isCapped": False, "types": [], "topics": []},
}


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def hide_by_unpublishing(article: Any) -> None:
    article.unpublish()


def hide_by_restriction(article: Any) -> None:
    restrict(article)


def hide_by_restriction_above(article: Any) -> None:
    restrict(ArticleIndexPage.objects.get())


def hide_by_site(article: Any) -> None:
    Site.objects.update(root_page=StandardPageFactory(parent=Page.get_first_root_node(), title="Elsewhere"))


def hide_by_deletion(article: Any) -> None:
    article.delete()


def hide_past_the_index(article: Any) -> None:
    type(article).objects.filter(pk=article.pk).update(live=False)


@pytest.mark.parametrize(
    "hide",
    [
        hide_by_unpublishing,
        hide_by_restriction,
        hide_by_restriction_above,
        hide_by_site,
        hide_by_deletion,
        hide_past_the_index,
    ],
)
def test_hidden_article(search: Search, hide: Callable[[Any], None]) -> None:
    article = ArticlePageFactory(title="Giraffes", topics=[TopicFactory(slug="animals")])
    assert search("giraffe", EVERYTHING) == {
        "totalCount": 1,
        "totalCountIsCapped": False,
        "hasMore": False,
        "hits": [{"type": "ARTICLE"}],
        "facets": {
            "isCapped": False,
            "types": [{"type": "ARTICLE", "count": 1}],
            "topics": [{"topic": {"slug": "animals"}, "count": 1}],
        },
    }
    hide(article)
    assert search("giraffe", EVERYTHING) == NOTHING


def test_hidden_articles_take_no_place_of_visible_ones(search: Search, settings: Any) -> None:
    settings.SEARCH_MOST_HITS = 2
    ArticlePageFactory.create_batch(2, standfirst="Giraffes")
    for article in ArticlePageFactory.create_batch(3, standfirst="Giraffes"):
        article.unpublish()
    assert search("giraffe", "totalCount totalCountIsCapped") == {"totalCount": 2, "totalCountIsCapped": False}


def test_words_of_a_draft(search: Search) -> None:
    article = ArticlePageFactory(title="Zebras")
    article.title = "Giraffes"
    article.standfirst = "Okapis"
    article.save_revision()
    assert search("giraffe okapi", EVERYTHING, operator="OR") == NOTHING
    assert search("zebra") == {"totalCount": 1}


def test_a_draft_is_found_once_it_is_published(search: Search) -> None:
    article = ArticlePageFactory(title="Zebras")
    article.title = "Giraffes"
    article.save_revision().publish()
    assert (search("giraffe"), search("zebra")) == ({"totalCount": 1}, {"totalCount": 0})


def test_words_of_the_draft_of_a_snippet(search: Search) -> None:
    framework = FrameworkFactory(name="Zebra")
    framework.name = "Giraffe"
    framework.save_revision()
    assert search("giraffe", EVERYTHING) == NOTHING


def test_framework_that_is_not_live(search: Search) -> None:
    FrameworkFactory(name="Giraffe").unpublish()
    assert search("giraffe", EVERYTHING) == NOTHING


def test_claims_are_hidden_with_their_subject(search: Search) -> None:
    company = CompanyPageFactory(title="Okapi Limited")
    ClaimFactory(statement="They keep giraffes.", framework=None, company=company)
    assert search("giraffe") == {"totalCount": 1}
    company.unpublish()
    assert search("giraffe okapi", EVERYTHING, operator="OR") == NOTHING


def test_what_is_said_about_a_hidden_framework(search: Search) -> None:
    framework, other = FrameworkFactory(slug="giraffe"), FrameworkFactory()
    ComparisonPageFactory(
        title="Comparison",
        between=[framework, other],
        rows=[comparison_row([framework, other], verdict="Like a giraffe")],
    )
    CompanyPageFactory(
        title="Company",
        adoptions=[Adoption(framework=framework, status=AdoptionStatus.CURRENT, used_for="Feeding giraffes")],
    )
    framework.unpublish()
    assert search("giraffe", EVERYTHING) == NOTHING


def test_filter_by_a_hidden_framework(found: Found) -> None:
    framework = FrameworkFactory(slug="giraffe")
    ComparisonPageFactory(title="Comparison", between=[framework, FrameworkFactory()])
    CompanyPageFactory(
        title="Company", adoptions=[Adoption(framework=framework, status=AdoptionStatus.CURRENT, used_for="All")]
    )
    arguments = {"operator": "OR", "filter": {"framework": "giraffe"}}
    assert sorted(found("comparison company", **arguments)) == ["Company", "Comparison"]
    framework.unpublish()
    assert found("comparison company", **arguments) == []


def test_pages_of_another_site(found: Found) -> None:
    root = StandardPageFactory(parent=Page.get_first_root_node(), title="Other")
    Site.objects.create(hostname="other.example", root_page=root)
    StandardPageFactory(parent=root, title="Giraffes there")
    StandardPageFactory(parent=home_page(), title="Giraffes here")
    assert found("giraffe") == ["Giraffes here"]
    assert found("giraffe", site="other.example") == ["Giraffes there"]
