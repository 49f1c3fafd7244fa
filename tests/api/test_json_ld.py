"""``seo.jsonLd``: pages as schema.org objects.

The properties asserted include all that Google's documentation requires or recommends for Article, BreadcrumbList,
FAQPage, HowTo and Organization and that the content knows.
"""

from __future__ import annotations

import datetime as dt
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from wagtail.models import Page, Site

from articles.models import ArticleAuthor, ArticlePage, AuthorLink, ComparisonFramework
from content_api.seo.json_ld import script_text
from home.models import SiteSettings
from media.addresses import rendition_address
from media.models import Image
from media.presets import ImageFormat, ImagePreset
from tests.api.conftest import Ask
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

JSON_LD = "query($id: ID) { page(id: $id) { seo { jsonLd jsonLdScript } } }"

DATES = {
    "first_published_at": dt.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC),
    "last_published_at": dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC),
}
DATES_SAID = {"datePublished": "2026-01-02T03:04:05+00:00", "dateModified": "2026-02-03T04:05:06+00:00"}

PUBLISHER = {"@id": "http://localhost/#organization"}
WEBSITE = {
    "@type": "WebSite",
    "@id": "http://localhost/#website",
    "url": "http://localhost/",
    "name": "Nuages Press",
    "publisher": PUBLISHER,
}

STEPS = {
    "type": "steps",
    "value": {
        "heading": "",
        "steps": [
            {
                "title": "Install it",
                "body": "<p>With <b>pip</b>.</p>",
                "code": "pip install django",
                "language": "bash",
            },
            {"title": "Start", "body": "", "code": "", "language": ""},
        ],
    },
}
QUESTIONS = {
    "type": "faq",
    "value": {
        "heading": "Asked often",
        "questions": [
            {"question": "Is it free?", "answer": "<p>Yes &amp; open.</p><p>For ever.</p>"},
            {"question": "Not answered yet", "answer": ""},
        ],
    },
}


@pytest.fixture
def logo() -> Image:
    return ImageFactory(title="Logo", description="A cloud")


@pytest.fixture(autouse=True)
def organization(logo: Image) -> dict[str, Any]:
    """The publisher of the site, as it must appear."""
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_name = "Nuages Press"
    settings.organisation_description = "Writing about Django."
    settings.logo = logo
    settings.github_url = "https://github.example/nuages"
    settings.linkedin_url = "https://linkedin.example/nuages"
    settings.contact_email = "hello@nuages.example"
    settings.save()
    return {
        "@id": "http://localhost/#organization",
        "@type": "Organization",
        "name": "Nuages Press",
        "url": "http://localhost/",
        "description": "Writing about Django.",
        "logo": image_object(logo, ImagePreset.FULL, 1600, 900),
        "email": "hello@nuages.example",
        "sameAs": ["https://github.example/nuages", "https://linkedin.example/nuages"],
    }


def image_object(image: Image, preset: ImagePreset, width: int, height: int) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "url": rendition_address(image, preset, ImageFormat.JPEG),
        "width": width,
        "height": height,
        "caption": image.description,
    }


def graph(ask: Ask, page: Page) -> list[dict[str, Any]]:
    document = ask(JSON_LD, id=page.pk)["page"]["seo"]["jsonLd"]
    assert document == {"@context": "https://schema.org", "@graph": document["@graph"]}
    return list(document["@graph"])


def breadcrumb_list(address: str, *trail: tuple[str, str]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address}#breadcrumbs",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate([("Home", "http://localhost/"), *trail], start=1)
        ],
    }


