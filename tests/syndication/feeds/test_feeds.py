"""Feeds over HTTP: what they hold, how they are kept, what stays the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Locale, Page, Site

from articles.models import ArticleAuthor, ArticleCorrection, ArticleIndexPage, ArticlePage
from content_api.caching.answers import memory
from home.models import HomePage
from media.making import rendition_of
from media.models import Image, Rendition
from syndication.feeds import enclosures, making
from syndication.feeds.enclosures import ENCLOSURE, make_enclosures
from tests.api.lookahead.content import article_with_everything
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory, FrameworkFactory, TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
ADDRESSES = ["/feeds/articles.rss", "/feeds/articles.atom", "/feeds/articles.json"]


def forget() -> None:
    """All answers that are kept, by this process and by all."""
    memory.clear()
    cache.clear()


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content[:200]
    return json.loads(response.content) if ".json" in address else feedparser.parse(response.content)


def titles(client: Client, address: str) -> list[str]:
    return [item["title"] for item in read(client, address)["items"]]


def published(**values: Any) -> ArticlePage:
    with time_machine.travel(MONDAY, tick=False):
        page: ArticlePage = ArticlePageFactory.create(**values)
        page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def test_article_with_all_that_feeds_show(client: Client) -> None:
    article = published(
        title="One",
        slug="one",
        standfirst="In short.",
        body=[("code", {"language": "python", "filename": "", "code": "a < b"})],
        hero_image=ImageFactory(title="Cover", description="A cover"),
        article_authors=[ArticleAuthor(author=AuthorFactory(name="Ann"))],
        corrections=[ArticleCorrection(corrected_at=MONDAY, what="Two.", why="A slip.")],
    )

    (item,) = read(client, "/feeds/articles.json")["items"]

    image = item["image"]
    assert image.startswith("http://api.testserver/images/")
    assert item == {
        "id": f"urn:uuid:{article.uid}",
        "url": "http://localhost/articles/one/",
        "title": "One",
        "summary": "In short.",
        "content_html": "<p>In short.</p><p><strong>Corrected on 2026-11-02:</strong> Two. A slip.</p>"
        "<pre><code>a &lt; b</code></pre>",
        "image": image,
        "date_published": "2026-11-02T09:00:00+00:00",
        "date_modified": "2026-11-02T09:00:00+00:00",
        "authors": [{"name": "Ann"}],
        "attachments": [{"url": image, "mime_type": "image/jpeg", "title": "A cover"}],
        "_nuages": {"corrections": [{"at": "2026-11-02T09:00:00+00:00", "what": "Two.", "why": "A slip."}]},
    }


def test_size_of_an_image_is_told_once_its_file_is_there(client: Client) -> None:
    article = published(hero_image=ImageFactory())
    made = rendition_of(Image.objects.get(pk=article.hero_image_id), ENCLOSURE)

    (item,) = read(client, "/feeds/articles.json")["items"]

    assert item["attachments"][0]["size_in_bytes"] == made.file.size == made.file_size > 0


def test_size_that_was_not_known_is_told_a_minute_later(client: Client) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        article = published(hero_image=ImageFactory())
        assert size_told(client) == 0
        made = rendition_of(Image.objects.get(pk=article.hero_image_id), ENCLOSURE)
        assert size_told(client) == 0
        clock.shift(timedelta(minutes=1))
        assert size_told(client) == made.file_size


def test_images_that_are_in_no_entry_touch_no_feed(client: Client) -> None:
    published(hero_image=ImageFactory())

    tags = client.get("/feeds/articles.rss")["Cache-Tag"].split(",")

    assert [tag for tag in tags if tag.startswith(("image:", "rendition:"))] == [f"image:{Image.objects.get().pk}"]


def test_size_is_that_of_the_present_crop(client: Client) -> None:
    article = published(hero_image=ImageFactory())
    image = Image.objects.get(pk=article.hero_image_id)
    rendition_of(image, ENCLOSURE)
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 9, 9, 3, 3
    image.save()

    assert size_told(client) == 0


def test_worker_makes_images_before_they_are_asked_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosures, "_seen", [None])
    article = published(hero_image=ImageFactory())
    published(hero_image=ImageFactory()).unpublish()

    assert make_enclosures(lambda: False) == 1
    (made,) = Rendition.objects.all()
    assert (made.image_id, made.filter_spec) == (article.hero_image_id, ENCLOSURE.spec)
    assert size_told(client) == made.file_size
    assert make_enclosures(lambda: False) == 0


def test_worker_notes_the_size_of_older_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosures, "_seen", [None])
    article = published(hero_image=ImageFactory())
    made = rendition_of(Image.objects.get(pk=article.hero_image_id), ENCLOSURE)
    Rendition.objects.update(file_size=None)

    make_enclosures(lambda: False)

    assert Rendition.objects.get().file_size == made.file.size


def test_images_that_cannot_be_made_hold_up_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosures, "_seen", [None])
    good = published(hero_image=ImageFactory())
    broken = Image.objects.get(pk=published(hero_image=ImageFactory()).hero_image_id)
    broken.file.storage.delete(broken.file.name)

    assert make_enclosures(lambda: False) == 1
    assert [made.image_id for made in Rendition.objects.all()] == [good.hero_image_id]


def size_told(client: Client) -> int:
    """Bytes of the image of the only article, as its RSS says."""
    (enclosure,) = read(client, "/feeds/articles.rss").entries[0].enclosures
    return int(enclosure.length)


@pytest.mark.parametrize("address", ADDRESSES)
def test_media_types(client: Client, address: str) -> None:
    expected = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}

    assert client.get(address)["Content-Type"] == f"{expected[address.rpartition('.')[2]]}; charset=utf-8"


def test_newest_first_and_so_many_at_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "ENTRIES", 3)
    for number in range(4):
        with time_machine.travel(MONDAY + timedelta(hours=number), tick=False):
            ArticlePageFactory.create(title=str(number)).save_revision().publish()

    assert titles(client, "/feeds/articles.json") == ["3", "2", "1"]


def test_feeds_about_something(client: Client) -> None:
    topic, author = TopicFactory(slug="web"), AuthorFactory(slug="ann", name="Ann")
    claim = ClaimFactory(framework=FrameworkFactory(slug="flask"))
    published(title="Of topic", topics=[topic], kind="news")
    published(title="Of author", article_authors=[ArticleAuthor(author=author)], kind="guide")
    published(title="Of framework", body=[("claim", {"claim": claim, "note": ""})], kind="guide")

    found = {
        name: titles(client, f"/feeds/{name}.json")
        for name in ("topics/web", "authors/ann", "frameworks/flask", "kinds/news")
    }

    assert found == {
        "topics/web": ["Of topic"],
        "authors/ann": ["Of author"],
        "frameworks/flask": ["Of framework"],
        "kinds/news": ["Of topic"],
    }
    assert read(client, "/feeds/authors/ann.json")["title"].endswith(": Ann")


@pytest.mark.parametrize(
    "path", ["topics/none", "authors/none", "frameworks/none", "kinds/none", "fr/articles", "frameworks/hidden"]
)
def test_what_does_not_exist_has_no_feed(client: Client, path: str) -> None:
    FrameworkFactory(slug="hidden", live=False)

    assert client.get(f"/feeds/{path}.rss").status_code == 404


def test_one_language_in_a_feed(client: Client) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    english = published(title="English")
    translated = english.copy_for_translation(chinese, copy_parents=True)
    translated.title = "中文"
    translated.save_revision().publish()

    assert titles(client, "/feeds/articles.json") == ["English"]
    assert titles(client, "/feeds/zh-hans/articles.json") == ["中文"]
    assert read(client, "/feeds/zh-hans/articles.json")["language"] == "zh-Hans"


def test_summaries_alone(client: Client) -> None:
    published(standfirst="In short.")

    found = read(client, "/feeds/articles.json?content=summary")

    assert found["items"][0]["content_text"] == "In short."
    assert "content_html" not in found["items"][0]
    assert found["feed_url"].endswith("/feeds/articles.json?content=summary")


def test_summaries_tell_of_corrections(client: Client) -> None:
    corrections = [ArticleCorrection(corrected_at=MONDAY, what="Two & not three.", why="A slip.")]
    published(standfirst="In short.", corrections=corrections)

    (item,) = read(client, "/feeds/articles.json?content=summary")["items"]

    assert item["content_text"] == "In short.\n\nCorrected on 2026-11-02: Two & not three. A slip."


def test_feeds_of_another_site(client: Client) -> None:
    published(title="Here")
    other = Page.objects.get(depth=1).add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.test", root_page=other, site_name="Other")
    index = other.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    published(title="There", slug="there", parent=index)

    found = read(client, "/feeds/articles.json?site=other.test")

    assert [(item["title"], item["url"]) for item in found["items"]] == [("There", "http://other.test/articles/there/")]
    assert (found["title"], found["home_page_url"]) == ("Other", "http://other.test/")
    assert found["feed_url"] == "http://api.testserver/feeds/articles.json?site=other.test"
    assert titles(client, "/feeds/articles.json") == ["Here"]
    assert client.get("/feeds/articles.json?site=none.test").status_code == 404


def test_kinds_are_named_in_the_language_of_the_feed(client: Client) -> None:
    Locale.objects.create(language_code="zh-hans")

    assert read(client, "/feeds/zh-hans/kinds/news.json")["title"].endswith(": 新闻")
    assert read(client, "/feeds/kinds/news.json")["title"].endswith(": News")


def test_addresses_are_absolute(client: Client) -> None:
    target = StandardPageFactory(slug="target")
    published(body=[("paragraph", {"body": f'<p><a linktype="page" id="{target.pk}">There</a></p>'})])

    (item,) = read(client, "/feeds/articles.json")["items"]

    assert item["content_html"] == '<p><a href="http://localhost/target/">There</a></p>'


def test_hub_is_named(client: Client, settings: Settings) -> None:
    settings.WEBSUB_HUB = "https://hub.example/"

    assert read(client, "/feeds/articles.json")["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_who_has_it_is_told_so(
    client: Client, address: str, header: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published()
    first = client.get(address)
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]

    with django_assert_max_num_queries(2):
        again = client.get(address, headers={asked: first[header]})

    assert (again.status_code, again.content) == (304, b"")


def test_statements_do_not_depend_on_the_number_of_entries(client: Client) -> None:
    topic = TopicFactory(slug="web")
    numbers = []
    for count in (4, 14):
        for _ in range(count):
            ArticlePageFactory.create(hero_image=ImageFactory(), topics=[topic])
        page = article_with_everything(1)
        page.topics.add(topic)
        page.save()
        forget()
        with CaptureQueriesContext(connection) as statements:
            client.get("/feeds/topics/web.rss")
        numbers.append(sum(one["sql"].startswith("SELECT") for one in statements))

    assert numbers[0] == numbers[1] <= 20


def items_of(client: Client) -> dict[str, Any]:
    """What must not change, by format."""
    forget()
    found: dict[str, Any] = {}
    for address in ADDRESSES[:2]:
        (item,) = read(client, address).entries
        found[address] = (item.id, item.published, item.updated)
    (item,) = read(client, ADDRESSES[2])["items"]
    return found | {ADDRESSES[2]: (item["id"], item["date_published"], item["date_modified"])}


def test_ids_and_dates_survive_what_changes_no_content(client: Client) -> None:
    article = published(slug="one")
    before = items_of(client)

    article.slug = "another"
    article.save_revision().publish()
    renamed = items_of(client)
    Page.objects.get(pk=article.pk).move(Page.objects.get(depth=2), pos="first-child")
    moved = items_of(client)
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()

    assert before == renamed == moved == items_of(client)


def test_another_word_moves_the_date_of_change_alone(client: Client) -> None:
    article = published()
    ((identity, first, updated),) = {items_of(client)[ADDRESSES[2]]}
    article.standfirst = "Another word."
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        article.save_revision().publish()

    assert items_of(client)[ADDRESSES[2]] == (identity, first, "2026-11-03T09:00:00+00:00")
    assert updated == "2026-11-02T09:00:00+00:00"


@pytest.mark.parametrize("address", ADDRESSES)
def test_rendered_anew_it_is_the_same(client: Client, address: str) -> None:
    published(hero_image=ImageFactory())
    first = client.get(address)
    forget()

    with time_machine.travel(MONDAY + timedelta(days=30), tick=False):
        assert client.get(address).content == first.content


ANOTHER_PROCESS = """
import sys
import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

