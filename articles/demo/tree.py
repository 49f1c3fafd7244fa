"""Finds pages by the short paths that the demo content uses, and publishes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Locale, Page, Site

TRANSLATED = "zh-hans"


class PageNotFoundError(LookupError):
    """A path in the demo content names no page."""


def home_page(locale: Locale) -> Page:
    """The home page of the default site in `locale`."""
    root = Site.objects.get(is_default_site=True).root_page
    return root if root.locale_id == locale.pk else root.get_translation(locale)


def page_at(path: str, locale: Locale) -> Page:
    """The page at `path` below the home page: "home", "articles", "articles/what-is-django".

    A page that is not translated is taken from the default language.
    """
    for candidate in (locale, Locale.get_default()):
        home = home_page(candidate)
        if path == "home":
            return home
        if page := Page.objects.filter(url_path=f"{home.url_path}{path}/").first():
            return page
    raise PageNotFoundError(f"The demo content names a page “{path}” that does not exist.")


def demo_editor() -> AbstractBaseUser | None:
    """The owner of all demo pages, where demo users are allowed."""
    return get_user_model().objects.filter(username="editor").first()


def days_ago(days: int) -> datetime:
    """Nine o'clock of a past day: demo pages were not all published at once."""
    return (datetime.now(UTC) - timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)


def publish(page: Any, published_at: datetime) -> None:
    """Publish through a revision, as editors do, with `published_at` as the date of both publications."""
    user = demo_editor()
    page.first_published_at = published_at
    type(page).objects.filter(pk=page.pk).update(first_published_at=published_at)
    page.save_revision(user=user).publish(user=user)
    type(page).objects.filter(pk=page.pk).update(
        last_published_at=published_at, latest_revision_created_at=published_at, modified_at=published_at
    )
