"""What the app adds to Wagtail's admin: test mails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button

from .admin.trial_views import send_test
from .models import NewsletterIssuePage


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("newsletters/<int:page_id>/test/", send_test, name="syndication_send_test")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def button_for_tests(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """On each issue that the user may edit."""
    if page.specific_class is NewsletterIssuePage and page.permissions_for_user(user).can_edit():
        address = reverse("syndication_send_test", args=[page.pk])
        yield Button("Send a test", address, icon_name="mail", priority=60)
