"""The tags of answers: fine where one thing is asked for, coarse where something may join."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from articles.models import ArticlePage
from content_api.caching.tags import tags_of
from content_api.touched import Touched
from tests.api.caching.tagging import answered, shipped
from tests.api.lookahead.content import article_with_everything, articles, comparison
from tests.factories.articles import ArticlePageFactory, ClaimFactory

pytestmark = pytest.mark.django_db

PAGE = "query($path: String!) { page(urlPath: $path) { title } }"


def lists(tags: set[str]) -> set[str]:
    return {tag for tag in tags if tag.endswith(":list")}


@pytest.mark.parametrize("operation", ["article", "route"])
def test_shipped_article_names_what_it_shows(operation: str) -> None:
    page = article_with_everything(2)

    _, tags = answered(shipped(operation), path=f"/articles/{page.slug}/")

    assert lists(tags) == set()
    assert {"everything", f"page:{page.pk}", f"slug:{page.slug}", f"translations:{page.translation_key.hex}"} <= tags
    if operation == "article":
        shown = {
            *(f"page:{entry.related_page_id}" for entry in page.related_pages.all()),
            *(f"author:{entry.author_id}" for entry in page.article_authors.all()),
            *(f"source:{entry.source_id}" for entry in page.article_sources.all()),
            *(f"topic:{topic.pk}" for topic in page.topics.all()),
            f"image:{page.hero_image_id}",
        }
        assert shown <= tags


def test_shipped_comparison_names_what_it_shows() -> None:
    page = comparison(3)

    _, tags = answered(shipped("comparison"), path=f"/comparisons/{page.slug}/")

    assert lists(tags) == set()
    assert {f"page:{page.pk}", *(f"framework:{one.framework_id}" for one in page.comparison_frameworks.all())} <= tags
    assert len([tag for tag in tags if tag.startswith("claim:")]) == 6


def test_two_articles_share_no_tag_of_themselves() -> None:
    one, other = articles(2)

    _, tags = answered(shipped("article"), path=f"/articles/{one.slug}/")

    assert f"page:{one.pk}" in tags
    assert f"page:{other.pk}" not in tags


def test_list_names_its_type_and_its_rows() -> None:
    (page,) = articles(1)

    _, tags = answered("{ articles { nodes { title } } }")

    assert tags == {"everything", "articlepage:list", f"page:{page.pk}"}


def test_count_and_empty_list_are_lists() -> None:
    assert answered("{ articles { totalCount } }")[1] == {"everything", "articlepage:list"}
    assert answered("{ articles { nodes { title } } }")[1] == {"everything", "articlepage:list"}


def test_path_that_leads_nowhere() -> None:
    assert answered(PAGE, path="/some/where/")[1] == {"everything", "slug:where"}
    assert answered(shipped("route"), path="/nowhere/")[1] >= {"everything", "slug:nowhere", "redirect:list"}


def test_path_with_anything_in_it() -> None:
    assert answered(PAGE, path="/a,b c\r\nd:é/")[1] == {"everything", "slug:a%2Cb%20c%0D%0Ad:%C3%A9"}


def test_path_that_could_mean_two_pages() -> None:
    home = Page.objects.get(slug="home")
    page = ArticlePageFactory(parent=home, slug="one")

    assert answered(PAGE, path="/one/")[1] == {"everything", "slug:one", f"page:{page.pk}"}
    assert answered(PAGE, path="/home/one/")[1] == {"everything", "slug:one", f"page:{page.pk}"}
    assert answered(PAGE, path="/home/")[1] >= {"slug:home"}


def test_hidden_number_is_named() -> None:
    page = ArticlePageFactory(live=False)

    assert answered(f'{{ page(id: "{page.pk}") {{ title }} }}')[1] == {"everything", f"page:{page.pk}"}


def test_slug_of_a_page_can_be_taken_over() -> None:
    page = ArticlePageFactory(slug="one")

    assert answered('{ article(slug: "one") { title } }')[1] == {"everything", "slug:one", f"page:{page.pk}"}
    assert answered('{ page(slug: "none") { title } }')[1] == {"everything", "slug:none"}


def test_uid_names_the_object_or_the_list() -> None:
    page = ArticlePageFactory()
    query = "query($uid: ID!) { article(uid: $uid) { title } }"

    assert answered(query, uid=str(page.uid))[1] == {"everything", f"page:{page.pk}"}
    page.unpublish()
    assert answered(query, uid=str(page.uid))[1] == {"everything", "articlepage:list"}


def test_nodes_name_what_is_hidden() -> None:
    claim = ClaimFactory(live=False)

    _, tags = answered("query($uids: [ID!]!) { nodes(uids: $uids) { uid } }", uids=[str(claim.uid)])

    assert tags == {"everything", f"claim:{claim.pk}"}


def test_hidden_ancestor_may_appear() -> None:
    index = Page.objects.get(pk=ArticlePageFactory().get_parent().pk)
    page = index.get_children().get()
    query = "query($path: String!) { page(urlPath: $path) { breadcrumbs { title } parent { title } } }"

    seen = answered(query, path=f"/{index.slug}/{page.slug}/")[1]
    index.unpublish()
    hidden = answered(query, path=f"/{index.slug}/{page.slug}/")[1]

    assert (lists(seen), lists(hidden)) == (set(), {"page:list"})


def test_relatives_of_a_page() -> None:
    page = ArticlePageFactory()
    query = "query($path: String!) { page(urlPath: $path) { children { title } } }"

    assert answered(query, path=f"/{page.get_parent().slug}/")[1] >= {f"page:{page.get_parent().pk}:refs"}
    assert lists(answered(query, path=f"/{page.get_parent().slug}/")[1]) == set()


def test_objects_that_refer_to_another() -> None:
    claim = ClaimFactory()

    _, tags = answered("{ frameworks(first: 5) { nodes { claims { statement usedOn { title } } } } }")

    assert {f"framework:{claim.framework_id}:refs", f"claim:{claim.pk}:refs", "framework:list"} <= tags
    assert "page:list" not in tags


def test_search_names_all_that_is_searched() -> None:
    _, tags = answered('{ search(query: "word") { totalCount } }')

    assert {"articlepage:list", "companypage:list", "author:list", "claim:list", "framework:list"} <= tags


def touching(*tags: str) -> Touched:
    touched = Touched()
    touched.tags.update(tags)
    return touched


def test_too_many_tags_become_coarser() -> None:
    touched = touching(*(f"page:{number}" for number in range(100)), "author:7", "topic:3:refs")

    assert set(tags_of(touched, [], 100)) == {"author:7", "everything", "page:list", "topic:3:refs"}


def test_what_refers_to_an_object_may_be_anything() -> None:
    touched = touching(*(f"topic:{number}:refs" for number in range(100)))

    tags = tags_of(touched, [], 400)

    assert {"page:list", "claim:list", "author:list", "image:list", "sitesettings:list"} <= set(tags)
    assert not [tag for tag in tags if tag.endswith(":refs")]


def test_translations_and_slugs_are_those_of_pages() -> None:
    touched = touching(*(f"translations:{number:032x}" for number in range(100)), *(f"slug:{n}" for n in range(100)))

    assert set(tags_of(touched, [], 100)) == {"everything", "page:list"}


def test_the_log_itself_is_touched_by_every_change() -> None:
    _, tags = answered("{ changes { cursor } }")

    assert {"page:list", "claim:list", "author:list", "image:list", "sitesettings:list"} <= tags


def test_no_tags_where_even_coarse_ones_are_too_long() -> None:
    assert tags_of(touching("page:list", "author:list"), [], 10) == ()


def test_a_statement_that_nobody_explains_names_its_tables() -> None:
    touched = Touched()
    touched.statements.add(str(ArticlePage.objects.filter(topics__slug="x").values("pk").query))

    assert set(tags_of(touched, [], 1_000)) == {"everything", "articlepage:list", "topic:list"}
