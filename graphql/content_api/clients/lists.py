"""Lists of texts in one column, and their fields in forms.

They are no relations on purpose: a row that is deleted elsewhere must not widen what a client may do, and all about a
client is read by one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models

Choices = Callable[[], Iterable[tuple[str, str]]]


class ChosenTexts(models.JSONField):
    """Texts out of a choice that is asked for when a form is made; a text that is no choice any more is kept out."""

    def __init__(self, *args: Any, choices_of: Choices | None = None, **kwargs: Any) -> None:
        self.choices_of = choices_of
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=self.choices_of or (),
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
            initial=self.get_default,
        )


class Lines(models.JSONField):
    """Texts that a form shows one a line."""

    def formfield(self, **kwargs: Any) -> Any:
        return LinesField(
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
            validators=self.validators,
        )


class LinesField(forms.CharField):
    """A text area whose lines are the items; what is empty is left out."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))
