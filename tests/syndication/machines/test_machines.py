"""Site maps, ``robots.txt``, ``llms.txt`` and Markdown twins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from wagtail.models import Locale, Page, Site

from articles.models import ArticleAuthor, ArticlePage
from content_api.caching.answers import memory
from content_api.fields.interfaces import page_models
from home.models import HomePage
from syndication.feeds.selection import DOCUMENTS
from syndication.machines import sitemaps
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ComparisonPageFactory
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db(transaction=True)

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
STRICT = etree.XMLParser(recover=False, resolve_entities=False, no_network=True)


def published(at: datetime = MONDAY, **values: Any) -> ArticlePage:
    with time_machine.travel(at, tick=False):
        page: ArticlePage = ArticlePageFactory.create(**values)
        page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def forget() -> None:
    """All answers that are kept, by this process and by all."""
    memory.clear()
    cache.clear()


def tree(client: Client, path: str) -> Any:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(response.content, STRICT)


def addresses(client: Client, path: str = "/sitemap.xml") -> list[str]:
    return [one.text for one in tree(client, path).iterfind(".//s:loc", NS)]


def test_page_in_the_sitemap(client: Client) -> None:
    published(slug="one", hero_image=ImageFactory())

    (url,) = [one for one in tree(client, "/sitemap.xml") if one[0].text == "http://localhost/articles/one/"]

    assert url.findtext("s:lastmod", namespaces=NS) == "2026-11-02T09:00:00+00:00"
    image = url.findtext("image:image/image:loc", namespaces=NS)
    assert image.startswith("http://api.testserver/images/")
    assert image.endswith(".jpg")
    assert url.findall("xhtml:link", NS) == []


def test_other_languages_of_a_page(client: Client) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    english = published(slug="one")
    english.copy_for_translation(chinese, copy_parents=True).save_revision().publish()

    (url,) = [one for one in tree(client, "/sitemap.xml") if one[0].text == "http://localhost/articles/one/"]

    assert [(link.get("hreflang"), link.get("href")) for link in url.findall("xhtml:link", NS)] == [
        ("en", "http://localhost/articles/one/"),
        ("x-default", "http://localhost/articles/one/"),
        ("zh-Hans", "http://localhost/zh-hans/articles/one/"),
    ]


def test_sitemap_holds_canonical_addresses_only(client: Client) -> None:
    article = published(slug="one")
    article.create_alias(update_slug="alias")
    published(slug="from-elsewhere", canonical_url="https://elsewhere.example/")
    StandardPageFactory(slug="draft", live=False)

    assert sorted(addresses(client)) == [
        "http://localhost/",
        "http://localhost/articles/",
        "http://localhost/articles/one/",
    ]


def test_many_pages_are_told_month_by_month(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    published(slug="october", at=datetime(2026, 10, 31, 23, 59, tzinfo=UTC))
    published(slug="november", at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    published(slug="december", at=datetime(2026, 12, 1, tzinfo=UTC))
    whole = addresses(client)
    forget()
    monkeypatch.setattr(sitemaps, "MOST_IN_ONE", 2)

    parts = addresses(client)

    assert [part.removeprefix("http://api.testserver/sitemap-") for part in parts] == [
        "2026-10.xml",
        "2026-11.xml",
        "2026-12.xml",
        "undated.xml",
    ]
    told = {part: addresses(client, part.removeprefix("http://api.testserver")) for part in parts}
    assert told[parts[1]] == ["http://localhost/articles/november/"]
    assert sorted(one for part in told.values() for one in part) == sorted(whole)


def test_full_months_are_told_in_numbered_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        published(at=MONDAY + timedelta(hours=number), slug=f"a{number}")
    monkeypatch.setattr(sitemaps, "MOST_IN_ONE", 2)

    parts = [part.removeprefix("http://api.testserver") for part in addresses(client)]

    assert parts == ["/sitemap-2026-11.xml", "/sitemap-2026-11-2.xml", "/sitemap-2026-11-3.xml", "/sitemap-undated.xml"]
    told = [[one.rpartition("/articles/")[2] for one in addresses(client, part)] for part in parts[:3]]
    assert told == [["a4/", "a3/"], ["a2/", "a1/"], ["a0/"]]
    assert client.get("/sitemap-2026-11-5.xml").status_code == 404


@pytest.mark.parametrize("name", ["2026-13", "2026-1", "0000-01", "9999-12", "2026-11-1", "x"])
def test_month_that_is_none(client: Client, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_pages_of_another_site(client: Client) -> None:
    published(slug="one")
    other = Page.objects.get(depth=1).add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.test", root_page=other, site_name="Other")
    StandardPageFactory(parent=other, slug="there", title="There")

    assert addresses(client, "/sitemap.xml?site=other.test") == ["http://other.test/there/", "http://other.test/"]
    assert "[There](http://api.testserver/markdown/there.md?site=other.test)" in (
        client.get("/llms.txt?site=other.test").content.decode()
    )
    assert client.get("/markdown/there.md?site=other.test").status_code == 200
    assert client.get("/markdown/there.md").status_code == 404
    assert "Sitemap: http://api.testserver/sitemap.xml?site=other.test\n" in (
        client.get("/robots.txt?site=other.test").content.decode()
    )
    assert client.get("/sitemap.xml?site=none.test").status_code == 404


def test_news_of_two_days(client: Client) -> None:
    published(at=MONDAY, slug="old", kind="news")
    published(at=MONDAY + timedelta(days=1), slug="new", kind="news", title="News & more")
    published(at=MONDAY + timedelta(days=1), slug="guide", kind="guide")

    with time_machine.travel(MONDAY + timedelta(days=2, seconds=1), tick=False) as clock:
        found = tree(client, "/news-sitemap.xml")
        clock.shift(timedelta(days=1))
        later = addresses(client, "/news-sitemap.xml")

    (url,) = found
    assert url.findtext("s:loc", namespaces=NS) == "http://localhost/articles/new/"
    assert [url.findtext(f".//news:{name}", namespaces=NS) for name in ("language", "publication_date", "title")] == [
        "en",
        "2026-11-03T09:00:00+00:00",
        "News & more",
    ]
    assert later == []


def test_statements_do_not_depend_on_the_number_of_pages(client: Client) -> None:
    numbers = []
    for count in (1, 10):
        for _ in range(count):
            published(hero_image=ImageFactory())
        forget()
        with CaptureQueriesContext(connection) as statements:
            for path in ("/sitemap.xml", "/llms.txt"):
                client.get(path)
        numbers.append(len(statements))

    assert numbers[0] == numbers[1]


def test_robots(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /graphiql/\n\n"
        "Sitemap: http://api.testserver/sitemap.xml\nSitemap: http://api.testserver/news-sitemap.xml\n"
    )


def test_outline_for_language_models(client: Client) -> None:
    published(slug="one", title="One [1]", standfirst="In *short*.")
    ComparisonPageFactory(slug="both", title="Both", summary="")
    home = home_page()
    home.title = "Home"
    home.save()

    assert client.get("/llms.txt").content.decode() == (
        "# Nuages\n\n"
        "## Pages\n\n- [Home](http://api.testserver/markdown/index.md)\n\n"
        "## Articles\n\n- [One \\[1\\]](http://api.testserver/markdown/articles/one.md): In \\*short\\*.\n\n"
        "## Comparisons\n\n- [Both](http://api.testserver/markdown/comparisons/both.md)\n"
    )


@pytest.mark.parametrize("name", ["page_text", "sitemap"])
def test_every_page_type_is_asked_for_what_the_file_tells(name: str) -> None:
    text = (DOCUMENTS / f"{name}.graphql").read_text()

    assert [model.__name__ for model in page_models() if f"... on {model.__name__} {{" not in text] == []


def test_twin(client: Client) -> None:
    article = published(
        slug="one",
        title='One: "<two>"',
        standfirst="In short.",
        article_authors=[ArticleAuthor(author=AuthorFactory(name="Ann"))],
    )

    response = client.get("/markdown/articles/one.md")

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content.decode() == (
        '---\ntitle: "One: \\"<two>\\""\n'
        f'uid: "{article.uid}"\n'
        'url: "http://localhost/articles/one/"\nlanguage: "en"\n'
        'published: "2026-11-02T09:00:00+00:00"\nmodified: "2026-11-02T09:00:00+00:00"\nauthors: ["Ann"]\n---\n\n'
        '# One: "\\<two>"\n\nIn short.\n'
    )


def test_every_page_of_the_outline_has_a_twin(client: Client) -> None:
    published()
    ComparisonPageFactory()
    StandardPageFactory()
    told = client.get("/llms.txt").content.decode()

    links = [line.split("](http://api.testserver")[1].split(")")[0] for line in told.splitlines() if "](" in line]

    assert len(links) == 4
    assert [client.get(link).status_code for link in links] == [200] * 4


def test_hidden_pages_have_no_twin(client: Client) -> None:
    article = published(slug="one")
    Page.objects.get(pk=article.pk).unpublish()

    assert client.get("/markdown/articles/one.md").status_code == 404
    assert addresses(client) == ["http://localhost/articles/", "http://localhost/"]
