"""A client that starts from nothing and follows ``changes`` ends with exactly what is public."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, Claim, Framework, Topic
from home.models import StandardPage
from tests.api.conftest import Ask
from tests.changes import number_changes
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

from .states import seen_by_the_log, seen_by_the_public

CHANGES = """
query ($since: String, $first: Int) {
  changes(since: $since, first: $first) {
    cursor hasMore
    nodes { type id path isTombstone kind node { __typename ... on PageInterface { title } } }
  }
}
"""
STEPS = 60


class Copy:
    """What a client has of the content: paths and titles, by type and id."""

    def __init__(self, ask: Ask, first: int) -> None:
        self.ask, self.first = ask, first
        self.cursor: str | None = None
        self.objects: dict[tuple[str, str], tuple[str | None, str | None]] = {}

    def catch_up(self) -> None:
        has_more = True
        while has_more:
            answer = self.ask(CHANGES, since=self.cursor, first=self.first)["changes"]
            for node in answer["nodes"]:
                key = (node["type"], node["id"])
                if node["isTombstone"]:
                    self.objects.pop(key, None)
                elif node["node"]:
                    self.objects[key] = (node["path"], node["node"].get("title"))
            self.cursor, has_more = answer["cursor"], answer["hasMore"]


class Editors:
    """Random editorial work. What the system refuses is no step."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.done = 0

    def step(self) -> None:
        work: Callable[[], Any] = self.random.choice(
            [
                *[self.create, self.create, self.edit, self.unpublish, self.publish, self.rename, self.move],
                *[self.delete, self.restrict, self.free, self.alias, self.hide_framework, self.use_image],
                *[self.redirect, self.draft],
            ]
        )
        try:
            with transaction.atomic():
                work()
        except (Exception, IntegrityError) as error:
            if type(error).__module__.startswith("content_api") or isinstance(error, AssertionError | TypeError):
                raise
        else:
            self.done += 1

    def page(self) -> Any:
        return self.random.choice(list(Page.objects.filter(depth__gt=2))).specific

    def create(self) -> None:
        parent = self.random.choice([home_page(), *StandardPage.objects.all()])
        make: list[Callable[[], Any]] = [
            lambda: StandardPageFactory(parent=parent, live=self.random.random() < 0.8),
            ArticlePageFactory,
            TopicFactory,
            ClaimFactory,
            lambda: ClaimFactory(company=CompanyPageFactory(), framework=None),
            lambda: FrameworkFactory(live=False),
        ]
        self.random.choice(make)()

    def edit(self) -> None:
        page = self.page()
        page.title = f"Title {self.random.random()}"
        page.save_revision().publish()

    def draft(self) -> None:
        page = self.page()
        page.title = f"Secret {self.random.random()}"
        page.save_revision()

    def unpublish(self) -> None:
        self.page().unpublish()

    def publish(self) -> None:
        self.page().get_latest_revision_as_object().save_revision().publish()

    def rename(self) -> None:
        page = self.page()
        page.slug = f"slug-{self.random.randrange(10**6)}"
        page.save()

    def move(self) -> None:
        self.page().move(self.random.choice([home_page(), self.page()]), pos="last-child")

    def delete(self) -> None:
        model = self.random.choice([Page, Topic, Claim])
        rows = model.objects.filter(depth__gt=2) if model is Page else model.objects.all()
        self.random.choice(list(rows)).delete()

    def restrict(self) -> None:
        PageViewRestriction.objects.create(page=self.page(), restriction_type=PageViewRestriction.LOGIN)

    def free(self) -> None:
        self.random.choice(list(PageViewRestriction.objects.all())).delete()

    def alias(self) -> None:
        self.page().create_alias(parent=home_page(), update_slug=f"alias-{self.random.randrange(10**6)}")

    def hide_framework(self) -> None:
        framework = self.random.choice(list(Framework.objects.all()))
        Framework.objects.filter(pk=framework.pk).update(live=not framework.live)

    def use_image(self) -> None:
        article = self.random.choice(list(ArticlePage.objects.all()))
        article.share_image = self.random.choice([None, ImageFactory()])
        article.save()

    def redirect(self) -> None:
        Redirect.objects.create(old_path=f"/old-{self.random.randrange(10**6)}", redirect_page=self.page())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copy_ends_with_what_is_public(ask: Ask, seed: int) -> None:
    editors, eager, lazy = Editors(seed), Copy(ask, first=3), Copy(ask, first=7)
    for _ in range(STEPS):
        editors.step()
        number_changes()
        assert seen_by_the_log() == seen_by_the_public()
        if editors.random.random() < 0.3:
            eager.catch_up()
    fresh = Copy(ask, first=100)
    for one in (eager, lazy, fresh):
        one.catch_up()

    public = {(kind, str(key)): path or None for (kind, key), (path, _) in seen_by_the_public().items()}
    copied = {(kind.lower().replace("_", ""), key): path for (kind, key), (path, _) in fresh.objects.items()}
    assert copied == public
    titles = {str(page.pk): page.title for page in Page.objects.all()}
    pages = [(titles[key], title) for (kind, key), (_, title) in fresh.objects.items() if kind.endswith("_PAGE")]
    assert all(stored == copied for stored, copied in pages)
    assert eager.objects == lazy.objects == fresh.objects
    assert editors.done > 10
