"""Previews in the admin that need neither a frontend nor a network."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.rich_text import RichText


class PreviewTemplate:
    """Renders an object's text, facts and blocks with one plain template.

    Subclasses say what a reader sees first (``preview_lead``), and what their fields say (``preview_facts``).
    """

    preview_template = "articles/preview.html"

    def preview_lead(self) -> str | RichText:
        """The text beneath the title; a plain one is escaped."""
        return ""

    def preview_facts(self) -> list[tuple[str, Any]]:
        """Label and value of what is not running text; empty values are left out."""
        return []

    def preview_bodies(self) -> list[StreamValue]:
        """The StreamFields of the object, in the order of the model."""
        fields = self._meta.get_fields()  # type: ignore[attr-defined]
        return [getattr(self, field.name) for field in fields if isinstance(field, StreamField)]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {
            "object": self,
            "lead": self.preview_lead(),
            "facts": [(label, value) for label, value in self.preview_facts() if value],
            "bodies": self.preview_bodies(),
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return TemplateResponse(request, self.preview_template, self.get_preview_context(request, mode_name))
