"""The forms of the webhook screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from ..choices import kinds, locales, object_types
from ..models import WebhookEndpoint
from ..replays import ReplayRefusedError, begin_replay, numbers_between


def choose(choices: Any, label: str, nothing: str) -> forms.MultipleChoiceField:
    """Check boxes, none of which means all."""
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=nothing
    )


class EndpointForm(WagtailAdminModelForm):
    """Writes its own columns alone: the worker moves the cursor while somebody edits."""

    kinds = choose(kinds, "Kinds of change", "None chosen: all of them.")
    object_types = choose(object_types, "Types of object", "None chosen: all of them.")
    locales = choose(locales, "Languages", "None chosen: all of them, and what has no language.")

    def save(self, commit: bool = True) -> Model:
        if self.instance.pk is None or not commit:
            saved: Model = super().save(commit)
            return saved
        columns = [name for name in self.fields if name in self.cleaned_data]
        if "url" in self.changed_data:
            self.instance.next_attempt_at = timezone.now()  # the new address is not to blame for the old one
            columns.append("next_attempt_at")
        self.instance.save(update_fields=columns)
        return self.instance


class ReplayForm(forms.Form):
    """What to send again: by numbers or by dates."""

    first = forms.IntegerField(min_value=1, required=False, label="From number")
    last = forms.IntegerField(min_value=1, required=False, label="To number")
    begin = forms.DateTimeField(required=False, label="From", widget=AdminDateTimeInput)
    end = forms.DateTimeField(required=False, label="To", widget=AdminDateTimeInput)

    def __init__(self, *args: Any, endpoint: WebhookEndpoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.endpoint = endpoint
        self.count = 0

    def clean(self) -> dict[str, Any]:
        """Begin the replay, or say why not: whether it can begin is only known by trying."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        first, last, begin, end = (cleaned[name] for name in ("first", "last", "begin", "end"))
        if first and last and not begin and not end:
            numbers = (first, last)
        elif begin and end and not first and not last:
            between = numbers_between(begin, end)
            if between is None:
                raise forms.ValidationError("Nothing changed between these two moments.")
            numbers = between
        else:
            raise forms.ValidationError("Give two numbers, or two moments.")
        if (begin and begin > end) or numbers[0] > numbers[1]:
            raise forms.ValidationError("The end lies before the beginning.")
        try:
            self.count = begin_replay(self.endpoint, *numbers)
        except ReplayRefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned
