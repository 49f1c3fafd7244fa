"""Where the import is found in the admin: in the menu, and on the pages that articles go below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from articles.models import ArticleIndexPage

from .rights import may_import
from .views import REVIEW, UPLOAD, ReviewView, UploadView


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """A transaction for each file, not for the request: no row is to wait for the host of an image."""
    review = transaction.non_atomic_requests(ReviewView.as_view())
    return [
        path("import-markdown/", UploadView.as_view(), name=UPLOAD),
        path("import-markdown/<uuid:key>/", review, name=REVIEW),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ImportMenuItem("Import Markdown", reverse(UPLOAD), name="import-markdown", icon_name="upload", order=350)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def button_on_indexes(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """On each page that the user may add articles below."""
    if page.specific_class is ArticleIndexPage and page.permissions_for_user(user).can_add_subpage():
        yield Button("Import Markdown", f"{reverse(UPLOAD)}?parent={page.pk}", icon_name="upload", priority=70)
