"""Placeholders of newsletter tools: they reach the tool as they are, and nothing else looks like one."""

from __future__ import annotations

import pytest

from syndication.newsletters.mail import draft_mail
from syndication.newsletters.merge_tags import TAGS, WORD_JOINER, MailTool, greeting_with_name, tags_of
from tests.factories.articles import ArticlePageFactory
from tests.factories.syndication import NewsletterIssuePageFactory, lead, text

TOOLS = [tool for tool in MailTool if tool is not MailTool.NONE]


@pytest.mark.django_db
@pytest.mark.parametrize("tool", TOOLS)
def test_placeholders_stand_in_every_form_as_the_tool_reads_them(tool: MailTool) -> None:
    tags = TAGS[tool]
    mail = draft_mail(NewsletterIssuePageFactory(mail_tool=tool, greeting="Hello {first_name} & all,"))
    for form in (mail.html, mail.mjml, mail.text, mail.markdown):
        assert form.count(tags.unsubscribe) == 1
        assert form.count(tags.view_in_browser) == 1
        assert form.count(tags.first_name) == 1 or not tags.first_name
    assert ("Hello" in mail.text) == bool(tags.first_name)
    assert f'href="{tags.unsubscribe}"' in mail.html


@pytest.mark.django_db
def test_without_a_tool_there_is_no_placeholder() -> None:
    issue = NewsletterIssuePageFactory(mail_tool=MailTool.NONE, greeting="Hello {first_name},")
    mail = draft_mail(issue)
    assert "Unsubscribe" not in mail.html
    assert "Hello" not in mail.text
    assert f"{issue.full_url}?utm_source=newsletter" in mail.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tool", "written"),
    [
        ("brevo", "{{ block.super }} and {% load %}"),
        ("mailchimp", "2 *|UNSUB|* 3"),
        ("mailjet", "[[data:firstname]]"),
        ("cleverreach", "{EMAIL}"),
    ],
)
def test_what_editors_write_is_no_placeholder(tool: str, written: str) -> None:
    article = ArticlePageFactory(title=written, slug="written", standfirst=written)
    body = f"<p>{written}</p>"
    mail = draft_mail(
        NewsletterIssuePageFactory(
            subject=written, preheader=written, mail_tool=tool, sections=[lead(article), text(body, heading=written)]
        )
    )
    joined = TAGS[MailTool(tool)].neutral(written)
    assert joined != written
    assert joined.replace(WORD_JOINER, "") == written
    for form in (mail.html, mail.mjml, mail.text, mail.issue.subject):
        assert written not in form
        assert joined in form


@pytest.mark.parametrize(
    ("tool", "address", "neutral"),
    [
        ("brevo", "https://a.example/{{x}}", "https://a.example/%7B{x}}"),
        ("mailjet", "https://a.example/?q=[[x]]", "https://a.example/?q=%5B[x]]"),
        ("none", "https://a.example/{{x}}", "https://a.example/{{x}}"),
    ],
)
def test_addresses_lead_to_the_same_place(tool: str, address: str, neutral: str) -> None:
    assert tags_of(tool).neutral_address(address) == neutral


def test_greetings() -> None:
    assert greeting_with_name("Hello {first_name},", TAGS[MailTool.MAILCHIMP]) == "Hello *|FNAME|*,"
    assert greeting_with_name("Hello {first_name},", TAGS[MailTool.NONE]) == ""
    assert greeting_with_name("Hello,", TAGS[MailTool.NONE]) == "Hello,"
