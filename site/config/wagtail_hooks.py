"""What the project adds to the admin as a whole."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks


@hooks.register("register_account_menu_item")
def second_factors(request: HttpRequest) -> dict[str, str]:
    """On the page of one's own account."""
    return {
        "url": reverse("mfa_index"),
        "label": "Second factors",
        "help_text": "Authenticator app, passkeys and recovery codes.",
    }
