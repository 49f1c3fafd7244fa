"""``llms.txt``: what a site holds, for language models: https://llmstxt.org"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.rendering.markdown import markdown_of_runs
from articles.rendering.parts import Run
from content_api.addresses import absolute_api_address
from content_api.http.inside import Reader, own_document
from content_api.viewer import default_locale

from ..feeds.selection import DOCUMENTS
from ..sites import at_site
from .twins import name_of

OUTLINE = own_document(DOCUMENTS / "outline.graphql")
SECTIONS = {
    "HomePage": "Pages",
    "StandardPage": "Pages",
    "ArticlePage": "Articles",
    "ComparisonPage": "Comparisons",
    "CompanyPage": "Companies",
    "NewsletterIssuePage": "Newsletter",
}

MOST_PAGES = 2_000  # half a megabyte; site maps know all

Json = dict[str, Any]


def outline(reader: Reader, site: str = "") -> bytes:
    """The newest pages of the default language, each with a link to its twin at ``site``, which is the reader's."""
    answer = reader.ask(OUTLINE, {"first": MOST_PAGES, "locale": default_locale()})
    organisation = answer["siteSettings"] or {}
    name = organisation.get("organisationName") or settings.WAGTAIL_SITE_NAME
    sections: dict[str, list[str]] = {title: [] for title in SECTIONS.values()}
    for page in sorted(answer["content"]["nodes"], key=lambda page: page["title"]):
        if page["__typename"] in SECTIONS and page["canonicalUrl"] == page["fullUrl"]:
            sections[SECTIONS[page["__typename"]]].append(_line(page, site))
    blocks = [f"# {_words(name)}"]
    if organisation.get("organisationDescription"):
        blocks.append(f"> {_words(organisation['organisationDescription'])}")
    blocks += ["\n".join([f"## {title}", "", *lines]) for title, lines in sections.items() if lines]
    return ("\n\n".join(blocks) + "\n").encode()


def _line(page: Json, site: str) -> str:
    path = reverse("syndication:twin", args=[name_of(_path(page))])
    address = absolute_api_address(at_site(path, site))
    about = page.get("standfirst") or page.get("summary") or page.get("preheader") or page["searchDescription"]
    link = markdown_of_runs([Run(page["title"], address)])
    return f"- {link}: {_words(about)}" if about else f"- {link}"


def _path(page: Json) -> str:
    """The path within the site, also where several sites make ``url`` a full address."""
    return "/" + page["fullUrl"].split("/", 3)[3] if page["fullUrl"].count("/") >= 3 else "/"


def _words(text: str) -> str:
    return markdown_of_runs([Run(" ".join(text.split()))])
