"""How previews stand in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.widgets import Button

from ..frames import FrontendPreviewMixin, frontend_origin, has_frontend
from ..rights import may_edit
from . import log_entries  # noqa: F401  (registers what is written down about links)
from .checks import CheckerAcrossOrigins
from .report import PreviewLinksReport
from .sharing import RevokePreviewView, SharePreviewView

urls = [
    path("", PreviewLinksReport.as_view(), name="report"),
    path("results/", PreviewLinksReport.as_view(results_only=True), name="report_results"),
    path("pages/<int:page>/", SharePreviewView.as_view(), name="share"),
    path("<int:pk>/revoke/", RevokePreviewView.as_view(), name="revoke"),
]


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("shared-previews/", include((urls, "previews_admin")))]


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_frontend()


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return ReportMenuItem("Shared previews", reverse("previews_admin:report"), icon_name="view", order=850)


@hooks.register("register_page_header_buttons")
def share_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of the page's header, in the editor and in the list of pages."""
    if has_frontend() and _can_be_shared(page, user):
        yield Button(
            "Share preview", url=reverse("previews_admin:share", args=[page.pk]), icon_name="view", priority=62
        )


def _can_be_shared(page: Any, user: Any) -> bool:
    is_ours = issubclass(page.specific_class or type(page), FrontendPreviewMixin)
    return bool(page.pk) and is_ours and page.alias_of_id is None and may_edit(user, page)


@hooks.register("insert_editor_js")
def jump_script() -> str:
    """Lets a click on a block in the preview lead to its field."""
    if not has_frontend():
        return ""
    return format_html(
        '<script src="{}" data-frontend-origin="{}" defer></script>', static("content_api/jump.js"), frontend_origin()
    )


@hooks.register("construct_wagtail_userbar")
def checks_across_origins(request: Any, items: list[Any], page: Any) -> None:
    """Let the checks of the content in the editor and those in the frontend talk to each other."""
    if not has_frontend() or request is None:
        return
    editor = f"{request.scheme}://{request.get_host()}"
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            other = frontend_origin() if item.in_editor else editor
            items[position] = CheckerAcrossOrigins(other, in_editor=item.in_editor)
