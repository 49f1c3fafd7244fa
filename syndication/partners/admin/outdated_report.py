"""The report of texts that read otherwise now, where others hold them."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import DateColumn, StatusTagColumn, TitleColumn

from articles.desk.reports.base import DeskReport

from ...models import SyndicationPartner
from ..outdated import CHANGED, Outdated, outdated_texts
from .panel import sees_outdated_texts, sees_partners


class OutdatedTextsReport(DeskReport):
    """In the order of the panel: partners by name, then newsletter issues, the newest first."""

    model = SyndicationPartner
    namespace = "desk_syndication"
    name = "outdated-texts"
    page_title = "Outdated texts"
    header_icon = "warning"
    menu_order = 750
    verbose_name_plural = "outdated texts"
    list_export = ["title", "holder", "since", "reason"]
    export_headings = {"title": "Article", "holder": "Held by", "since": "State of", "reason": "Since then"}

    @classmethod
    def is_for(cls, user: Any) -> bool:
        return sees_outdated_texts(user)

    @property
    def columns(self) -> list[Any]:
        links = sees_partners(self.request.user)

        def holder_url(text: Outdated) -> str | None:
            return text.holder_url if text.is_issue or links else None

        return [
            TitleColumn("title", label="Article", get_url=lambda text: None),
            TitleColumn("holder", label="Held by", get_url=holder_url),
            DateColumn("since", label="State of"),
            StatusTagColumn("reason", label="Since then", primary=lambda text: text.reason != CHANGED),
        ]

    def get_queryset(self) -> list[Outdated]:
        return outdated_texts()

    def get_heading(self, queryset: Any, field: str) -> str:
        return self.export_headings[field]
