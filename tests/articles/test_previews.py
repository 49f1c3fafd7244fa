"""Previews in the admin: readable, complete, and without a frontend or a network."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from articles.models import Adoption, AdoptionStatus, ArticleAuthor, ComparisonRow, FrameworkText
from tests.factories.articles import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyIndexPageFactory,
    CompanyPageFactory,
    ComparisonIndexPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
)
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def preview(instance: Any) -> BeautifulSoup:
    response = instance.make_preview_request(preview_mode=instance.default_preview_mode)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.main.get_text(" ").split())


@pytest.mark.parametrize(
    "make",
    [
        ArticleIndexPageFactory,
        ArticlePageFactory,
        ClaimFactory,
        CompanyIndexPageFactory,
        CompanyPageFactory,
        ComparisonIndexPageFactory,
        ComparisonPageFactory,
        FrameworkFactory,
        StandardPageFactory,
        home_page,
    ],
)
def test_everything_with_drafts_has_a_preview(make: Any) -> None:
    instance = make()
    soup = preview(instance)
    assert soup.h1.get_text() == str(instance)
    assert [tag for tag in soup.find_all(["script", "link"]) if tag.get("src") or tag.get("href")] == []


def test_an_article_shows_lead_byline_and_blocks() -> None:
    page = ArticlePageFactory(
        title="Beginnings",
        standfirst="A newsroom in Kansas.",
        key_takeaways=[("takeaway", "Deadlines shaped it.")],
        body=[("paragraph", {"body": "<p>Adrian wrote <b>Python</b>.</p>"})],
        article_authors=[
            ArticleAuthor(author=AuthorFactory(name="Ada")),
            ArticleAuthor(author=AuthorFactory(name="Bo")),
        ],
    )
    soup = preview(page)
    text = words(soup)
    for expected in (
        "A newsroom in Kansas.",
        "Ada, Bo",
        "1 min",
        "Deadlines shaped it.",
        "Adrian wrote Python",
    ):
        assert expected in text
    assert "Disclaimer" not in text
    assert soup.find("b").get_text() == "Python"


def test_a_draft_is_previewed_as_it_was_typed() -> None:
    page = ArticlePageFactory(standfirst="As published.")
    page.standfirst = "As typed."
    assert "As typed." in words(preview(page.save_revision().as_object()))


def test_a_company_shows_its_facts() -> None:
    page = CompanyPageFactory(
        country="GB",
        founded=1821,
        adoptions=[Adoption(framework=FrameworkFactory(name="Django"), status=AdoptionStatus.CURRENT, since=2007)],
    )
    text = words(preview(page))
    for expected in ("United Kingdom", "1821", "Django In use, 2007"):
        assert expected in text


def test_a_comparison_shows_its_table() -> None:
    flask, django = FrameworkFactory(name="Flask"), FrameworkFactory(name="Django")
    page = ComparisonPageFactory(between=[flask, django])
    page.rows = [*page.rows.all(), ComparisonRow(criterion="Size")]
    table = preview(page).table
    assert [cell.get_text() for cell in table.thead.find_all("th")] == ["Criterion", "Flask", "Django"]
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
    assert rows == [["Speed", "Fine", "Fine"], ["Size", "—", "—"]]


def test_a_claim_shows_its_evidence() -> None:
    claim = ClaimFactory(value="2005", framework=FrameworkFactory(name="Django"))
    entry = claim.claim_sources.get()
    entry.quote = "It became public."
    entry.save()
    text = words(preview(claim))
    for expected in (
        "Subject Django",
        "Value 2005",
        "Status Verified",
        "It became public.",
        str(entry.source),
    ):
        assert expected in text


def test_a_framework_shows_its_description() -> None:
    text = FrameworkText(locale=Locale.get_default(), tagline="For deadlines.", description="Long ago.")
    shown = words(preview(FrameworkFactory(texts=[text])))
    assert "For deadlines." in shown
    assert "Long ago." in shown


def test_the_preview_panel_of_the_editor(admin_client: Client) -> None:
    page = ArticlePageFactory(standfirst="A newsroom in Kansas.")
    page.save_revision()
    html = admin_client.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id]))
    assert html.status_code == 200
    assert "A newsroom in Kansas." in html.content.decode()


def test_rich_text_keeps_its_markup() -> None:
    soup = preview(ArticleIndexPageFactory(intro="<p>All <b>articles</b>.</p>"))
    assert soup.find("b").get_text() == "articles"


def test_an_index_without_intro_has_no_lead() -> None:
    assert preview(ArticleIndexPageFactory()).select(".lead") == []


def test_markup_in_plain_fields_is_escaped() -> None:
    page = ArticlePageFactory(
        title="<script>alert(1)</script>", slug="script", standfirst="<img src=x onerror=alert(1)>"
    )
    soup = preview(page)
    assert soup.find_all("script") == []
    assert [tag for tag in soup.find_all("img") if tag.get("onerror")] == []