def test_article_with_questions_and_steps(ask: Ask, organization: dict[str, Any]) -> None:
    address = "http://localhost/articles/start/"
    ada = AuthorFactory(name="Ada")
    for number, link in enumerate(("https://ada.example/", "https://social.example/@ada")):
        AuthorLink.objects.create(author=ada, label="Page", url=link, sort_order=number)
    team = AuthorFactory(name="The editors", kind="team")
    hero = ImageFactory(description="A guitar")
    article: ArticlePage = ArticlePageFactory(
        title="How to start",
        slug="start",
        kind="how-to",
        standfirst="In two steps.",
        hero_image=hero,
        body=json.dumps([STEPS, QUESTIONS, {"type": "paragraph", "value": {"body": "<p>Text</p>"}}]),
        **DATES,
    )
    article.article_authors = [ArticleAuthor(author=ada, sort_order=0), ArticleAuthor(author=team, sort_order=1)]
    article.topics = [TopicFactory(slug="web")]
    article.tags.set(["python", "beginners"])
    article.save()

    assert graph(ask, article) == [
        organization,
        WEBSITE,
        {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": "How to start",
            "description": "In two steps.",
            "inLanguage": "en",
            **DATES_SAID,
            "isPartOf": {"@id": "http://localhost/#website"},
            "breadcrumb": {"@id": f"{address}#breadcrumbs"},
            "mainEntity": {"@id": f"{address}#article"},
        },
        breadcrumb_list(address, ("Articles", "http://localhost/articles/"), ("How to start", address)),
        {
            "@type": "TechArticle",
            "@id": f"{address}#article",
            "mainEntityOfPage": {"@id": address},
            "headline": "How to start",
            "description": "In two steps.",
            "image": [image_object(hero, ImagePreset.OG, 1200, 630)],
            **DATES_SAID,
            "author": [
                {
                    "@type": "Person",
                    "name": "Ada",
                    "url": "https://ada.example/",
                    "sameAs": ["https://social.example/@ada"],
                },
                {"@type": "Organization", "name": "The editors"},
            ],
            "publisher": PUBLISHER,
            "articleSection": ["About web"],
            "keywords": ["beginners", "python"],
            "wordCount": article.word_count,
            "timeRequired": "PT1M",
            "inLanguage": "en",
        },
        {
            "@type": "FAQPage",
            "@id": f"{address}#questions",
            "inLanguage": "en",
            "isPartOf": {"@id": address},
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": "Is it free?",
                    "acceptedAnswer": {"@type": "Answer", "text": "Yes & open. For ever."},
                }
            ],
        },
        {
            "@type": "HowTo",
            "@id": f"{address}#how-to-1",
            "name": "How to start",
            "inLanguage": "en",
            "isPartOf": {"@id": address},
            "step": [
                {
                    "@type": "HowToStep",
                    "position": 1,
                    "name": "Install it",
                    "text": "With pip.\npip install django",
                },
                {"@type": "HowToStep", "position": 2, "name": "Start", "text": "Start"},
            ],
        },
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("guide", "TechArticle"),
        ("news", "NewsArticle"),
        ("explainer", "Article"),
        ("how-to", "TechArticle"),
        ("opinion", "OpinionNewsArticle"),
    ],
)
def test_type_of_each_kind_of_article(ask: Ask, kind: str, expected: str) -> None:
    assert graph(ask, ArticlePageFactory(kind=kind))[4]["@type"] == expected


def test_article_without_authors_is_by_the_publisher(ask: Ask) -> None:
    assert graph(ask, ArticlePageFactory())[4]["author"] == PUBLISHER


def test_company(ask: Ask, organization: dict[str, Any]) -> None:
    address = "http://localhost/companies/times/"
    logo = ImageFactory(description="A letter", file__width=600, file__height=600)
    company = CompanyPageFactory(
        title="The Times",
        slug="times",
        legal_name="The Times Company",
        summary="A newspaper.",
        website="https://times.example/",
        founded=1851,
        country="US",
        logo=logo,
        **DATES,
    )

    assert graph(ask, company) == [
        organization,
        WEBSITE,
        {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": "The Times",
            "description": "A newspaper.",
            "inLanguage": "en",
            **DATES_SAID,
            "isPartOf": {"@id": "http://localhost/#website"},
            "breadcrumb": {"@id": f"{address}#breadcrumbs"},
            "mainEntity": {"@id": f"{address}#company"},
        },
        breadcrumb_list(address, ("Companies", "http://localhost/companies/"), ("The Times", address)),
        {
            "@type": "Organization",
            "@id": f"{address}#company",
            "mainEntityOfPage": {"@id": address},
            "name": "The Times",
            "legalName": "The Times Company",
            "description": "A newspaper.",
            "url": "https://times.example/",
            "logo": image_object(logo, ImagePreset.FULL, logo.width, logo.height),
            "foundingDate": "1851",
            "address": {"@type": "PostalAddress", "addressCountry": "US"},
        },
    ]


