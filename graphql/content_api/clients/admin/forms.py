"""The forms of clients and tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from ..models import ApiToken


class ApiClientForm(WagtailAdminModelForm):
    """Keeps what was chosen and exists no more on the form: without it, saving would turn a limit into none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("scopes", "locales", "page_types"):
            field: Any = self.fields.get(name)
            if field is not None:
                known: list[tuple[str, str]] = [*field.choices]
                gone = set(getattr(self.instance, name)) - {value for value, _ in known}
                field.choices = [*known, *((value, f"{value} (does not exist any more)") for value in sorted(gone))]


class TokenForm(forms.ModelForm[ApiToken]):
    """A new token."""

    class Meta:
        model = ApiToken
        fields = ["note", "ends_at"]
        widgets = {"ends_at": AdminDateTimeInput()}
        help_texts = {"ends_at": "From then on it opens nothing. Empty: until it is replaced or revoked."}

    def clean_ends_at(self) -> Any:
        ends_at = self.cleaned_data["ends_at"]
        if ends_at is not None and ends_at <= timezone.now():
            raise ValidationError("That is in the past.")
        return ends_at


class RotationForm(forms.Form):
    """A token in place of another."""

    days = forms.IntegerField(
        label="Days of overlap",
        min_value=0,
        max_value=90,
        initial=7,
        help_text="For so long the old token goes on beside the new one. Put the new one to use in that time.",
    )
