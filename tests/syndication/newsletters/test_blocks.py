"""The blocks of an issue: explained to editors, previewed, and harmless while they are incomplete."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.admin.icons import get_icons

from syndication.blocks import NewsletterSectionBlock
from syndication.models import NewsletterIssuePage
from syndication.newsletters.mail import draft_mail
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory, ComparisonPageFactory
from tests.factories.media import ImageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, sponsor

SECTIONS = NewsletterSectionBlock().child_blocks
BLOCKS = SECTIONS | {"story": SECTIONS["stories"].child_blocks["stories"].child_block}


def preview_of(client: Client, name: str) -> str:
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_editors_are_told_what_a_block_is_for(name: str) -> None:
    block = BLOCKS[name]
    assert f'id="icon-{block.meta.icon}"' in get_icons()
    assert block.meta.label
    assert block.meta.group
    assert block.meta.description.endswith(".")
    assert block.is_previewable


def test_an_empty_block_brings_its_mark_alone_into_the_index() -> None:
    words = {word for block in SECTIONS.values() for word in block.get_searchable_content(block.get_default())}
    assert words <= {"", "Advertisement"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lead_story", ["What is Django?", "The one to read this month."]),
        ("stories", ["Also new", "What is Django?"]),
        ("story", ["What is Django?", "Ten minutes, no jargon."]),
        ("company", ["Who uses it", "Lanterne Rouge"]),
        ("comparison", ["Side by side", "Django and Flask"]),
        ("sponsor", ["Advertisement", "Push, and it runs.", "https://hosting.example/"]),
        ("text", ["From the desk", "A short month"]),
    ],
)
def test_a_preview_shows_content_of_the_site(admin_client: Client, name: str, words: list[str]) -> None:
    ImageFactory()
    CompanyPageFactory(title="Lanterne Rouge")
    ComparisonPageFactory(title="Django and Flask")
    ArticlePageFactory(title="What is Django?")
    ArticlePageFactory(title="Not yet public", live=False)
    shown = preview_of(admin_client, name)
    assert [word for word in words if word not in shown] == []
    assert "Not yet public" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_a_preview_needs_no_content(admin_client: Client, name: str) -> None:
    assert preview_of(admin_client, name)


@pytest.mark.django_db
def test_a_draft_with_empty_sections_can_be_looked_at() -> None:
    empty = [{"type": name, "value": block.get_prep_value(block.get_default())} for name, block in SECTIONS.items()]
    issue: NewsletterIssuePage = NewsletterIssuePageFactory(live=False, subject="", sections=[])
    issue.sections = [*empty, {"type": "lead_story", "value": {}}, {"type": "text", "value": {"body": ""}}]
    issue.sections = NewsletterSectionBlock().to_python(issue.sections)
    mail = draft_mail(issue)
    assert mail.issue.subject == issue.title
    assert mail.html
    assert mail.text
    assert mail.markdown
    assert len(mail.issue.left_out) == 5


def test_a_sponsors_address_is_secure() -> None:
    block = SECTIONS["sponsor"]
    _, values = sponsor(url="http://hosting.example/")
    with pytest.raises(ValidationError):
        block.clean(block.normalize(values))
    _, values = sponsor()
    assert block.clean(block.normalize(values))["url"] == "https://hosting.example/"
