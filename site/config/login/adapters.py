"""What is decided differently from django-allauth: https://docs.allauth.org/en/latest/account/adapter.html"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from content_api.webhooks.secrets import seal, unseal

from .lockout import client_address

UNKNOWN = "unknown"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by django-axes; by name alone, anybody could lock others out."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """For limits on rates: behind proxies each visitor has one of their own."""
        return client_address(request) or UNKNOWN


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An account of the operator's own opens the one here that has the same verified address, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticators are stored encrypted, with the key of webhooks' secrets."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
