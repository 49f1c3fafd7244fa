"""The demo issue as a mail: what mail programs demand of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import mrml
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from pytest_django import DjangoDbBlocker

from syndication.models import NewsletterIssuePage
from syndication.newsletters.mail import Mail, draft_mail
from syndication.newsletters.sizes import LIMIT
from tests.demo import demo_content

pytestmark = pytest.mark.django_db

KINDS = {"lead_story", "stories", "company", "comparison", "sponsor", "text"}
TAGS = ("{{ MessageURL }}", "{{ UnsubscribeURL }}")
MJML = {
    "mj-head",
    "mj-title",
    "mj-preview",
    "mj-attributes",
    "mj-all",
    "mj-text",
    "mj-table",
    "mj-divider",
    "mj-button",
    "mj-raw",
    "mj-style",
}


@pytest.fixture(scope="module")
def mails(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Mail]]:
    """The issues by language."""
    with demo_content(django_db_blocker, tmp_path_factory.mktemp("demo")):
        issues = NewsletterIssuePage.objects.live()
        made = {issue.locale.language_code: draft_mail(issue) for issue in issues}
        for mail in made.values():
            assert mail.html
        yield made


@pytest.fixture(params=["en", "zh-hans"])
def mail(request: pytest.FixtureRequest, mails: dict[str, Mail]) -> Mail:
    return mails[request.param]


@pytest.fixture
def html(mail: Mail) -> BeautifulSoup:
    return BeautifulSoup(mail.html, "html.parser")


def test_every_kind_of_section_is_shown(mails: dict[str, Mail]) -> None:
    assert {section.kind for section in mails["en"].issue.sections} == KINDS
    assert mails["en"].issue.left_out == []
    assert mails["zh-hans"].issue.left_out == []


def test_size(mail: Mail) -> None:
    assert mail.sized.bytes == len(mail.html.encode()) < LIMIT
    assert not mail.is_too_large


def test_nothing_is_loaded_but_pictures(mail: Mail, html: BeautifulSoup) -> None:
    assert html.find_all(["script", "link", "svg", "iframe", "object", "form", "video"]) == []
    assert "@import" not in mail.html
    assert "url(" not in mail.html
    assert "@font-face" not in mail.html
    assert [tag for tag in html.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []


def test_layout_is_made_of_tables_with_styles_inline(html: BeautifulSoup) -> None:
    assert len(html.find_all("table")) >= 5
    assert all(table.get("role") == "presentation" for table in html.find_all("table"))
    assert all(link.get("style") for link in html.find_all("a", href=True) if not link.find("img"))


def test_every_link_is_absolute_and_tagged_once(mail: Mail, html: BeautifulSoup) -> None:
    links = [link["href"] for link in html.find_all("a")]
    assert len(links) > 6
    for link in links:
        if link in TAGS or link.startswith("mailto:"):
            continue
        address = urlsplit(link)
        query = parse_qs(address.query)
        assert address.scheme in ("http", "https")
        assert address.netloc
        assert len(query["utm_source"]) == len(query["utm_medium"]) == 1, link
        if address.netloc != "hosting.example":
            assert query["utm_campaign"] == [mail.issue.campaign]
            assert len(query["utm_content"]) == 1
    assert {link for link in links if link not in TAGS} == {link.url for link in mail.issue.links}


def test_a_sponsors_own_parameters_are_kept(mails: dict[str, Mail]) -> None:
    (link,) = [link for link in mails["en"].issue.links if link.section == "sponsor-4"]
    assert link.url == "https://hosting.example/django?utm_source=nuages&utm_medium=sponsoring"
    assert not link.tagged


def test_every_picture_has_alt_and_size(html: BeautifulSoup) -> None:
    pictures = html.find_all("img")
    assert pictures
    for picture in pictures:
        assert picture.has_attr("alt")
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0
        assert picture["src"].startswith("http")
        assert picture["src"].endswith(".jpg")
        assert re.fullmatch(
            r"http\S+\.jpg 1x, http\S+\.jpg 2x", picture.get("srcset", picture["src"] + " 1x, http://x.jpg 2x")
        )


def test_the_advertisement_is_marked_before_its_content(mails: dict[str, Mail]) -> None:
    for form in (mails["en"].html, mails["en"].text, mails["en"].markdown):
        assert form.index("Advertisement") < form.index("An invented company")


def test_the_mjml_is_well_formed_and_known(mail: Mail) -> None:
    source = mail.mjml
    assert mrml.to_html(source).warnings == []
    root = etree.fromstring(source.encode(), etree.XMLParser(resolve_entities=False))
    assert root.tag == "mjml"
    assert [child.tag for child in root] == ["mj-head", "mj-body"]
    body = root[1]
    assert {child.tag for child in body} == {"mj-section", "mj-raw"}
    for section in body.iter("mj-section"):
        assert {child.tag for child in section} == {"mj-column"}
    for column in body.iter("mj-column"):
        assert {child.tag for child in column} <= {"mj-text", "mj-button"}
        assert len(column)
    ours = {tag.tag for tag in root.iter() if str(tag.tag).startswith("mj")}
    assert ours == MJML | {"mjml", "mj-body", "mj-section", "mj-column"}


def test_placeholders_survive(mail: Mail) -> None:
    for form in (mail.html, mail.text, mail.markdown, mail.mjml):
        for tag in TAGS:
            assert form.count(tag) == 1


def test_text_can_be_read_without_html(mails: dict[str, Mail]) -> None:
    text = mails["en"].text
    assert not re.search(r"</?[a-z]+[ >/]", text)
    assert "&" not in re.sub(r"https?://\S+", "", text)
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 72
    assert text.startswith("What Django costs, and who pays it\n==")
    for story in ("What Django costs", "From nothing to a list of books", "FOR THE FIRST WEEKS", "[ Advertisement ]"):
        assert story in text
    assert Path(__file__).exists()
