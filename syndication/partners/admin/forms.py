"""The forms of partners."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

CHOSEN = ("locales", "topics", "kinds", "authors", "frameworks", "image_rights", "allowed_tags")


class PartnerForm(WagtailAdminModelForm):
    """Keeps what was chosen and exists no more on the form: without it, saving would turn a limit into none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CHOSEN:
            field: Any = self.fields.get(name)
            if field is not None:
                known: list[tuple[str, str]] = [*field.choices]
                gone = set(getattr(self.instance, name)) - {value for value, _ in known}
                field.choices = [*known, *((value, f"{value} (does not exist any more)") for value in sorted(gone))]


class RotationForm(forms.Form):
    """A new address in the place of the present one."""

    days = forms.IntegerField(
        label="Days of overlap",
        min_value=0,
        max_value=90,
        initial=14,
        help_text="For so long the old address goes on beside the new one. 0: it ends at once.",
    )
