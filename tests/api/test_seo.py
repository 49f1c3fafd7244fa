"""``seo``: what belongs into the head of a page."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticleAuthor, ArticlePage, AuthorLink, Topic, TopicText
from content_api.seo.head import seo_for
from content_api.viewer import default_viewer
from home.models import SiteSettings
from media.addresses import rendition_address
from media.models import Image
from media.presets import ImageFormat, ImagePreset
from tests.api.conftest import Ask
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory, make_collection

pytestmark = pytest.mark.django_db

PUBLISHED = dt.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)
MODIFIED = dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)

SEO = """
query($id: ID) {
  page(id: $id) {
    seo {
      title description canonicalUrl robots indexable twitterCard
      openGraph {
        title description type url image { url width height alt mediaType } siteName locale
        publishedTime modifiedTime authors section tags
      }
    }
  }
}
"""
JSON_LD = "query($id: ID) { page(id: $id) { seo { jsonLd jsonLdScript } } }"


def og_image(image: Image, alt: str | None) -> dict[str, Any]:
    return {
        "url": rendition_address(image, ImagePreset.OG, ImageFormat.JPEG),
        "width": 1200,
        "height": 630,
        "alt": alt,
        "mediaType": "image/jpeg",
    }


def asked(ask: Ask, page: Page) -> dict[str, Any]:
    seo: dict[str, Any] = ask(SEO, id=page.pk)["page"]["seo"]
    return seo


def publisher() -> SiteSettings:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_name = "Nuages Press"
    settings.default_share_image = ImageFactory(title="Share", description="Clouds", file__color="red")
    settings.save()
    return settings


def written_article(**fields: Any) -> ArticlePage:
    """An article with everything that its head tells."""
    ada, team = AuthorFactory(name="Ada"), AuthorFactory(name="The editors", kind="team")
    for number, address in enumerate(("https://ada.example/", "https://social.example/@ada")):
        AuthorLink.objects.create(author=ada, label="Page", url=address, sort_order=number)
    article: ArticlePage = ArticlePageFactory(
        **{
            "title": "What is Django?",
            "slug": "what-is-django",
            "standfirst": "A framework, explained.",
            "hero_image": ImageFactory(description="A guitar"),
            "first_published_at": PUBLISHED,
            "last_published_at": MODIFIED,
        }
        | fields
    )
    article.article_authors = [
        ArticleAuthor(author=team, sort_order=1),
        ArticleAuthor(author=ada, sort_order=0),
    ]
    article.topics = [Topic.objects.filter(slug=slug).first() or TopicFactory(slug=slug) for slug in ("web", "basics")]
    article.tags.set(["python", "beginners"])
    article.save()
    return article


def test_head_of_an_article(ask: Ask) -> None:
    publisher()
    article = written_article(seo_title="Django explained", search_description="For search engines.")

    assert asked(ask, article) == {
        "title": "Django explained",
        "description": "For search engines.",
        "canonicalUrl": "http://localhost/articles/what-is-django/",
        "robots": "index, follow, max-image-preview:large",
        "indexable": True,
        "twitterCard": "summary_large_image",
        "openGraph": {
            "title": "What is Django?",
            "description": "For search engines.",
            "type": "article",
            "url": "http://localhost/articles/what-is-django/",
            "image": og_image(article.hero_image, "A guitar"),
            "siteName": "Nuages Press",
            "locale": "en_US",
            "publishedTime": "2026-01-02T03:04:05.678901+00:00",
            "modifiedTime": "2026-02-03T04:05:06+00:00",
            "authors": ["Ada", "The editors"],
            "section": "About basics",
            "tags": ["beginners", "python"],
        },
    }


def test_head_of_a_page_that_says_nothing(ask: Ask) -> None:
    page = StandardPageFactory(title="About", slug="about", first_published_at=PUBLISHED)

    assert asked(ask, page) == {
        "title": "About",
        "description": None,
        "canonicalUrl": "http://localhost/about/",
        "robots": "index, follow, max-image-preview:large",
        "indexable": True,
        "twitterCard": "summary",
        "openGraph": {
            "title": "About",
            "description": None,
            "type": "website",
            "url": "http://localhost/about/",
            "image": None,
            "siteName": Site.objects.get().site_name or None,
            "locale": "en_US",
            "publishedTime": None,
            "modifiedTime": None,
            "authors": [],
            "section": None,
            "tags": [],
        },
    }


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: ArticlePageFactory(standfirst="Standfirst."), "Standfirst."),
        (lambda: CompanyPageFactory(summary="Summary."), "Summary."),
        (lambda: ComparisonPageFactory(summary="Result."), "Result."),
        (lambda: StandardPageFactory(intro="<p>One <b>&amp;</b></p><p>two.</p>"), "One & two."),
        (lambda: ArticlePageFactory().get_parent().specific, None),
    ],
)
def test_description_of_each_page_type(ask: Ask, make: Any, expected: str | None) -> None:
    assert asked(ask, make())["description"] == expected


def test_text_and_image_for_sharing_go_first(ask: Ask) -> None:
    publisher()
    shared = ImageFactory(description="For sharing", file__color="green")
    page = written_article(share_description="Read this.", share_image=shared)

    head = asked(ask, page)

    assert head["description"] == "A framework, explained."
    assert head["openGraph"]["description"] == "Read this."
    assert head["openGraph"]["image"] == og_image(shared, "For sharing")


def test_image_of_the_site_stands_in(ask: Ask) -> None:
    settings = publisher()

    expected = og_image(settings.default_share_image, "Clouds")
    assert asked(ask, CompanyPageFactory(logo=ImageFactory()))["openGraph"]["image"] == expected


@pytest.mark.parametrize(
    ("fields", "alt"), [({"hero_image_alt": "Two chords"}, "Two chords"), ({"hero_image_decorative": True}, None)]
)
def test_alternative_text_of_the_page_goes_before_that_of_the_image(
    ask: Ask, fields: dict[str, Any], alt: str | None
) -> None:
    assert asked(ask, written_article(**fields))["openGraph"]["image"]["alt"] == alt


def test_private_images_are_replaced(ask: Ask) -> None:
    settings = publisher()
    private = ImageFactory(collection=make_collection(private=True))
    page = written_article(share_image=private, hero_image=private)

    assert asked(ask, page)["openGraph"]["image"] == og_image(settings.default_share_image, "Clouds")
    assert private.file_hash not in json.dumps(ask(JSON_LD, id=page.pk))
    assert rendition_address(private, ImagePreset.OG, ImageFormat.JPEG) not in json.dumps(ask(JSON_LD, id=page.pk))


def test_text_that_was_published_elsewhere_first_is_not_indexed(ask: Ask) -> None:
    page = written_article(canonical_url="https://partner.example/django/")

    head = asked(ask, page)

    assert (head["canonicalUrl"], head["openGraph"]["url"]) == (("https://partner.example/django/",) * 2)
    assert (head["robots"], head["indexable"]) == ("noindex, follow", False)


def test_text_with_another_address_on_the_same_site_is_indexed_there(ask: Ask) -> None:
    page = written_article(canonical_url="http://localhost/django/")

    assert asked(ask, page)["indexable"] is True


@pytest.mark.parametrize("links", [1, 2])
def test_alias_names_the_address_of_its_source(ask: Ask, links: int) -> None:
    alias = source = written_article()
    for number in range(links):
        alias = alias.create_alias(update_slug=f"copy-{number}")

    head = asked(ask, alias)

    assert head["canonicalUrl"] == source.full_url
    assert head["robots"] == "index, follow, max-image-preview:large"
    page = objects(ask, alias)["WebPage"]
    assert page["@id"] == source.full_url


def test_topics_in_the_language_of_the_page(ask: Ask) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    topic = TopicFactory(slug="web")
    TopicText.objects.create(topic=topic, locale=chinese, name="网络")
    article = ArticlePageFactory()
    article.topics = [topic, TopicFactory(slug="zebra")]
    article.save()
    translation = article.copy_for_translation(chinese, copy_parents=True)
    translation.topics = article.topics.all()
    translation.save_revision().publish()

    assert asked(ask, article)["openGraph"]["section"] == "About web"
    head = asked(ask, translation)["openGraph"]
    assert (head["section"], head["locale"]) == ("网络", "zh_CN")
    assert objects(ask, translation)["Article"]["articleSection"] == ["网络", "About zebra"]
    assert objects(ask, translation)["Article"]["inLanguage"] == "zh-Hans"


def objects(ask: Ask, page: Page) -> dict[str, Any]:
    """The objects of a page's JSON-LD by type."""
    document = ask(JSON_LD, id=page.pk)["page"]["seo"]["jsonLd"]
    assert document["@context"] == "https://schema.org"
    return {found["@type"]: found for found in document["@graph"]}


@pytest.mark.parametrize("count", [1, 20])
def test_statements(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    publisher()
    pages: list[Page] = [written_article(slug=f"article-{number}") for number in range(count)]
    pages += [ComparisonPageFactory() for _ in range(count)]
    pages += [CompanyPageFactory(logo=ImageFactory()) for _ in range(count)]
    pages = list(Page.objects.filter(pk__in=[page.pk for page in pages]).specific())
    viewer = default_viewer()
    assert viewer.site_root_paths

    # Publisher, ancestors, images; of articles bylines, links, topics, tags; of comparisons columns.
    with django_assert_num_queries(8):
        heads = seo_for(pages, viewer)
        assert {head.json_ld["@context"] for head in heads.values()} == {"https://schema.org"}
        assert all(head.open_graph.image for head in heads.values())


def test_only_what_is_read_is_loaded(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = written_article()
    article = ArticlePage.objects.get(pk=article.pk)
    viewer = default_viewer()

    with django_assert_num_queries(0):
        assert seo_for([article], viewer)[article.pk].title == "What is Django?"


def test_hidden_page_has_no_head(ask: Ask) -> None:
    page = written_article()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert ask(SEO, id=page.pk) == {"page": None}
