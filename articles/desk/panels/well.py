"""One panel for all that needs nobody: an empty panel for each would make the dashboard a wall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from .base import DeskPanel


class AllIsWellPanel(Component):
    """Says of each of the desk's panels that is empty what is in order."""

    name = "all_is_well"
    order = 180
    template_name = "articles/desk/panels/well.html"

    def __init__(self, panels: list[Any]) -> None:
        self.panels = panels  # the dashboard's own list: other apps may still add to it

    def sentences(self) -> list[str]:
        ours = [panel for panel in self.panels if isinstance(panel, DeskPanel) and panel.is_shown]
        return [panel.all_is_well for panel in sorted(ours, key=_order) if panel.all_is_well and not panel.found[1]]

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"sentences": self.sentences()}


def _order(panel: DeskPanel) -> int:
    return panel.order
