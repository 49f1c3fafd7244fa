"""The panel above the sections: how large the mail is, where that comes from, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel

from .mail import Mail, draft_mail
from .sizes import LIMIT


class SizePanel(Panel):
    """Measured when the editor is opened or saved; the preview shows the mail as it is typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "syndication/size_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk is None or not self.instance.sections:
                return context
            mail = draft_mail(self.instance)
            return context | {
                "mail": mail,
                "kilobytes": kilobytes(mail.sized.bytes),
                "limit": kilobytes(LIMIT),
                "parts": parts_of(mail),
            }


def parts_of(mail: Mail) -> list[dict[str, Any]]:
    """The parts, the largest first, with their share in percent."""
    sized = mail.sized
    largest_first = sorted(sized.parts, key=lambda part: part.bytes, reverse=True)
    return [
        {"name": part.name, "kilobytes": kilobytes(part.bytes), "percent": round(100 * part.bytes / sized.bytes)}
        for part in largest_first
    ]


def kilobytes(count: int) -> str:
    """As mail clients count: 1 kB is 1,024 bytes."""
    return f"{count / 1024:.1f} kB"
