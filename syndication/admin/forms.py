"""The form that asks for a test mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from ..models.trial import MOST_AN_HOUR, MOST_RECIPIENTS, TrialMail


class TrialMailForm(forms.Form):
    """Addresses, one a line. The numbers of addresses and of tests are limited: a test is no way to send an issue."""

    recipients = forms.CharField(
        label="Addresses",
        widget=forms.Textarea(attrs={"rows": MOST_RECIPIENTS}),
        help_text=f"One a line, {MOST_RECIPIENTS} at most. Placeholders are left out of a test.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_recipients(self) -> list[str]:
        given = [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]
        recipients = list(dict.fromkeys(given))
        if len(recipients) > MOST_RECIPIENTS:
            raise ValidationError(f"A test goes to {MOST_RECIPIENTS} addresses at most, not {len(recipients)}.")
        for recipient in recipients:
            try:
                validate_email(recipient)
            except ValidationError as error:
                raise ValidationError(f"“{recipient}” is no e-mail address.") from error
        return recipients

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since = timezone.now() - timedelta(hours=1)
        if TrialMail.objects.filter(asked_by=self._user, asked_at__gt=since).count() >= MOST_AN_HOUR:
            raise ValidationError(f"You have asked for {MOST_AN_HOUR} tests within an hour: wait a little.")
        return cleaned
