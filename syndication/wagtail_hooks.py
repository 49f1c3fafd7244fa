"""What the app adds to Wagtail's admin: test mails, partners, the panel of outdated texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from .admin.trial_views import send_test
from .models import NewsletterIssuePage
from .partners.admin import log_entries
from .partners.admin.outdated_report import OutdatedTextsReport
from .partners.admin.panel import OutdatedTextsPanel
from .partners.admin.viewsets import PartnerViewSet


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    return [
        path("newsletters/<int:page_id>/test/", send_test, name="syndication_send_test"),
        path("desk/", include((OutdatedTextsReport.urls(), "desk_syndication"))),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def button_for_tests(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """On each issue that the user may edit."""
    if page.specific_class is NewsletterIssuePage and page.permissions_for_user(user).can_edit():
        address = reverse("syndication_send_test", args=[page.pk])
        yield Button("Send a test", address, icon_name="mail", priority=60)


@hooks.register("register_admin_viewset")
def register_partners() -> PartnerViewSet:
    return PartnerViewSet()


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    log_entries.register(actions)


@hooks.register("register_reports_menu_item")
def outdated_texts_item() -> MenuItem:
    return OutdatedTextsReport.menu_item()


@hooks.register("construct_homepage_panels")
def add_outdated_texts(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OutdatedTextsPanel(request))
