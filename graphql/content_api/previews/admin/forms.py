"""The form for sharing a draft."""

from __future__ import annotations

from datetime import timedelta

from django import forms

DAYS = {1: "A day", 7: "A week", 30: "30 days"}


class ShareForm(forms.Form):
    """For how long, and for whom."""

    days = forms.TypedChoiceField(
        label="Open for",
        choices=list(DAYS.items()),
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        help_text="You can revoke the link at any time.",
    )
    note = forms.CharField(
        label="For",
        max_length=100,
        required=False,
        help_text="Whom you send it to. Only editors see this.",
    )

    @property
    def lasting(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
