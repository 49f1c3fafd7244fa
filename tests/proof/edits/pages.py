"""What is written on pages: created, edited, published, scheduled, taken off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.rich_text import RichText

from articles.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ArticleSource,
    Author,
    Claim,
    CompanyPage,
    ComparisonPage,
    RelatedPage,
    Source,
    Topic,
)
from home.models import HomePage, StandardPage
from media.models import Document, Image

from .edit import Choose, World, edit, often, rows


def editable(*models: type[Page]) -> list[Any]:
    """Pages that can be edited: no aliases, which are written with their source."""
    return rows(Page.objects.filter(depth__gt=1, alias_of=None).exact_type(*(models or ALL)))


ALL = (ArticlePage, CompanyPage, ComparisonPage, StandardPage, HomePage, ArticleIndexPage)


def draft_of(page: Page) -> Any:
    """The page as its editor opens: its newest draft."""
    return page.get_latest_revision_as_object()


def publish(page: Any) -> None:
    """As the button does it: the draft is stored, then published."""
    page.save_revision(log_action=True).publish()


@often
@edit
def retitle(world: World, choose: Choose) -> None:
    page = draft_of(choose([page for page in editable() if page.live and not page.has_unpublished_changes]))
    page.title = f"Retitled {world.number()}"
    publish(page)
    world.retitled = page


@edit
def write_draft(world: World, choose: Choose) -> None:
    page = draft_of(choose(editable()))
    page.title = f"Secret draft {world.number()}"
    page.save_revision(log_action=True)


@edit
def publish_draft(world: World, choose: Choose) -> None:
    page = choose([page for page in editable() if page.has_unpublished_changes and page.latest_revision_id])
    page.get_latest_revision().publish()


@often
@edit
def write(world: World, choose: Choose) -> None:
    page = draft_of(choose(editable(ArticlePage)))
    choose(WRITINGS)(page, world, choose)
    publish(page)


def _authors(page: ArticlePage, world: World, choose: Choose) -> None:
    page.article_authors = [ArticleAuthor(author=choose(rows(Author.objects)))]


def _topics(page: ArticlePage, world: World, choose: Choose) -> None:
    page.topics = [choose(rows(Topic.objects))]


def _tags(page: ArticlePage, world: World, choose: Choose) -> None:
    page.tags.set([choose(["fast", "slow", "séparé", f"tag-{world.number()}"])])


def _sources(page: ArticlePage, world: World, choose: Choose) -> None:
    page.article_sources = [ArticleSource(source=choose(rows(Source.objects)))]


def _related(page: ArticlePage, world: World, choose: Choose) -> None:
    page.related_pages = [RelatedPage(related_page=choose(rows(Page.objects.filter(depth__gt=2))))]


def _hero(page: ArticlePage, world: World, choose: Choose) -> None:
    page.hero_image = choose([None, *rows(Image.objects)])


def _share_image(page: ArticlePage, world: World, choose: Choose) -> None:
    page.share_image = choose([None, *rows(Image.objects)])


def _words(page: ArticlePage, world: World, choose: Choose) -> None:
    page.standfirst = choose(["Everywhere and again.", "Nowhere.", f"Everywhere, {world.number()} times."])


def _link(page: ArticlePage, world: World, choose: Choose) -> None:
    target = choose(rows(Page.objects.filter(depth__gt=1)))
    text = RichText(f'<p>See <a linktype="page" id="{target.pk}">there</a>.</p>')
    page.body = [("paragraph", {"body": text})]


def _document(page: ArticlePage, world: World, choose: Choose) -> None:
    page.body = [("document", {"document": choose(rows(Document.objects)), "title": "", "text": ""})]


def _claim(page: ArticlePage, world: World, choose: Choose) -> None:
    page.body = [("claim", {"claim": choose(rows(Claim.objects)), "note": ""})]


def _card(page: ArticlePage, world: World, choose: Choose) -> None:
    page.body = [("article_card", {"article": choose(rows(ArticlePage.objects)), "teaser": ""})]


def _companies(page: ArticlePage, world: World, choose: Choose) -> None:
    page.body = [("company_list", {"heading": "", "companies": [choose(rows(CompanyPage.objects))]})]


def _comparison(page: ArticlePage, world: World, choose: Choose) -> None:
    page.body = [("comparison", {"comparison": choose(rows(ComparisonPage.objects)), "heading": ""})]


WRITINGS = (
    *(_authors, _topics, _tags, _sources, _related, _hero, _share_image, _words),
    *(_link, _document, _claim, _card, _companies, _comparison),
)


@edit
def create_article(world: World, choose: Choose) -> None:
    number = world.number()
    parent = choose(rows(ArticleIndexPage.objects))
    page = ArticlePage(title=f"Secret new {number}", slug=f"new-{number}", live=False, locale=parent.locale)
    page.standfirst = "Everywhere and new."
    page.topics = [choose(rows(Topic.objects))]
    parent.add_child(instance=page)
    if choose([True, True, False]):
        publish(page)
    else:
        page.save_revision()


@edit
def create_standard_page(world: World, choose: Choose) -> None:
    number = world.number()
    parent = choose(rows(Page.objects.exact_type(HomePage, StandardPage)))
    page = StandardPage(title=f"Plain {number}", slug=f"plain-{number}", live=False, locale=parent.locale)
    parent.add_child(instance=page)
    publish(page)


@edit
def rename(world: World, choose: Choose) -> None:
    page = draft_of(choose([page for page in editable() if page.depth > 2]))
    page.slug = choose([f"renamed-{world.number()}", "first", "second", "plain"])
    publish(page)


@edit
def unpublish(world: World, choose: Choose) -> None:
    page = choose([page for page in rows(Page.objects.filter(depth__gt=2)) if page.live])
    editor, _ = get_user_model().objects.get_or_create(username="editor", is_superuser=True)
    UnpublishPageAction(page.specific, user=editor, include_descendants=choose([False, True])).execute()


@edit
def publish_again(world: World, choose: Choose) -> None:
    publish(draft_of(choose([page for page in editable() if not page.live])))


@edit
def schedule(world: World, choose: Choose) -> None:
    page = draft_of(choose(editable()))
    page.title = f"Scheduled {world.number()}"
    page.go_live_at = timezone.now() + dt.timedelta(hours=choose([1, 5, 30]))
    publish(page)


@edit
def let_expire(world: World, choose: Choose) -> None:
    page = draft_of(choose([page for page in editable() if page.live and page.depth > 2]))
    page.expire_at = timezone.now() + dt.timedelta(hours=choose([1, 5, 30]))
    publish(page)


@edit
def no_longer_expire(world: World, choose: Choose) -> None:
    page = draft_of(choose([page for page in editable() if page.expire_at]))
    page.expire_at = None
    publish(page)


@edit
def change_criterion(world: World, choose: Choose) -> None:
    page = draft_of(choose(editable(ComparisonPage)))
    row = page.rows.all()[0]
    row.criterion = f"Criterion {world.number()}"
    publish(page)


@edit
def change_adoption(world: World, choose: Choose) -> None:
    page = draft_of(choose(editable(CompanyPage)))
    adoption = page.adoptions.all()[0]
    adoption.used_for = f"Purpose {world.number()}"
    adoption.claim = choose([None, *rows(Claim.objects)])
    publish(page)
