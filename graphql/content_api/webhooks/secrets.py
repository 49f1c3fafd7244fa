"""Signing secrets: made here, kept encrypted, readable again because every signature needs them.

The key is derived from `SECRET_KEY`. After a change of it, keep the old one in `SECRET_KEY_FALLBACKS` until every
endpoint has a new secret.
"""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"
SECRET_BYTES = 32  # the specification asks for 24 to 64


class SecretUnreadableError(Exception):
    """A stored secret was encrypted with a key that is no longer known."""


def new_secret() -> str:
    """A secret in the form that libraries for Standard Webhooks take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def seal(secret: str) -> str:
    """The secret as it is stored."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret as it is used. Raises `SecretUnreadableError`."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadableError("The secret was encrypted with another SECRET_KEY; rotate it.") from error


def _box() -> MultiFernet:
    return MultiFernet(Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _key(secret_key: str | bytes) -> bytes:
    digest = salted_hmac("content_api.webhooks.secrets", "1", secret=secret_key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
