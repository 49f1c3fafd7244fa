"""What the reports have in common."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import URLPattern, path, reverse
from django.utils.functional import classproperty
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from articles.admin.searching import SearchedFirst

from .exports import GuardedExport


class DeskReport(SearchedFirst, GuardedExport, ReportView):
    """``name`` is its part of addresses; who has none of the permissions on ``model`` neither sees nor opens it.

    Reports of other apps have a ``namespace`` of their own.
    """

    namespace = "desk"
    name = ""
    menu_order = 100
    template_name = "articles/desk/reports/report.html"
    any_permission_required = ["add", "change", "delete", "view"]

    @classproperty
    def index_url_name(cls) -> str:  # noqa: N805
        return f"{cls.namespace}:{cls.name}"

    @classproperty
    def index_results_url_name(cls) -> str:  # noqa: N805
        return f"{cls.namespace}:{cls.name}_results"

    @classproperty
    def export_filename(cls) -> str:  # noqa: N805
        return str(cls.name)

    @classmethod
    def urls(cls) -> list[URLPattern]:
        return [
            path(f"{cls.name}/", cls.as_view(), name=cls.name),
            path(f"{cls.name}/results/", cls.as_view(results_only=True), name=f"{cls.name}_results"),
        ]

    @classmethod
    def menu_item(cls) -> MenuItem:
        return ReportMenuItem(cls)

    @classmethod
    def is_for(cls, user: Any) -> bool:
        """Whether the user may open the report."""
        return bool(policy_registry.get_by_type(cls.model).user_has_any_permission(user, cls.any_permission_required))

    def user_has_any_permission(self, permissions: Any) -> bool:
        return self.is_for(self.request.user)

    def get_filtered_queryset(self) -> Any:
        # Wagtail filters a second time here, which joins the related tables twice.
        return self.get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": [versioned_static("articles/desk/desk.css")]})
        return context


class ReportMenuItem(MenuItem):
    """In the menu of reports, for those who may open the report."""

    def __init__(self, report: type[DeskReport]) -> None:
        self.report = report
        super().__init__(
            report.page_title,
            reverse(report.index_url_name),
            name=f"desk-{report.name}",
            icon_name=report.header_icon,
            order=report.menu_order,
        )

    def is_shown(self, request: Any) -> bool:
        return self.report.is_for(request.user)
