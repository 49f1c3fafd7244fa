"""What the desk's panels on the dashboard have in common.

A panel shows the few rows that are most urgent, and leads to a report with all of them. One that has nothing to show
takes no room of its own: its sentence stands in the panel "All is well". Panels of other apps are made in the same way.
"""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.forms import Media, MediaDefiningClass
from django.http import HttpRequest
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

SHOWN = 5  # rows of a panel


class PanelType(MediaDefiningClass, ABCMeta):
    """Of components that are not made before their subclasses have said what they must."""


class DeskPanel(Component, metaclass=PanelType):
    """Subclasses say for whom it is, what there is, and where all of it is listed."""

    name = ""
    heading = ""
    icon = "warning"
    order = 100
    all_is_well = ""  # the sentence when there is nothing to do
    template_name = ""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @abstractmethod
    def is_for(self, user: Any) -> bool:
        """Whether what the panel lists is any of the user's work."""

    @abstractmethod
    def find(self) -> tuple[Sequence[Any], int]:
        """The first `SHOWN` rows, and how many there are in all."""

    def report_url(self) -> str:
        """The list of all rows; empty if the panel shows all of them."""
        return ""

    def context(self) -> dict[str, Any]:
        """What the template needs besides the rows."""
        return {}

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("articles/desk/desk.css")]})

    @property
    def html_id(self) -> str:
        return self.name.replace("_", "-")

    @cached_property
    def is_shown(self) -> bool:
        return self.is_for(self.request.user)

    @cached_property
    def found(self) -> tuple[Sequence[Any], int]:
        return self.find() if self.is_shown else ([], 0)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows, total = self.found
        return {
            "panel": self,
            "rows": rows,
            "total": total,
            "report_url": self.report_url(),
            "request": self.request,
            **self.context(),
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        return str(super().render_html(parent_context)) if self.found[1] else ""


def first_and_count(rows: Any) -> tuple[list[Any], int]:
    """Of a queryset in the order of its urgency. A second statement only where there is more than is shown."""
    first = list(rows[: SHOWN + 1])
    return first[:SHOWN], len(first) if len(first) <= SHOWN else rows.count()
