"""Pages as they come over HTTP: one request to the API for each, right statuses, right heads, always fresh."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path

import pytest

from articles.models import ArticlePage

from .conftest import Running, serving
from .content import HOSTILE_PATH, LONG_TOPIC
from .paths import PAGES

ARTICLE = "/articles/what-is-django/"


@dataclass
class Answer:
    status: int
    headers: Message
    text: str


class Elements(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def get(url: str, **headers: str) -> Answer:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.build_opener(Unfollowed).open(request, timeout=20) as response:
            return Answer(response.status, response.headers, response.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())


@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_the_api_once(frontend: Running, name: str) -> None:
    path, document = PAGES[name]
    frontend.api.asked.clear()

    answer = get(frontend.url + path)

    assert frontend.api.asked == [document]
    assert answer.status == (404 if name == "not found" else 200)
    assert "</html>" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/moved/", 301, "{site}/articles/what-is-django/"),
        ("/for-now/", 302, "https://elsewhere.example/"),
        ("/articles/what-is-django?page=1", 301, "/articles/what-is-django/?page=1"),
        (f"/topics/{LONG_TOPIC}/?after=made-up", 302, f"/topics/{LONG_TOPIC}/"),
    ],
)
def test_redirects(frontend: Running, path: str, status: int, location: str) -> None:
    answer = get(frontend.url + path)

    assert (answer.status, answer.headers["Location"]) == (status, location.format(site=frontend.url))
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/zh-hans/articles/security-in-django/",
        "/fr/articles/",
        "/topics/unknown/",
        "/authors/unknown/",
        "/frameworks/unknown/",
        "/zh-hans/topics/unknown/",
        "/%00/",
        "/..%2f..%2fetc/passwd",
        "/" + "a" * 2_000,
    ],
)
def test_what_does_not_exist_is_404(frontend: Running, path: str) -> None:
    answer = get(frontend.url + path)

    assert answer.status == 404
    assert answer.headers["ETag"] is None
    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'class="masthead-menu"' in answer.text


@pytest.mark.parametrize(
    "path", ["/articles/?page=x", "/articles/?page=99999999999", "/search/?q=%00", "/search/?q=a&type=X"]
)
def test_odd_parameters_do_no_harm(frontend: Running, path: str) -> None:
    assert get(frontend.url + path).status == 200


def test_headers_keep_readers_safe(frontend: Running) -> None:
    headers = get(frontend.url + ARTICLE).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert re.fullmatch(r"'self' 'sha256-[\w+/=]+'", policy["script-src"])
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == f"'self' data: {frontend.api.url}"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Set-Cookie"] is None


def test_hostile_texts_stay_texts(frontend: Running) -> None:
    text = get(frontend.url + HOSTILE_PATH).text

    found = Elements()
    found.feed(text)
    assert [attributes.get("type") for tag, attributes in found.all if tag == "script"] == [
        None,  # the theme, by its hash
        "application/ld+json",
        "module",
    ]
    assert not [attributes for tag, attributes in found.all if tag == "img"]
    assert not [name for _, attributes in found.all for name in attributes if name.startswith("on")]
    assert not [attributes for _, attributes in found.all if (attributes.get("href") or "").startswith("javascript:")]
    (json_ld,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, flags=re.DOTALL)
    assert json.loads(json_ld)["@context"] == "https://schema.org"
    (frame,) = [attributes["srcdoc"] for tag, attributes in found.all if tag == "iframe"]
    inner = Elements()
    inner.feed(frame or "")
    assert not {"script", "img"} & {tag for tag, _ in inner.all}


def test_head_says_what_the_api_says(frontend: Running) -> None:
    text = get(frontend.url + "/zh-hans" + ARTICLE).text
    address = f"{frontend.url}/zh-hans{ARTICLE}"

    assert '<html lang="zh-Hans"' in text
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'<link rel="alternate" hreflang="zh-Hans" href="{address}">' in text
    assert f'<link rel="alternate" hreflang="en" href="{frontend.url}{ARTICLE}">' in text
    assert f'<link rel="alternate" hreflang="x-default" href="{frontend.url}{ARTICLE}">' in text
    assert f'<meta property="og:url" content="{address}">' in text
    assert f'href="{frontend.api.url}/feeds/zh-hans/articles.atom"' in text
    assert '<meta property="og:image:width" content="1200">' in text


def test_subjects_link_their_own_feeds(frontend: Running) -> None:
    text = get(frontend.url + "/topics/security/").text

    assert f'href="{frontend.api.url}/feeds/topics/security.atom"' in text
    assert f'<link rel="canonical" href="{frontend.url}/topics/security/">' in text
    assert f'hreflang="zh-Hans" href="{frontend.url}/zh-hans/topics/security/"' in text


def test_long_lists_go_on(frontend: Running) -> None:
    first = get(f"{frontend.url}/topics/{LONG_TOPIC}/").text
    (address,) = re.findall(r'<a rel="next" href="([^"]+)"', first)

    second = get(frontend.url + address).text

    assert (first.count('<article class="card'), second.count('<article class="card')) == (24, 1)
    assert 'rel="next"' not in second
    assert '<meta name="robots" content="noindex">' in second


def test_index_pages_go_on_and_back(frontend: Running) -> None:
    first = get(f"{frontend.url}/articles/").text
    second = get(f"{frontend.url}/articles/?page=2").text

    assert '<a rel="next" href="/articles/?page=2"' in first
    assert '<a rel="prev" href="/articles/"' in second
    assert 'rel="next"' not in second


def test_a_page_that_did_not_change_is_not_sent_again(frontend: Running) -> None:
    first = get(frontend.url + ARTICLE)

    again = get(frontend.url + ARTICLE, **{"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status, again.text) == (304, "")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_what_is_published_shows_at_once_and_what_is_withdrawn_is_gone(frontend: Running) -> None:
    page = ArticlePage.objects.get(slug="ways-to-learn-django")
    path = "/articles/ways-to-learn-django/"
    before = get(frontend.url + path)
    page.title = "Ways to learn Django, revised"
    page.save_revision().publish()

    after = get(frontend.url + path, **{"If-None-Match": before.headers["ETag"]})

    assert after.status == 200
    assert ">Ways to learn Django, revised</h1>" in after.text
    page.unpublish()
    assert get(frontend.url + path).status == 404
    assert "ways-to-learn-django" not in get(frontend.url + "/articles/").text


@pytest.mark.parametrize(("path", "language"), [("/", "en"), ("/zh-hans/search/?q=a", "zh-Hans")])
def test_without_the_api_a_page_says_so(node: str, built: Path, unused_port: int, path: str, language: str) -> None:
    with serving(node, built, unused_port, "http://127.0.0.1:9") as url:
        answer = get(url + path)
        suggestions = get(url + "/search/suggest.json?q=dj")

    assert answer.status == 503
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Retry-After"] == "30"
    assert f'<html lang="{language}"' in answer.text
    assert (suggestions.status, suggestions.text) == (503, "[]")


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/llms.txt"])
def test_what_machines_look_for_is_passed_on(frontend: Running, path: str) -> None:
    own, original = get(frontend.url + path), get(frontend.api.url + path)

    assert (own.status, own.text) == (200, original.text)
    assert own.headers["Content-Type"] == original.headers["Content-Type"]
    assert own.headers["X-Content-Type-Options"] == "nosniff"
