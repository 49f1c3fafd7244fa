"""An import onto a site that holds an older state: what is older is brought up to date, what is newer is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Site

from articles.models import ArticlePage, Author, Claim, CompanyPage
from articles.publishing.decision import OVERRIDE_ACTION
from content_api.changes.models import ChangeKind, ContentChange
from content_api.search.models import SearchDocument
from media.models import Document, Image
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, picture_file

from .moving import documents, elsewhere, export, newest_change, rewrite, take_in
from .small import publish, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    page = small_site()
    number_changes()
    return page


def kinds(page: Any, since: int) -> list[str]:
    """What the log says of ``page`` after the row ``since``."""
    rows = ContentChange.objects.filter(pk__gt=since, object_id=page.pk, object_type=page._meta.model_name)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def test_edited_page_is_updated(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        article.title, article.slug, article.standfirst = "Manouche", "manouche", "How it went on."
        article.body = json.dumps([{"type": "divider", "value": {}}])
        article.tags.set(["jazz"])
        published = publish(article)
        number_changes()
        export(tmp_path / "content")
    before = newest_change()

    said = take_in(tmp_path / "content")

    page = ArticlePage.objects.get(uid=article.uid)
    assert (page.title, page.slug, page.standfirst) == ("Manouche", "manouche", "How it went on.")
    assert [block.block_type for block in page.body] == ["divider"]
    assert [tag.name for tag in page.tags.all()] == ["jazz"]
    assert page.last_published_at == page.latest_revision_created_at == published.last_published_at
    assert (page.first_published_at, page.modified_at) == (published.first_published_at, published.modified_at)
    assert not page.has_unpublished_changes
    assert "0 created, 1 updated" in said
    assert kinds(page, before) == [ChangeKind.MOVED]


def test_claim_that_is_no_longer_used_is_let_go(article: ArticlePage, tmp_path: Path) -> None:
    claim = Claim.objects.get()
    with elsewhere():
        article.body = json.dumps([])
        publish(article)
        company = CompanyPage.objects.get()
        company.adoptions = [type(one)(framework=one.framework, status="past") for one in company.adoptions.all()]
        publish(company)
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    assert not ReferenceIndex.get_references_to(claim).exists()
    claim.unpublish()  # the publish gate has nothing against it
    assert CompanyPage.objects.get().adoptions.get().status == "past"


def test_search_finds_the_new_words(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        article.title = "Manouche"
        publish(article)
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    titles = SearchDocument.objects.filter(model="articles.articlepage").values_list("title", flat=True)
    assert list(titles) == ["Manouche"]


def test_moved_page_is_moved(article: ArticlePage, tmp_path: Path) -> None:
    below = StandardPageFactory(title="Below", slug="below")
    above = StandardPageFactory(title="Above", slug="above")
    number_changes()
    with elsewhere():
        below.move(above, pos="last-child")
        number_changes()
        export(tmp_path / "content")

    said = take_in(tmp_path / "content")

    assert Page.objects.get(pk=below.pk).get_parent().pk == above.pk
    assert "0 updated" in said
    assert "1 moved" in said


def test_siblings_stand_in_the_order_of_the_export(article: ArticlePage, tmp_path: Path) -> None:
    first, second, third = (StandardPageFactory(title=title, slug=title.lower()) for title in ("A", "B", "C"))
    number_changes()
    with elsewhere():
        third.move(first, pos="left")
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    siblings = Page.objects.get(pk=first.pk).get_siblings().filter(depth=3)
    assert [page.title for page in siblings if len(page.title) == 1] == ["C", "A", "B"]
    assert second.title == "B"


def test_replaced_file_is_replaced(article: ArticlePage, tmp_path: Path) -> None:
    image = Image.objects.get()
    image.get_rendition("width-100")
    with elsewhere():
        image.file = picture_file("other.png", colour="#ff0000")
        image.save()
        number_changes()
        export(tmp_path / "content")
        there = Image.objects.get()

    take_in(tmp_path / "content")

    here = Image.objects.get()
    assert (here.file_hash, here.placeholder) == (there.file_hash, there.placeholder)
    assert not here.renditions.exists()
    assert (here.focal_point_x, [tag.name for tag in here.tags.all()]) == (10, ["strings"])


def test_newer_page_is_kept_unless_it_may_be_overwritten(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    article.title = "Newer"
    publish(article)
    number_changes()
    before = newest_change()

    said = take_in(tmp_path / "content")

    assert f"Changed here later, and kept: “Swing” (articles.ArticlePage/{article.uid})" in said
    assert "1 kept" in said
    assert ArticlePage.objects.get().title == "Newer"
    assert newest_change() == before

    assert "1 updated" in take_in(tmp_path / "content", overwrite=True)
    assert ArticlePage.objects.get().title == "Swing"


def test_newer_draft_is_kept(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        article.title = "From there"
        publish(article, timezone.now())
        number_changes()
        export(tmp_path / "content")
    draft = ArticlePage.objects.get()
    draft.title = "A draft"
    draft.save_revision()

    said = take_in(tmp_path / "content")

    assert "1 kept" in said
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "A draft"


def test_page_that_was_taken_off_stays_off(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    article.unpublish()
    number_changes()

    assert "1 kept" in take_in(tmp_path / "content")
    assert not ArticlePage.objects.get().live


def test_newer_fact_without_drafts_is_kept(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    author = Author.objects.get()
    author.name = "Stéphane Grappelli"
    author.save()
    number_changes()

    said = take_in(tmp_path / "content")

    assert "Changed here later, and kept: “Stéphane”" in said
    assert Author.objects.get().name == "Stéphane Grappelli"


def test_fact_that_was_edited_there_later_is_updated(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        author = Author.objects.get()
        author.name = "Stéphane Grappelli"
        author.save()
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    assert Author.objects.get().name == "Stéphane Grappelli"


def test_what_is_not_in_the_export_is_left_alone(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    other = publish(ArticlePageFactory(title="Of here"))
    number_changes()
    before = newest_change()

    take_in(tmp_path / "content")

    assert ArticlePage.objects.get(pk=other.pk).live
    assert newest_change() == before


def test_override_is_good_where_it_arrives(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        Image.objects.update(description="")
        article.hero_image_alt = ""
        article.publish_override_reason = "The description follows tomorrow."
        publish(article)
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    entry = PageLogEntry.objects.get(page=article.pk, action=OVERRIDE_ACTION)
    assert entry.data["reason"] == "The description follows tomorrow."
    assert ArticlePage.objects.get().hero_image_alt == ""


def without_sources(claim: dict[str, Any]) -> None:
    claim["content"]["claim_sources"] = []


def test_what_the_gate_refuses_stops_the_import(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    rewrite(tmp_path / "content", "articles.Claim", without_sources)
    before = newest_change()

    with pytest.raises(CommandError, match=r"“Django was named after Django Reinhardt.” .* source"):
        take_in(tmp_path / "content", overwrite=True)

    assert newest_change() == before
    assert Claim.objects.get().claim_sources.count() == 1


def test_import_can_go_on_without_what_fails(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        article.title = "Manouche"
        publish(article)
        number_changes()
        export(tmp_path / "content")
    rewrite(tmp_path / "content", "articles.Claim", without_sources)

    with pytest.raises(CommandError, match="Not everything"):
        take_in(tmp_path / "content", keep_going=True)

    assert ArticlePage.objects.get().title == "Manouche"
    assert Claim.objects.get().claim_sources.count() == 1


def test_dry_run_writes_nothing(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        article.title = "Manouche"
        publish(article)
        publish(ArticlePageFactory(title="Another"))
        number_changes()
        export(tmp_path / "content")
    before = newest_change()

    said = take_in(tmp_path / "content", dry_run=True)

    assert said.startswith("It would be: 1 created, 1 updated")
    assert ArticlePage.objects.get().title == "Swing"
    assert newest_change() == before


def test_hostname_of_the_frontend_can_be_given(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")

    take_in(tmp_path / "content", site_hostname="swing.example:8080")
    second = take_in(tmp_path / "content", site_hostname="swing.example:8080")

    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("swing.example", 8080, True)
    assert "0 created, 0 updated" in second


def test_hostname_that_is_set_here_stays(article: ArticlePage, tmp_path: Path) -> None:
    with elsewhere():
        Site.objects.update(hostname="production.example", port=443)
        number_changes()
        export(tmp_path / "content")
    Site.objects.update(hostname="staging.example", port=443)
    number_changes()

    take_in(tmp_path / "content")

    assert Site.objects.get().hostname == "staging.example"


def test_links_lead_to_the_rows_of_this_site(tmp_path: Path) -> None:
    with elsewhere():
        small_site()
        number_changes()
        export(tmp_path / "content")
    StandardPageFactory.create_batch(3)  # so that the numbers are others
    DocumentFactory.create_batch(3)
    number_changes()

    take_in(tmp_path / "content")

    page, company = ArticlePage.objects.get(), CompanyPage.objects.get()
    html = page.body[0].value["body"].source
    assert f'linktype="page" id="{company.pk}"' in html
    assert f'linktype="document" id="{Document.objects.get(title="Score").pk}"' in html
    assert 'href="https://elsewhere.example/?a=1&amp;b=2"' in html
    assert page.body[1].value["claim"] == Claim.objects.get()


def test_documents_hold_names_and_no_numbers(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")

    (told,) = documents(tmp_path / "content", "articles.ArticlePage")

    claim = Claim.objects.get()
    assert told["name"] == f"articles.ArticlePage/{article.uid}"
    assert told["content"]["body"][1]["value"]["claim"] == f"articles.Claim/{claim.uid}"
    assert told["content"]["topics"] == [f"articles.Topic/{article.topics.get().uid}"]
    assert told["content"]["tags"] == ["jazz", "music"]
    assert told["content"]["locale"] == "wagtailcore.Locale/en"
    assert told["place"] == {"parent": f"articles.ArticleIndexPage/{article.get_parent().specific.uid}"}
