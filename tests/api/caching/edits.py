"""Editorial operations, and the content that they are done to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage, ComparisonPage, Framework, RelatedPage
from home.models import Navigation, NavigationItem, SiteSettings
from tests.api.lookahead.content import article_with_everything, articles, companies, comparison
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import NavigationFactory


@dataclass
class Content:
    """What is edited."""

    whole: ArticlePage
    others: list[ArticlePage]
    compared: ComparisonPage
    framework: Framework
    menu: Navigation


def some_content() -> Content:
    """Content with everything that the edits need."""
    others = articles(5)
    whole = article_with_everything(2)
    whole.related_pages = [*whole.related_pages.all(), RelatedPage(related_page=others[0])]
    whole.save()
    compared = comparison(2)
    companies(2)
    framework = FrameworkFactory(slug="framework-one")
    ClaimFactory(framework=framework)
    menu = NavigationFactory()
    NavigationItem.objects.create(navigation=menu, label="Whole", page=whole)
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"organisation_name": "Name"}
    )
    Redirect.objects.create(old_path="/old", redirect_page=whole)
    return Content(whole, others, compared, framework, menu)


Edit = Callable[[Content], Any]


def publish(page: Any) -> None:
    page.save_revision().publish()


def retitle(content: Content) -> None:
    page = ArticlePage.objects.get(pk=content.whole.pk)
    page.title = "Another title"
    publish(page)


def rename(content: Content) -> None:
    page = ArticlePage.objects.get(pk=content.whole.pk)
    page.slug = "renamed"
    publish(page)


def rename_above(content: Content) -> None:
    index = Page.objects.get(pk=content.whole.get_parent().pk).specific
    index.slug = "texts"
    publish(index)


def restrict(content: Content) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=content.whole.pk), restriction_type="login")


def unrestrict(content: Content) -> None:
    PageViewRestriction.objects.all().delete()


def alias(content: Content) -> None:
    content.whole.create_alias(parent=Page.objects.get(slug="home"), update_slug="alias")


def translate(content: Content) -> None:
    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    page = Page.objects.get(pk=content.others[0].pk).specific
    publish(page.copy_for_translation(locale, copy_parents=True))


def hide_image(content: Content) -> None:
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    image = content.whole.hero_image
    image.collection = closed
    image.save()


def change_image(content: Content) -> None:
    image = content.whole.hero_image
    image.title = image.description = "Another image"
    image.save()


def change_claim(content: Content) -> None:
    claim = content.framework.claims.get()
    claim.live = False
    claim.save()


def change_settings(content: Content) -> None:
    settings = SiteSettings.objects.get()
    settings.organisation_name = "Other"
    settings.save()


def change_menu(content: Content) -> None:
    item = content.menu.items.get(page__isnull=False)
    item.label = "Other"
    item.save()


def change_site(content: Content) -> None:
    site = Site.objects.get(is_default_site=True)
    site.hostname = "other.example"
    site.save()


def change_author(content: Content) -> None:
    author = content.others[0].article_authors.first().author
    author.name = "Other"
    author.save()


def change_source(content: Content) -> None:
    source = content.whole.article_sources.first().source
    source.title = "Other"
    source.save()


def rename_tag(content: Content) -> None:
    tag = content.whole.tags.order_by("pk").first()
    tag.name = "Another tag"
    tag.save()


def change_framework(content: Content) -> None:
    framework = Framework.objects.get(pk=content.compared.comparison_frameworks.first().framework_id)
    framework.name = "Other"
    framework.save()


def move(content: Content) -> None:
    Page.objects.get(pk=content.whole.pk).move(Page.objects.get(slug="home"), pos="last-child")


def unpublish(content: Content) -> None:
    content.whole.unpublish()


def publish_again(content: Content) -> None:
    publish(ArticlePage.objects.get(pk=content.whole.pk))


def unpublish_related(content: Content) -> None:
    content.others[0].unpublish()


def unpublish_above(content: Content) -> None:
    content.whole.get_parent().specific.unpublish()


def delete(content: Content) -> None:
    ArticlePage.objects.get(pk=content.whole.pk).delete()


def create(content: Content) -> None:
    ArticlePageFactory(slug="new", parent=content.whole.get_parent())


def redirect(content: Content) -> None:
    Redirect.objects.create(old_path="/articles/new", redirect_link="/elsewhere/")


def delete_redirects(content: Content) -> None:
    Redirect.objects.all().delete()


def create_snippets(content: Content) -> None:
    AuthorFactory()
    TopicFactory()


# In an order in which each of them changes something that can be seen. The last ones leave little to change.
EDITS: tuple[Edit, ...] = (
    retitle,
    change_image,
    change_author,
    change_source,
    rename_tag,
    change_framework,
    change_claim,
    change_menu,
    change_settings,
    create_snippets,
    translate,
    alias,
    redirect,
    delete_redirects,
    create,
    unpublish_related,
    unpublish,
    publish_again,
    restrict,
    unrestrict,
    hide_image,
    rename,
    rename_above,
    unpublish_above,
    move,
    change_site,
    delete,
)
