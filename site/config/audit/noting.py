"""Writing about an account into the log."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from wagtail.log_actions import log

from accounts.models import User
from content_api.clients.rates import address_of

# Networks that tell an office from a stranger, and no person from another.
SHORTENED = {4: 24, 6: 48}
NOBODY = "(no such account)"


def note(
    action: str, about: models.Model, by: User | AnonymousUser | None, request: HttpRequest | None = None, **data: Any
) -> None:
    """Write that ``by`` did ``action``, or with ``None`` whoever is using the admin just now."""
    address = address_for_log(request) if request is not None else ""
    known = {name: value for name, value in data.items() if value} | ({"address": address} if address else {})
    log(about, action, user=by if isinstance(by, User) else None, data=known)


def note_nobody(action: str, request: HttpRequest) -> None:
    """About a name that no account has. The name is left out: it may be a password, typed into the wrong field."""
    address = address_for_log(request)
    log(User(pk=0), action, title=NOBODY, data={"address": address} if address else {})


def address_for_log(request: HttpRequest) -> str:
    """The network address as ``AUDIT_LOG_ADDRESSES`` wants it: full, shortened or none."""
    address, wanted = address_of(request), settings.AUDIT_LOG["addresses"]
    if address is None or wanted == "none":
        return ""
    if wanted == "full":
        return address
    parsed = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{parsed}/{SHORTENED[parsed.version]}", strict=False))
