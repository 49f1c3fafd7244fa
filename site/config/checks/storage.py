"""Addresses of the bucket that look right and lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.files, deploy=True)
def bucket_addresses(**_: object) -> Iterator[CheckMessage]:
    """Every image of the admin and every download would be broken."""
    options: Any = settings.STORAGES["default"].get("OPTIONS", {})
    domain = options.get("custom_domain") or ""
    if "://" in domain or domain.endswith("/"):
        yield Error(
            f"S3_CUSTOM_DOMAIN is no host: {domain}",
            hint="Set the environment variable S3_CUSTOM_DOMAIN to a host alone, such as media.example.org, or to a "
            "host and the bucket; S3_URL_PROTOCOL says http: or https:.",
            id="config.E011",
        )
    for name, option in (("S3_ENDPOINT_URL", "endpoint_url"), ("S3_PUBLIC_ENDPOINT_URL", "public_endpoint_url")):
        address = options.get(option) or ""
        if address and not address.startswith(("http://", "https://")):
            yield Error(
                f"{name} is no address: {address}",
                hint=f"Set the environment variable {name} to an address that begins with https:// or http://.",
                id="config.E012",
            )


@register(Tags.files, deploy=True)
def bucket_keys(**_: object) -> Iterator[CheckMessage]:
    options: Any = settings.STORAGES["default"].get("OPTIONS", {})
    if bool(options.get("access_key")) != bool(options.get("secret_key")):
        yield Error(
            "One of the two keys to the bucket is missing.",
            hint="Set both S3_ACCESS_KEY and S3_SECRET_KEY, or neither on a machine that has a role of its own.",
            id="config.E013",
        )
