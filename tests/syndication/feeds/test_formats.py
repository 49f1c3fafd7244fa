"""Feeds as readers and importers take them, whatever stands in the texts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import unescape
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndication.feeds.entries import Correction, Enclosure, Entry, Feed, Tombstone
from syndication.feeds.formats import FORMATS

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
UID = "6f76eab3-213b-5ff3-b07e-4d8c92c97798"
STRICT = etree.XMLParser(recover=False, resolve_entities=False, huge_tree=True, no_network=True)
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "nuages": "urn:nuages:feed",
}
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
TEXT = {"type": "string", "minLength": 1}
# After https://www.jsonfeed.org/version/1.1/: members that are required, and the types of all.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "patternProperties": {"^_": {"type": "object"}},
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "language": TEXT,
        "hubs": {"type": "array", "items": {"required": ["type", "url"], "properties": {"type": TEXT, "url": ADDRESS}}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "patternProperties": {"^_": {"type": "object"}},
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "external_url": ADDRESS,
                    "title": TEXT,
                    "content_html": TEXT,
                    "content_text": TEXT,
                    "summary": TEXT,
                    "image": ADDRESS,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": {"type": "array", "items": {"required": ["name"], "properties": {"name": TEXT}}},
                    "tags": {"type": "array", "items": TEXT},
                    "attachments": {
                        "type": "array",
                        "items": {
                            "required": ["url", "mime_type"],
                            "properties": {
                                "url": ADDRESS,
                                "mime_type": TEXT,
                                "title": TEXT,
                                "size_in_bytes": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
            },
        },
    },
}


def entry(**values: Any) -> Entry:
    whole: dict[str, Any] = {
        "uid": UID,
        "title": "Title",
        "url": "https://site.test/articles/one/",
        "canonical_url": "https://site.test/articles/one/",
        "published": NOON,
        "updated": NOON,
        "summary": "In short.",
        "html": "<p>At length.</p>",
        "authors": ["Ann", "Bo"],
        "categories": ["Web", "python"],
        "corrections": [Correction(NOON, "Two.", "A slip.")],
        "enclosure": Enclosure("https://api.test/1.jpg", 1200, 630, 4_321, "image/jpeg", "A cat", "Her"),
    }
    return Entry(**whole | values)


def feed(*entries: Entry, **values: Any) -> Feed:
    whole: dict[str, Any] = {
        "title": "Nuages",
        "description": "About it.",
        "url": "https://api.test/feeds/articles.rss",
        "site_url": "https://site.test/",
        "language": "en",
        "entries": entries,
        "hub": "https://hub.test/",
    }
    return Feed(**whole | values)


def written(extension: str, whole: Feed) -> bytes:
    return FORMATS[extension].write(whole)


def tree(extension: str, whole: Feed) -> Any:
    return etree.fromstring(written(extension, whole), STRICT)


CORPUS = {
    "emoji": "🐍 Python 👩🏽\u200d💻",
    "chinese": "什么是 Django？",
    "end of CDATA": "before ]]> after <![CDATA[ x ]]>",
    "control characters": "a\x00b\x0bc\x1fd\ufffee\ud800f",
    "code": "if a < b && c > d: print('<script>&amp;</script>')",
    "long": "x" * 200_000,
}
FORBIDDEN = "\x00\x0b\x1f\ufffe\ud800"


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_feedparser_reads_it(extension: str, text: str) -> None:
    one = entry(
        title=text[:300], summary=text[:300], html=f"<p>{text}</p>", authors=[text[:50]], categories=[text[:50]]
    )

    found = feedparser.parse(written(extension, feed(one)))

    assert not found.bozo, found.get("bozo_exception")
    (item,) = found.entries
    assert item.id == f"urn:uuid:{UID}"
    assert item.link == "https://site.test/articles/one/"
    assert item.published_parsed[:5] == (2026, 11, 2, 12, 0)
    assert unescape(item.summary) == "".join(one for one in text[:300] if one not in FORBIDDEN)


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_texts_arrive_whole(extension: str, text: str) -> None:
    root = tree(extension, feed(entry(html=text)))

    path = {"rss": "channel/item/content:encoded", "atom": "atom:entry/atom:content"}[extension]
    assert root.find(path, NS).text == "".join(one for one in text if one not in FORBIDDEN)


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
def test_json_feed_fits_its_schema(text: str) -> None:
    found = json.loads(written("json", feed(entry(title=text, html=text), entry(html="", corrections=[]))))

    jsonschema.Draft202012Validator(JSON_FEED).validate(found)
    assert found["items"][0]["content_html"] == text.replace("\ud800", "?")


@given(st.text(), st.text(), st.text())
def test_any_text_makes_well_formed_feeds(title: str, summary: str, html: str) -> None:
    texts = {"title": title, "authors": [title], "categories": [summary]}
    one = feed(entry(summary=summary, html=html, **texts), entry(summary="", html="", **texts))

    for extension in ("rss", "atom"):
        tree(extension, one)
    found = json.loads(written("json", one))
    jsonschema.Draft202012Validator(JSON_FEED).validate(found)
    assert [item["id"] for item in found["items"]] == [f"urn:uuid:{UID}"] * 2


def test_rss() -> None:
    channel = tree("rss", feed(entry())).find("channel")
    item = channel.find("item")

    assert [channel.findtext(name) for name in ("title", "link", "language", "ttl")] == [
        "Nuages",
        "https://site.test/",
        "en",
        "15",
    ]
    assert [(link.get("rel"), link.get("href")) for link in channel.findall("atom:link", NS)] == [
        ("self", "https://api.test/feeds/articles.rss"),
        ("hub", "https://hub.test/"),
    ]
    assert channel.findtext("lastBuildDate") == item.findtext("pubDate") == "Mon, 02 Nov 2026 12:00:00 +0000"
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (f"urn:uuid:{UID}", "false")
    assert [one.text for one in item.findall("dc:creator", NS)] == ["Ann", "Bo"]
    assert [one.text for one in item.findall("category")] == ["Web", "python"]
    assert dict(item.find("enclosure").attrib) == {
        "url": "https://api.test/1.jpg",
        "length": "4321",
        "type": "image/jpeg",
    }
    assert dict(item.find("media:content", NS).attrib) == {
        "url": "https://api.test/1.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "630",
        "fileSize": "4321",
    }
    assert item.findtext("media:content/media:description", namespaces=NS) == "A cat"
    assert item.findtext("atom:updated", namespaces=NS) == "2026-11-02T12:00:00+00:00"
    assert item.findtext("nuages:correction", namespaces=NS) == "Two. A slip."


def test_atom() -> None:
    root = tree("atom", feed(entry()))
    one = root.find("atom:entry", NS)

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.findtext("atom:id", namespaces=NS) == "https://api.test/feeds/articles.rss"
    assert one.findtext("atom:id", namespaces=NS) == f"urn:uuid:{UID}"
    assert [name.text for name in one.findall("atom:author/atom:name", NS)] == ["Ann", "Bo"]
    assert one.findtext("atom:published", namespaces=NS) == one.findtext("atom:updated", namespaces=NS)
    assert one.find("atom:content", NS).get("type") == "html"
    assert [(link.get("rel"), link.get("href")) for link in one.findall("atom:link", NS)] == [
        ("alternate", "https://site.test/articles/one/"),
        ("canonical", "https://site.test/articles/one/"),
        ("enclosure", "https://api.test/1.jpg"),
    ]


def test_summaries_alone() -> None:
    short = feed(entry(html=""))

    assert tree("rss", short).find("channel/item/content:encoded", NS) is None
    assert tree("atom", short).find("atom:entry/atom:content", NS) is None
    assert json.loads(written("json", short))["items"][0]["content_text"] == "In short."


def test_withdrawn_articles_leave_a_tombstone() -> None:
    whole = feed(tombstones=[Tombstone(UID, NOON, "https://site.test/articles/one/")])

    for extension, path in (("rss", "channel/at:deleted-entry"), ("atom", "at:deleted-entry")):
        found = tree(extension, whole).find(path, NS)
        assert (found.get("ref"), found.get("when")) == (f"urn:uuid:{UID}", "2026-11-02T12:00:00+00:00")
    assert json.loads(written("json", whole))["_nuages"]["withdrawn"] == [
        {"id": f"urn:uuid:{UID}", "url": "https://site.test/articles/one/", "at": "2026-11-02T12:00:00+00:00"}
    ]


@pytest.mark.parametrize("extension", FORMATS)
def test_empty_feed_is_always_the_same(extension: str) -> None:
    assert written(extension, feed()) == written(extension, feed())


def test_stylesheet_is_named_by_the_feeds() -> None:
    for extension in ("rss", "atom"):
        assert b'<?xml-stylesheet href="/feeds/style.xsl" type="text/xsl"?>' in written(extension, feed())
