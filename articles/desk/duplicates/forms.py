"""Lets the editor's forms ask for duplicates while somebody types. Knows no model: models name these forms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.forms import Media
from django.urls import reverse
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.staticfiles import versioned_static


def watch(field: Any, **query: Any) -> None:
    """Have the script ask for duplicates of what is typed into `field`."""
    known = {name: value for name, value in query.items() if value is not None}
    field.widget.attrs["data-desk-duplicates"] = f"{reverse('desk:duplicates')}?{urlencode(known)}"


class AsksForDuplicates:
    """Brings the script along. Its address is asked for late: no file need be collected when the class is made."""

    @property
    def media(self) -> Media:
        ours = Media(
            js=[versioned_static("articles/desk/duplicates.js")],
            css={"all": [versioned_static("articles/desk/desk.css")]},
        )
        return super().media + ours  # type: ignore[misc]


class WatchedTitle(AsksForDuplicates):
    """For the forms of pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields  # type: ignore[attr-defined]
        page: Any = self.instance  # type: ignore[attr-defined]
        if "title" in fields:
            watch(fields["title"], kind="page", locale=page.locale_id, own=page.pk)


class SourceForm(AsksForDuplicates, WagtailAdminModelForm):
    """The form of sources."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "url" in self.fields:
            watch(self.fields["url"], kind="source", own=self.instance.pk)
