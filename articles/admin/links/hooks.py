"""Where the report stands in the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .detail import CheckAgainView, LinkView, UseCopyView
from .report import LinkReportView
from .rights import looks_after_links


class LinksMenuItem(MenuItem):
    """For those who look after links."""

    def is_shown(self, request: HttpRequest) -> bool:
        return looks_after_links(request.user)


@hooks.register("register_reports_menu_item")
def links_menu_item() -> LinksMenuItem:
    return LinksMenuItem("Links", reverse("links:report"), name="links", icon_name="link-external", order=650)


@hooks.register("register_admin_urls")
def link_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", LinkReportView.as_view(), name="report"),
        path("results/", LinkReportView.as_view(results_only=True), name="results"),
        path("<int:pk>/", LinkView.as_view(), name="link"),
        path("<int:pk>/check/", CheckAgainView.as_view(), name="check_again"),
        path("<int:pk>/copy/", UseCopyView.as_view(), name="use_copy"),
    ]
    return [path("reports/links/", include((patterns, "links")))]
