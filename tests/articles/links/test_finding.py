"""Which addresses are found, and how the table of them follows the content."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import ListBlock, StreamBlock, StructBlock, URLBlock

from articles.links.addresses import normalised
from articles.links.keeping import drop_unused, kept_models, uses_of
from articles.links.rebuilding import rebuild
from articles.links.walking import _in_block
from articles.models import ArticlePage, AuthorLink, ExternalLink, LinkHost, LinkUse, Source
from home.models import SiteSettings
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
)
from tests.factories.home import NavigationFactory, home_page
from tests.factories.syndication import NewsletterIssuePageFactory, sponsor

pytestmark = pytest.mark.django_db


def urls_of(instance: Any) -> list[str]:
    return sorted(uses_of(instance).values_list("link__url", flat=True))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" HTTPS://Example.ORG ", "https://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/%7euser", "http://example.org:8080/%7Euser"),
        ("/about/", None),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://example.org:port/", None),
        ("https://example.org/?name={{ first_name }}", None),
        ("https://example.org/" + "a" * 2_000, None),
        ("https://" + "a." * 125 + "org/", None),
    ],
)
def test_one_form_for_each_address(typed: str, address: str | None) -> None:
    assert normalised(typed) == address


def test_every_kind_of_content_that_can_lead_elsewhere_is_kept() -> None:
    assert {model.__name__ for model in kept_models()} == {
        "ArticleIndexPage",
        "ArticlePage",
        "Author",
        "CompanyIndexPage",
        "CompanyPage",
        "ComparisonIndexPage",
        "ComparisonPage",
        "Framework",
        "HomePage",
        "Navigation",
        "NewsletterIndexPage",
        "NewsletterIssuePage",
        "Redirect",
        "SiteSettings",
        "Source",
        "StandardPage",
    }


def article(*blocks: tuple[str, Any], **fields: Any) -> ArticlePage:
    return ArticlePageFactory(body=list(blocks), **fields)


def paragraph(url: str) -> tuple[str, str]:
    return ("paragraph", {"body": f'<p>Read <a href="{url}">this</a>.</p>'})


def test_a_new_block_with_an_address_is_found_by_itself() -> None:
    class Deep(StructBlock):
        places = ListBlock(StreamBlock([("place", StructBlock([("site", URLBlock(label="Site"))]))]))

    place = {"type": "place", "id": "b", "value": {"site": "https://deep.example/"}}
    stored = {"places": [{"type": "item", "id": "a", "value": [place]}]}
    assert list(_in_block(Deep(), stored, (("body",), ("Body",)))) == [
        (
            "https://deep.example/",
            (("body", "places", "a", "b", "site"), ("Body", "Places", "1", "1. Place", "Site")),
        )
    ]


def test_an_article() -> None:
    page = article(
        ("heading", {"text": "One", "level": "h2", "anchor": ""}),
        paragraph("https://one.example/a#b"),
        ("quote", {"text": "Two", "attribution": "", "url": "https://two.example/"}),
        (
            "call_to_action",
            {"heading": "", "text": "", "label": "Go", "page": None, "url": "https://three.example/"},
        ),
        canonical_url="https://four.example/",
    )
    ids = [block.id for block in page.body]
    assert list(uses_of(page).order_by("link__url").values_list("link__url", "path", "label")) == [
        ("https://four.example/", "canonical_url", "Original address"),
        ("https://one.example/a", f"body.{ids[1]}.body", "Body → 2. Paragraphs → Body"),
        ("https://three.example/", f"body.{ids[3]}.url", "Body → 4. Call to action → Address"),
        ("https://two.example/", f"body.{ids[2]}.url", "Body → 3. Quotation → Address"),
    ]
    assert set(LinkHost.objects.values_list("name", flat=True)) == {
        "one.example",
        "two.example",
        "three.example",
        "four.example",
    }


def test_other_content() -> None:
    framework = FrameworkFactory(website="https://framework.example/", repository="https://code.example/")
    company = CompanyPageFactory(website="https://company.example/")
    author = AuthorFactory(links=[AuthorLink(label="Blog", url="https://blog.example/")])
    menu = NavigationFactory()
    issue = NewsletterIssuePageFactory(sections=[sponsor(url="https://sponsor.example/")], live=False)
    site_settings = SiteSettings.for_site(home_page().get_site())
    site_settings.github_url = "https://code.example/nuages"
    site_settings.save()

    assert urls_of(framework) == ["https://code.example/", "https://framework.example/"]
    assert urls_of(company) == ["https://company.example/"]
    assert list(uses_of(author).values_list("link__url", "label")) == [
        ("https://blog.example/", "Author link “Blog” → Address")
    ]
    assert urls_of(menu) == ["https://elsewhere.example/"]
    assert urls_of(issue) == ["https://sponsor.example/"]
    assert urls_of(site_settings) == ["https://code.example/nuages"]


def test_readers_of_a_live_page_do_not_see_its_draft() -> None:
    page = article(paragraph("https://published.example/"))
    page.body = [paragraph("https://draft.example/")]
    revision = page.save_revision()
    assert urls_of(page) == ["https://published.example/"]
    revision.publish()
    assert urls_of(page) == ["https://draft.example/"]


def test_a_page_that_nobody_sees_is_looked_at_as_a_draft() -> None:
    page = article(paragraph("https://first.example/"), live=False)
    page.body = [paragraph("https://draft.example/")]
    page.save_revision()
    assert urls_of(page) == ["https://draft.example/"]


def test_an_unpublished_page_goes_back_to_its_draft() -> None:
    page = article(paragraph("https://published.example/"))
    page.body = [paragraph("https://draft.example/")]
    page.save_revision()
    ArticlePage.objects.get(pk=page.pk).unpublish()
    assert urls_of(page) == ["https://draft.example/"]


def test_aliases_are_left_out() -> None:
    page = article(paragraph("https://one.example/"))
    alias = page.create_alias(update_slug="alias")
    assert urls_of(alias) == []


def test_a_deleted_object_leads_nowhere() -> None:
    page = article(paragraph("https://one.example/"))
    source = SourceFactory(url="https://two.example/")
    page.delete()
    source.delete()
    assert LinkUse.objects.count() == 0
    rebuild()
    assert (ExternalLink.objects.count(), LinkHost.objects.count()) == (0, 0)


def test_what_is_used_nowhere_is_forgotten() -> None:
    page = article(paragraph("https://one.example/"), paragraph("https://two.example/"))
    page.body = [paragraph("https://two.example/")]
    page.save()
    assert drop_unused() == 1
    assert list(ExternalLink.objects.values_list("url", flat=True)) == ["https://two.example/"]
    assert list(LinkHost.objects.values_list("name", flat=True)) == ["two.example"]


def test_saving_again_writes_nothing() -> None:
    page = article(paragraph("https://one.example/"), paragraph("https://two.example/"))
    before = list(LinkUse.objects.values_list("pk", flat=True))
    page.save()
    assert list(LinkUse.objects.values_list("pk", flat=True)) == before


def test_a_source_with_another_address_is_not_checked_yet() -> None:
    source = SourceFactory(url="https://one.example/")
    ExternalLink.objects.update(status="dead", checked_at="2026-03-02T08:00:00Z")
    other = SourceFactory(url="https://one.example/#part")
    assert (other.link_status, Source.objects.get(pk=other.pk).link_status) == ("dead", "dead")

    other.url = "https://two.example/"
    other.save()

    other.refresh_from_db()
    assert (other.link_status, other.link_checked_at) == ("unknown", None)
    source.save()
    assert source.link_status == "dead"
    source.url = ""
    source.save()
    assert Source.objects.get(pk=source.pk).link_status == "unknown"


def test_rebuilding_finds_what_saving_did_not_see_and_keeps_what_is_known() -> None:
    page = article(paragraph("https://one.example/"))
    source = SourceFactory(url="https://two.example/")
    lost = SourceFactory(url="https://three.example/")
    ExternalLink.objects.update(status="alive")
    Source.objects.filter(pk=source.pk).update(url="https://four.example/")
    Source.objects.filter(pk=lost.pk)._raw_delete("default")
    LinkUse.objects.filter(link__url="https://one.example/").delete()

    out, err = StringIO(), StringIO()
    call_command("find_links", stdout=out, stderr=err)

    assert urls_of(page) == ["https://one.example/"]
    assert urls_of(source) == ["https://four.example/"]
    assert dict(ExternalLink.objects.values_list("url", "status")) == {
        "https://one.example/": "alive",
        "https://four.example/": "unknown",
    }
    assert "sources: 1" in err.getvalue()
    assert out.getvalue().startswith("2 addresses in ")


def test_statements_do_not_depend_on_the_number_of_addresses() -> None:
    def statements(count: int) -> int:
        blocks = [paragraph(f"https://{count}-{number}.example/") for number in range(count)]
        page = article(live=False)
        page.body = blocks
        with CaptureQueriesContext(connection) as captured:
            page.save()
        return len(captured)

    statements(1)
    assert statements(1) == statements(20)
