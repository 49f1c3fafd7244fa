"""Snippets, images, documents, redirects, tags and settings in the log."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Locale, Page, Site

from articles.models import ArticlePage, Claim, Framework, Source
from home.models import NavigationItem, SiteSettings
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)
from tests.factories.home import NavigationFactory, StandardPageFactory, home_page
from tests.factories.media import DocumentFactory, ImageFactory, make_collection, picture_file

from .conftest import Log, told


def test_snippet_with_its_texts_is_one_change(logged: Log) -> None:
    topic = TopicFactory()

    assert told(logged()) == [("published", "topic", topic.pk)]


def test_text_alone_is_a_change_of_its_snippet(logged: Log) -> None:
    topic = TopicFactory()
    logged()

    topic.texts.first().save()

    assert told(logged()) == [("updated", "topic", topic.pk)]


def test_deleted_snippet_leaves_a_tombstone(logged: Log) -> None:
    author = AuthorFactory()
    key, uid = author.pk, author.uid
    logged()

    author.delete()

    (row,) = logged()
    assert (row.kind, row.object_type, row.object_id, row.uid) == ("deleted", "author", key, uid)


def test_draft_of_a_snippet_writes_nothing(logged: Log) -> None:
    framework = FrameworkFactory()
    logged()

    framework.name = "Secret"
    framework.save_revision()
    FrameworkFactory(live=False)

    assert logged() == []


def test_claims_go_and_come_with_their_framework(logged: Log) -> None:
    claim = ClaimFactory()
    framework = claim.framework
    logged()

    Framework.objects.filter(pk=framework.pk).update(live=False)
    assert told(logged()) == [("unpublished", "framework", framework.pk), ("restricted", "claim", claim.pk)]

    Framework.objects.get(pk=framework.pk).save_revision().publish()
    assert told(logged()) == [("published", "framework", framework.pk), ("published", "claim", claim.pk)]


def test_claims_go_with_their_company(logged: Log) -> None:
    company = CompanyPageFactory()
    claim = ClaimFactory(company=company, framework=None)
    logged()

    company.unpublish()

    assert told(logged()) == [("unpublished", "companypage", company.pk), ("restricted", "claim", claim.pk)]


def test_claim_is_never_logged_while_its_subject_is_hidden(logged: Log) -> None:
    framework = FrameworkFactory(live=False)
    claim = ClaimFactory(framework=framework)
    claim.save_revision().publish()

    assert "claim" not in {row.object_type for row in logged()}
    assert Claim.objects.filter(pk=claim.pk, live=True).exists()


def test_link_status_is_a_change(logged: Log) -> None:
    source = SourceFactory()
    logged()

    Source.objects.filter(pk=source.pk).update(link_status="dead")

    assert told(logged()) == [("updated", "source", source.pk)]


def test_image_is_known_where_it_is_used(logged: Log) -> None:
    image, page = ImageFactory(), ArticlePageFactory(live=False)
    page.share_image = image
    page.save()
    assert "image" not in {row.object_type for row in logged()}

    page.save_revision().publish()
    assert told(logged()) == [("published", "articlepage", page.pk), ("published", "image", image.pk)]

    image.file = picture_file(colour="#ffffff")
    image.save()
    assert told(logged()) == [("updated", "image", image.pk)]

    ArticlePage.objects.get(pk=page.pk).unpublish()
    assert told(logged()) == [("unpublished", "articlepage", page.pk), ("unpublished", "image", image.pk)]


def test_image_that_is_taken_off_a_page_goes(logged: Log) -> None:
    image = ImageFactory()
    page = ArticlePageFactory(share_image=image)
    logged()

    page.share_image = None
    page.save()

    assert told(logged()) == [("updated", "articlepage", page.pk), ("unpublished", "image", image.pk)]


def test_deleted_image_changes_the_pages_that_lose_it(logged: Log) -> None:
    image = ImageFactory()
    key = image.pk
    page = ArticlePageFactory(share_image=image)
    logged()

    image.delete()

    assert told(logged()) == [("updated", "articlepage", page.pk), ("deleted", "image", key)]


def test_closed_collection_hides_what_is_in_it(logged: Log) -> None:
    collection = make_collection()
    inner = make_collection(collection)
    image = ImageFactory(collection=inner)
    StandardPageFactory(share_image=image)
    logged()

    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert told(logged()) == [("restricted", "image", image.pk)]
    restriction.delete()
    assert told(logged()) == [("published", "image", image.pk)]


def test_collection_moved_into_a_closed_one_hides_what_is_in_it(logged: Log) -> None:
    closed, collection = make_collection(private=True), make_collection()
    image = ImageFactory(collection=collection)
    StandardPageFactory(share_image=image)
    logged()

    collection.move(closed, pos="sorted-child")

    assert told(logged()) == [("restricted", "image", image.pk)]


def test_bulk_action_that_moves_documents_is_logged(logged: Log) -> None:
    document = DocumentFactory()
    page = StandardPageFactory(intro=f'<p><a linktype="document" id="{document.pk}">Read</a></p>')
    assert told(logged()) == [("published", "standardpage", page.pk), ("published", "document", document.pk)]

    get_document_model().objects.filter(pk=document.pk).update(collection=make_collection(private=True))

    assert told(logged()) == [("restricted", "document", document.pk)]


def test_rendition_is_no_change(logged: Log) -> None:
    image = ImageFactory()
    StandardPageFactory(share_image=image)
    logged()

    get_image_model().objects.get(pk=image.pk).get_rendition("width-100")

    assert logged() == []


def test_tag_is_seen_on_articles(logged: Log) -> None:
    page = ArticlePageFactory(live=False)
    page.tags.add("orm")
    page.save()
    assert "tag" not in {row.object_type for row in logged()}
    tag = page.tags.get()

    page.save_revision().publish()
    assert told(logged()) == [("published", "articlepage", page.pk), ("published", "tag", tag.pk)]

    tag.name = "ORM"
    tag.save()
    assert told(logged()) == [("updated", "tag", tag.pk)]

    page = ArticlePage.objects.get(pk=page.pk)
    page.tags.clear()
    page.save()
    assert told(logged()) == [("updated", "articlepage", page.pk), ("unpublished", "tag", tag.pk)]


def test_redirect_goes_with_its_page(logged: Log) -> None:
    page = StandardPageFactory()
    redirect = Redirect.objects.create(old_path="/old", redirect_page=page)
    (_, row) = logged()
    assert (row.kind, row.object_type, row.path) == ("published", "redirect", "/old")

    page.unpublish()

    assert told(logged()) == [("unpublished", "standardpage", page.pk), ("restricted", "redirect", redirect.pk)]


def test_menu_changes_with_its_items(logged: Log) -> None:
    menu = NavigationFactory()
    logged()

    NavigationItem.objects.create(navigation=menu, label="Home", page=home_page())
    assert told(logged()) == [("updated", "navigation", menu.pk)]


def test_menu_that_loses_an_item_with_its_page_is_logged(logged: Log) -> None:
    page = StandardPageFactory()
    menu = NavigationFactory(items=[NavigationItem(label="Page", page=page)])
    key = page.pk
    logged()

    Page.objects.get(pk=key).delete()

    assert set(told(logged())) == {("deleted", "standardpage", key), ("updated", "navigation", menu.pk)}


def test_site_settings_are_an_object(logged: Log) -> None:
    settings = SiteSettings.objects.create(site=Site.objects.get(), organisation_name="Nuages")

    assert told(logged()) == [("published", "sitesettings", settings.pk)]


def test_locale_is_a_setting(logged: Log) -> None:
    locale = Locale.objects.create(language_code="zh-hans")

    (row,) = logged()
    assert (row.kind, row.object_type, row.object_id) == ("settings", "locale", locale.pk)
    assert "everything" in row.tags.split()
