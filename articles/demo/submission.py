"""An article that waits for a moderator, so that the desk shows what moderation looks like."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Locale

from articles.models import ArticlePage
from media.demo import demo_uid

from . import files, pages
from .tree import page_at

FOLDER = "submitted"


def load_submission() -> int:
    """Hand in what is missing, as the demo's author; answers how many pages that was. Without the author none."""
    author = get_user_model().objects.filter(username="author").first()
    if author is None:
        return 0
    missing = [
        (slug, content)
        for slug, content in files.pages(FOLDER)
        if not ArticlePage.objects.filter(uid=demo_uid(FOLDER, slug)).exists()
    ]
    for slug, content in missing:
        hand_in(slug, content, author)
    return len(missing)


def hand_in(slug: str, content: dict[str, Any], author: Any) -> None:
    locale = Locale.get_default()
    page = ArticlePage(
        uid=demo_uid(FOLDER, slug), title=content["title"], slug=slug, live=False, owner=author, locale=locale
    )
    page_at("articles", locale).add_child(instance=page)
    pages.fill(page, "articles", content, locale)
    page.save()
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
