"""The demo content: complete, as editors would make it, and loaded once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site, TaskState

from accounts.demo import DEMO_PASSWORD
from accounts.models import User
from articles.blocks import BodyBlock
from articles.demo import files
from articles.demo.streams import stream
from articles.demo.tree import PageNotFoundError, page_at
from articles.models import ArticlePage, Author, Claim, CompanyPage, ComparisonPage, Framework, Source, Topic
from articles.publishing.problems import problems
from content_api.lookahead import Loader
from content_api.viewer import default_viewer
from home.models import HomePage, Navigation, SiteSettings
from media.models import Document, Image, Rendition
from syndication.models import SyndicationPartner
from syndication.partners import tokens
from syndication.partners.problems import problems_of
from tests.demo import demo_content, load

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_media: Path) -> Iterator[str]:
    """What the command said when it loaded everything."""
    with demo_content(django_db_blocker, demo_media) as output:
        yield output


@pytest.fixture(autouse=True)
def demo(said: str, demo_media: Path, settings: Settings, media_root: Path) -> None:
    settings.MEDIA_ROOT = demo_media
    settings.DEMO_USERS_ALLOWED = True


def streams() -> Iterator[tuple[Page, StreamValue]]:
    for page in Page.objects.filter(depth__gt=1).specific():
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                yield page, getattr(page, field.name)


def everything() -> dict[str, list[Any]]:
    """All rows of our apps and all pages, as the database has them."""
    models = [
        model
        for label in ("articles", "home", "media", "accounts")
        for model in apps.get_app_config(label).get_models()
    ]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in [*models, Page]}


def test_it_says_what_it_made(said: str) -> None:
    assert re.fullmatch(r"Demo content: 5 users, \d+ pages and facts made in \d+ s\.\n", said)


def test_partner_that_gets_what_was_agreed_on(client: Client) -> None:
    (partner,) = SyndicationPartner.objects.all()
    token = tokens.current(partner)
    assert token is not None

    feed = client.get(urlsplit(tokens.address_of(partner, tokens.text_of(token))).path)

    assert (problems_of(partner), feed.status_code, feed["Content-Type"]) == (
        [],
        200,
        "application/rss+xml; charset=utf-8",
    )
    assert "Security in Django" in feed.content.decode()
    assert "First published by Nuages Demo" in feed.content.decode()


@pytest.mark.parametrize(
    ("model", "language", "at_least"),
    [
        (ArticlePage, "en", 8),
        (CompanyPage, "en", 12),
        (ComparisonPage, "en", 6),
        (ArticlePage, "zh-hans", 2),
        (CompanyPage, "zh-hans", 1),
        (ComparisonPage, "zh-hans", 1),
    ],
)
def test_there_is_enough_of_each_page(model: type[Page], language: str, at_least: int) -> None:
    assert model.objects.filter(live=True, locale__language_code=language).count() >= at_least


@pytest.mark.parametrize(
    ("model", "at_least"), [(Framework, 8), (Author, 4), (Topic, 6), (Claim, 25), (Source, 30), (Document, 1)]
)
def test_there_is_enough_of_each_snippet(model: type[Any], at_least: int) -> None:
    assert model.objects.count() >= at_least


def test_one_author_is_a_team() -> None:
    assert Author.objects.filter(kind="team").count() == 1


def test_articles_are_worth_reading_and_not_too_long() -> None:
    words = ArticlePage.objects.live().filter(locale__language_code="en").values_list("slug", "word_count")
    assert [slug for slug, count in words if not 500 <= count <= 1200] == []


def test_articles_use_every_block() -> None:
    used = {block.block_type for page, value in streams() if isinstance(page, ArticlePage) for block in value}
    assert used >= set(BodyBlock().child_blocks)


def test_editors_could_have_saved_every_block() -> None:
    cleaned = [(page.slug, len(value.stream_block.clean(value)) == len(value)) for page, value in streams()]
    assert [slug for slug, kept in cleaned if not kept] == []
    assert len(cleaned) > 40


def test_everything_is_without_problems_and_live_but_what_was_handed_in() -> None:
    pages = Page.objects.filter(depth__gt=1).specific()
    assert [(page.slug, problems(page)) for page in pages if problems(page)] == []
    assert [page.slug for page in pages if not page.live] == ["how-we-keep-facts-fresh"]


def test_an_article_waits_for_a_moderator() -> None:
    page = ArticlePage.objects.get(live=False)
    assert (page.owner.username, page.latest_revision.user.username) == ("author", "author")
    waiting = {
        user.username: [state.revision.content_object for state in TaskState.objects.reviewable_by(user)]
        for user in User.objects.filter(is_superuser=False)
    }
    assert waiting == {"author": [], "editor": [page], "marketer": [], "moderator": [page]}
    assert mail.outbox == []


def used_on(claim: Claim) -> list[Page]:
    found: list[Page] = vars(Claim)["used_on"].of(claim, Loader(default_viewer()))
    return found


def test_one_claim_waits_for_a_source() -> None:
    [claim] = Claim.objects.filter(live=False)
    assert claim.claim_sources.count() == 0
    assert used_on(claim) == []


def test_every_other_claim_has_sources_and_is_found_where_it_is_shown() -> None:
    assert list(Claim.objects.filter(live=True, claim_sources=None)) == []
    shown = [claim for claim in Claim.objects.filter(live=True) if used_on(claim)]
    assert len(shown) >= 25


def test_links_lead_to_pages_and_documents() -> None:
    texts = [page.body.get_prep_value().__repr__() for page in ArticlePage.objects.all()]
    links = [link for text in texts for link in re.findall(r"<a ([a-z]+)=\"([a-z]*)", text)]

    assert {name for name, _ in links} <= {"href", "linktype"}
    assert {("linktype", "page"), ("linktype", "document")} <= set(links)


def test_translations_belong_to_their_originals() -> None:
    for page in Page.objects.filter(locale__language_code="zh-hans", depth__gt=2).specific():
        original = page.get_translations().get(locale__language_code="en")
        assert (page.slug, type(page)) == (original.slug, original.specific_class)
        assert page.search_description != original.search_description or page.body != original.body


def test_links_of_a_translation_stay_in_its_language() -> None:
    home = HomePage.objects.get(locale__language_code="zh-hans")
    languages = {entry.featured_page.locale.language_code for entry in home.featured_pages.all()}
    assert languages == {"zh-hans"}


def test_the_home_page_stands_at_the_root_of_the_site() -> None:
    home = Site.objects.get().root_page.specific
    assert (type(home), home.slug, home.title) == (HomePage, "home", "Nuages Demo")
    assert home.featured_pages.count() == 4
    assert [block.block_type for block in home.sections][:2] == ["heading", "paragraph"]


def test_menus_and_settings_are_there() -> None:
    assert set(Navigation.objects.values_list("slug", "locale__language_code")) == set(
        itertools.product(["main", "footer"], ["en", "zh-hans"])
    )
    assert SiteSettings.for_site(Site.objects.get()).organisation_name == "Nuages Demo"


def test_pages_were_published_on_different_past_days() -> None:
    dates = list(ArticlePage.objects.live().values_list("first_published_at", "last_published_at", "modified_at"))
    assert all(first == last == modified < timezone.now() for first, last, modified in dates)
    assert len({first for first, _, _ in dates}) == len(dates)


def test_covers_differ_and_no_rendition_was_made() -> None:
    hashes = list(Image.objects.values_list("file_hash", flat=True))
    assert len(set(hashes)) == len(hashes) >= 9
    assert not Rendition.objects.exists()
    assert all(default_storage.exists(name) for name in Image.objects.values_list("file", flat=True))


@pytest.mark.parametrize(
    ("username", "groups", "is_superuser"),
    [
        ("admin", set(), True),
        ("editor", {"Editors", "Moderators"}, False),
        ("moderator", {"Moderators"}, False),
        ("author", {"Editors"}, False),
    ],
)
def test_people_can_log_in(username: str, groups: set[str], is_superuser: bool) -> None:
    user = User.objects.get(username=username)
    assert user.check_password(DEMO_PASSWORD)
    assert set(user.groups.values_list("name", flat=True)) == groups
    assert user.is_superuser == is_superuser


def test_the_editor_may_publish_and_the_author_may_not() -> None:
    page = ArticlePage.objects.first()
    may_publish = {
        user.username: page.permissions_for_user(user).can_publish()
        for user in User.objects.filter(username__in=["editor", "author"])
    }
    assert may_publish == {"editor": True, "author": False}


def test_pages_belong_to_the_editor() -> None:
    assert set(ArticlePage.objects.live().values_list("owner__username", "live_revision__user__username")) == {
        ("editor", "editor")
    }


def test_search_finds_the_content() -> None:
    assert "what-is-django" in {page.slug for page in ArticlePage.objects.live().search("Django")}


def test_loading_again_changes_nothing() -> None:
    before = everything()

    assert re.fullmatch(r"Demo content: 0 users, 0 pages and facts made in \d+ s\.\n", load())

    assert everything() == before


def test_what_an_editor_changed_stays() -> None:
    page = ArticlePage.objects.get(slug="what-is-django", locale__language_code="en")
    page.title, page.body = "My own words", []
    page.save_revision().publish()
    home = Site.objects.get().root_page.specific
    home.hero_title = "My own title"
    home.save_revision().publish()
    User.objects.filter(username="editor").update(first_name="Elsewhere")

    load()

    assert ArticlePage.objects.get(pk=page.pk).title == "My own words"
    assert HomePage.objects.get(pk=home.pk).hero_title == "My own title"
    assert User.objects.get(username="editor").first_name == "Elsewhere"


def test_what_was_deleted_comes_back() -> None:
    ComparisonPage.objects.get(slug="django-and-jekyll").delete()

    assert "0 users, 1 pages and facts" in load()

    assert ComparisonPage.objects.get(slug="django-and-jekyll").live


def test_a_database_with_content_is_left_alone_on_request() -> None:
    CompanyPage.objects.filter(slug="torchbox").update(title="Kept")
    before = everything()

    assert load(if_empty=True) == "There is content already: no demo content loaded.\n"

    assert everything() == before


def test_a_site_of_another_kind_is_refused() -> None:
    Site.objects.update(root_page=page_at("about", Locale.get_default()))

    with pytest.raises(CommandError, match="needs a default site whose root is a home page"):
        load()


def test_no_users_where_their_password_would_do_harm(settings: Settings) -> None:
    settings.DEMO_USERS_ALLOWED = False
    User.objects.filter(username="author").delete()

    assert load().startswith("No demo users: their password is public, so they exist under development settings only.")

    assert not User.objects.filter(username="author").exists()


def test_a_slip_in_the_content_is_named(tmp_path: Path) -> None:
    locale = Site.objects.get().root_page.locale
    with pytest.raises(ValueError, match="gives a quote block the unknown fields"):
        stream(BodyBlock(), [{"type": "quote", "txt": "?"}], locale, seed=Site.objects.get().root_page.specific.uid)
    with pytest.raises(PageNotFoundError, match="names a page “articles/nothing” that does not exist"):
        page_at("articles/nothing", locale)
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ")
    with pytest.raises(ValueError, match=r"broken\.toml"):
        files.read(broken)
