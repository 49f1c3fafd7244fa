"""Newsletter issues: valid, live, as small as they can be."""

from __future__ import annotations

from typing import Any

import factory
from wagtail_factories import PageFactory

from syndication.models import NewsletterIndexPage, NewsletterIssuePage
from tests.factories.articles import IndexPageFactory, only


class NewsletterIndexPageFactory(IndexPageFactory):
    title = "Newsletter"

    class Meta:
        model = NewsletterIndexPage


class NewsletterIssuePageFactory(PageFactory):
    """A live issue with a text; ``chosen(…)`` makes sections of pages."""

    title = factory.Sequence(lambda number: f"Issue {number}")
    subject = factory.LazyAttribute(lambda page: f"Subject of {page.title}")
    parent = factory.LazyFunction(lambda: only(NewsletterIndexPageFactory))
    sections = [("text", {"heading": "", "body": "<p>A short month.</p>"})]

    class Meta:
        model = NewsletterIssuePage


def lead(article: Any, **here: str) -> tuple[str, dict[str, Any]]:
    return ("lead_story", {"article": article, "title": "", "teaser": ""} | here)


def stories(*articles: Any, heading: str = "") -> tuple[str, dict[str, Any]]:
    chosen = [{"article": article, "title": "", "teaser": ""} for article in articles]
    return ("stories", {"heading": heading, "stories": chosen})


def company(page: Any, **here: str) -> tuple[str, dict[str, Any]]:
    return ("company", {"heading": "", "company": page, "title": "", "teaser": ""} | here)


def comparison(page: Any, **here: str) -> tuple[str, dict[str, Any]]:
    return ("comparison", {"heading": "", "comparison": page, "title": "", "teaser": ""} | here)


def sponsor(**here: Any) -> tuple[str, dict[str, Any]]:
    return (
        "sponsor",
        {
            "disclosure": "Advertisement",
            "sponsor": "Example Hosting",
            "heading": "",
            "image": None,
            "text": "Push, and it runs.",
            "label": "See how",
            "url": "https://hosting.example/",
        }
        | here,
    )


def text(body: str, heading: str = "") -> tuple[str, dict[str, Any]]:
    return ("text", {"heading": heading, "body": body})
