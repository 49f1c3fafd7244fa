"""Wagtail's checks of the content, for a frontend of another origin.

https://docs.wagtail.org/en/stable/advanced_topics/headless.html#headless-content-checker
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.userbar import ContentCheckerItem


class CheckerAcrossOrigins(ContentCheckerItem):
    """Lets windows of one other origin ask, and be asked."""

    def __init__(self, other: str, *, in_editor: bool) -> None:
        super().__init__(in_editor=in_editor)
        self._other = other

    def get_axe_spec(self, request: Any) -> dict[str, Any]:
        return {**super().get_axe_spec(request), "allowedOrigins": [self._other]}
