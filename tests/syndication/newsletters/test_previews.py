"""What editors see beside the form, and how large the mail is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from syndication.models import NewsletterIssuePage
from syndication.newsletters import sizes
from tests.factories.articles import ArticlePageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, lead, stories, text

pytestmark = pytest.mark.django_db

NIGHT = "@media (prefers-color-scheme: dark)"


def draft() -> NewsletterIssuePage:
    """An issue whose newest draft says something else than what is published."""
    issue: NewsletterIssuePage = NewsletterIssuePageFactory(subject="As published")
    issue.subject = "As typed <b>"
    issue.sections = [lead(ArticlePageFactory(title="Beginnings")), stories(ArticlePageFactory(live=False))]
    page: NewsletterIssuePage = issue.save_revision().as_object()
    return page


def previewed(mode: str) -> str:
    response = draft().make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_mail_of_the_draft() -> None:
    html = previewed("")
    assert BeautifulSoup(html, "html.parser").h1.get_text() == "As typed <b>"
    assert "Beginnings" in html
    assert NIGHT in html


def test_on_a_phone() -> None:
    frame = BeautifulSoup(previewed("phone"), "html.parser").iframe
    assert "width:375px" in frame["style"]
    assert frame.has_attr("sandbox")
    assert BeautifulSoup(frame["srcdoc"], "html.parser").h1.get_text() == "As typed <b>"


def test_by_night() -> None:
    html = previewed("dark")
    assert NIGHT not in html
    assert "@media all" in html


def test_plain_text() -> None:
    soup = BeautifulSoup(previewed("text"), "html.parser")
    assert soup.pre.get_text().startswith("As typed <b>\n===")


def test_the_editor_shows_the_size_and_what_is_left_out(admin_client: Client) -> None:
    issue = draft()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    assert "of at most 102.0 kB" in html
    assert "lead-story-1" in html
    assert "Left out, because it is not published: Section 2 (stories)." in html


def test_the_editor_of_a_new_issue_opens(admin_client: Client) -> None:
    parent = NewsletterIssuePageFactory().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["syndication", "newsletterissuepage", parent.pk])
    assert "Shown as soon as the issue has been saved" in admin_client.get(address).content.decode()


def test_a_mail_that_is_too_large_is_told(admin_client: Client) -> None:
    issue = NewsletterIssuePageFactory(sections=[text(f"<p>{'Long. ' * 20_000}</p>"), text("<p>Short.</p>")])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    assert "Mail programs cut it after 102.0 kB" in html
    assert "help-critical" in html


def test_sizes_tell_the_parts_apart() -> None:
    found = sizes.measured("<p>ü<!--section:text-1-->中<!--section:footer--></p>")
    assert found.html == "<p>ü中</p>"
    assert [(part.name, part.bytes) for part in found.parts] == [("frame", 5), ("text-1", 3), ("footer", 4)]
    assert found.bytes == len(found.html.encode())


def test_a_new_issue_is_previewed_as_it_is_typed(admin_client: Client) -> None:
    article = ArticlePageFactory(title="Beginnings")
    parent = NewsletterIssuePageFactory().get_parent()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["syndication", "newsletterissuepage", parent.pk])
    story = {"article": article.pk, "title": "In other words", "teaser": ""}
    fields = {
        "title": "June",
        "slug": "june",
        "subject": "Typed just now",
        "mail_tool": "brevo",
        "sections": streamfield([("lead_story", story)]),
        "comments": inline_formset([]),
    }
    told = admin_client.post(address, nested_form_data(fields)).json()
    assert told["is_valid"]
    html = admin_client.get(address, {"mode": ""}).content.decode()
    assert "Typed just now" in html
    assert "In other words" in html
    assert "{{ unsubscribe }}" in html
    assert "Typed just now" in admin_client.get(address, {"mode": "text"}).content.decode()
    assert not NewsletterIssuePage.objects.filter(slug="june").exists()
