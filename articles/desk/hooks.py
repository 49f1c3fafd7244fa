"""What the desk adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets import Button

from articles.models import Claim

from . import log_entries
from .bulk_actions import BULK_ACTIONS
from .duplicates import hooks as duplicate_hooks  # noqa: F401  (registers its own)
from .duplicates.views import duplicates_view
from .panels.chart import ClaimChartPanel
from .panels.claims import ClaimsPanel
from .panels.reviews import ReviewsPanel
from .panels.schedules import ScheduledPagesPanel, ScheduleFailuresPanel
from .panels.sources import DeadSourcesPanel
from .panels.well import AllIsWellPanel
from .reports import REPORTS
from .reports.claims import uses_url
from .review_views import mark_reviewed_view
from .reviews import is_reviewable

PANELS = (ScheduleFailuresPanel, ClaimsPanel, DeadSourcesPanel, ReviewsPanel, ScheduledPagesPanel, ClaimChartPanel)
MODERATION_ORDER = 110  # below what failed, above what is due

hooks.register("register_log_actions")(log_entries.register)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """The most urgent first: what failed, what others wait for, what is due, what is to come."""
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = MODERATION_ORDER
    panels += [panel(request) for panel in PANELS]
    panels.append(AllIsWellPanel(panels))


@hooks.register("insert_editor_js")
def autosave_script() -> str:
    """Keeps publishing and autosave, which know nothing of each other in Wagtail 8, from storing rows twice."""
    return format_html('<script src="{}" defer></script>', static("articles/desk/autosave.js"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    urls = [
        *[url for report in REPORTS for url in report.urls()],
        path("pages/<int:page_id>/reviewed/", mark_reviewed_view, name="mark_reviewed"),
        path("duplicates/", duplicates_view, name="duplicates"),
    ]
    return [path("desk/", include((urls, "desk")))]


def _register_menu_item(report: Any) -> None:
    @hooks.register("register_reports_menu_item")
    def menu_item() -> MenuItem:
        item: MenuItem = report.menu_item()
        return item


for each in REPORTS:
    _register_menu_item(each)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def review_button(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """On each page that is reviewed and that the user may edit."""
    if is_reviewable(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            "Mark as reviewed",
            icon_name="history",
            priority=55,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse(
                    "desk:mark_reviewed", args=[page.pk], query={"next": next_url} if next_url else None
                ),
            },
        )


@hooks.register("register_snippet_listing_buttons")
def uses_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """From a claim to where it is used."""
    if isinstance(snippet, Claim):
        yield Button("Where it is used", uses_url(snippet), icon_name="link", priority=25)