def test_comparison_without_its_hidden_framework(ask: Ask) -> None:
    address = "http://localhost/comparisons/both/"
    django = FrameworkFactory(
        name="Django", website="https://django.example/", repository="https://code.example/django"
    )
    flask, secret = FrameworkFactory(name="Flask"), FrameworkFactory(name="Secret", live=False)
    page = ComparisonPageFactory(
        title="Both",
        slug="both",
        summary="Two answers.",
        between=[django, flask, secret],
        comparison_frameworks=[
            ComparisonFramework(framework=framework, sort_order=number)
            for number, framework in enumerate((flask, secret, django))
        ],
        **DATES,
    )

    answer = graph(ask, page)

    assert answer[2]["mainEntity"] == {"@id": f"{address}#article"}
    assert answer[4:] == [
        {
            "@type": "Article",
            "@id": f"{address}#article",
            "mainEntityOfPage": {"@id": address},
            "headline": "Both",
            "description": "Two answers.",
            **DATES_SAID,
            "author": PUBLISHER,
            "publisher": PUBLISHER,
            "inLanguage": "en",
            "about": {"@id": f"{address}#frameworks"},
        },
        {
            "@type": "ItemList",
            "@id": f"{address}#frameworks",
            "name": "Both",
            "numberOfItems": 2,
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": 1,
                    "item": {"@type": "SoftwareSourceCode", "name": "Flask", "programmingLanguage": "Python"},
                },
                {
                    "@type": "ListItem",
                    "position": 2,
                    "item": {
                        "@type": "SoftwareSourceCode",
                        "name": "Django",
                        "url": "https://django.example/",
                        "codeRepository": "https://code.example/django",
                        "programmingLanguage": "Python",
                    },
                },
            ],
        },
    ]


def test_home_page_has_no_breadcrumbs_and_its_questions(ask: Ask) -> None:
    page = home_page()
    page.hero_text = "Writing about Django."
    page.sections = json.dumps([QUESTIONS])
    page.first_published_at, page.last_published_at = DATES.values()
    page.save()

    answer = graph(ask, page)

    assert [found["@type"] for found in answer] == ["Organization", "WebSite", "WebPage", "FAQPage"]
    assert answer[2] == {
        "@type": "WebPage",
        "@id": "http://localhost/",
        "url": "http://localhost/",
        "name": "Home",
        "description": "Writing about Django.",
        "inLanguage": "en",
        "isPartOf": {"@id": "http://localhost/#website"},
        **DATES_SAID,
    }


def test_index_page_is_a_collection(ask: Ask) -> None:
    index = ArticlePageFactory().get_parent().specific

    assert [found["@type"] for found in graph(ask, index)][2:] == ["CollectionPage", "BreadcrumbList"]


def test_plain_page_and_site_without_publisher(ask: Ask) -> None:
    SiteSettings.objects.all().delete()
    site = Site.objects.get()
    site.site_name = "Nuages"
    site.save()
    page = StandardPageFactory(title="About", slug="about", body=json.dumps([STEPS]))

    answer = graph(ask, page)

    assert [found["@type"] for found in answer] == ["WebSite", "WebPage", "BreadcrumbList", "HowTo"]
    assert answer[0] == {
        "@type": "WebSite",
        "@id": "http://localhost/#website",
        "url": "http://localhost/",
        "name": "Nuages",
    }


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029"


class Scripts(HTMLParser):
    """What a browser takes for the content of the first script, and how many scripts it finds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened = 0
        self.content = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.opened += tag == "script"

    def handle_data(self, data: str) -> None:
        self.content += data


def test_script_holds_the_document_whatever_editors_write(ask: Ask) -> None:
    seo = ask(JSON_LD, id=StandardPageFactory(title=HOSTILE).pk)["page"]["seo"]

    assert not set(seo["jsonLdScript"]) & set("<>&\u2028\u2029")
    scripts = Scripts(f'<script type="application/ld+json">{seo["jsonLdScript"]}</script>')
    assert scripts.opened == 1
    assert json.loads(scripts.content) == seo["jsonLd"]
    assert seo["jsonLd"]["@graph"][2]["name"] == HOSTILE


def test_script_keeps_other_scripts_readable() -> None:
    assert script_text({"name": "关于 <b>"}) == '{"name":"关于 \\u003Cb\\u003E"}'