from django.test import Client

for address in sys.argv[2:]:
    sys.stdout.buffer.write(Client().get(address, headers={"Host": "testserver"}).content)
"""


@pytest.mark.parametrize("seed", ["1", "2"])  # of what sets and dictionaries of texts are ordered by
def test_process_that_starts_anew_writes_the_same(client: Client, seed: str) -> None:
    article = published(
        hero_image=ImageFactory(),
        body=[("code", {"language": "python", "filename": "", "code": "1"})],
        topics=[TopicFactory(), TopicFactory()],
    )
    article.tags.add("one", "two", "three")
    article.save_revision().publish()
    first = b"".join(client.get(address).content for address in ADDRESSES)
    unshared = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(connection.settings_dict["NAME"]), *ADDRESSES]

    again = subprocess.run(command, env={**unshared, "PYTHONHASHSEED": seed}, capture_output=True, check=True)

    assert (again.stdout, first.count(b"three")) == (first, 3)


def test_hidden_articles_are_in_no_feed(client: Client) -> None:
    article = published(title="Hidden")
    article.unpublish()

    assert titles(client, "/feeds/articles.json") == []


def test_closed_with_the_api(client: Client, settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = settings.GRAPHQL_PUBLIC | {"access": False}

    assert client.get("/feeds/articles.rss").status_code == 404


def test_person_who_opens_a_feed_gets_a_page(client: Client) -> None:
    published(title="One & <two>", standfirst="In short.")

    response = client.get("/feeds/articles.atom", headers={"Sec-Fetch-Dest": "document"})

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Vary"] == client.get("/feeds/articles.atom")["Vary"] == "Sec-Fetch-Dest"
    assert "One &amp; &lt;two&gt;</a></h2>" in response.content.decode()
    assert "<p>In short.</p>" in response.content.decode()
    assert "<code>http://api.testserver/feeds/articles.atom</code>" in response.content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in response.content.decode()


def test_importer_that_poses_as_a_browser_gets_the_feed(client: Client) -> None:
    accepting = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

    response = client.get("/feeds/articles.rss", headers=accepting)

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_stylesheet_for_people(client: Client) -> None:
    response = client.get("/feeds/style.xsl")

    assert response["Content-Type"] == "text/xsl; charset=utf-8"
    assert b"<script" not in response.content
