"""Say where the frontend of the default site answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from wagtail.models import Site

from content_api.addresses import frontend_address

PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    """Addresses in the API, redirects and feeds lead to a site's hostname: this sets it without the admin."""

    requires_system_checks: list[str] = []
    help = "Sets hostname and port of the default site to the address of its frontend."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="Such as https://www.example.org or http://127.0.0.1:4321.")
        parser.add_argument("--if-unset", action="store_true", help="Leave an address that somebody has chosen.")

    def handle(self, *args: Any, **options: Any) -> None:
        hostname, port = hostname_and_port(options["address"])
        try:
            with transaction.atomic():
                self.set(hostname, port, if_unset=options["if_unset"])
        except DatabaseError as error:
            raise CommandError(f"The database is not ready; `make run` prepares it. ({error})") from error

    def set(self, hostname: str, port: int, *, if_unset: bool) -> None:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            raise CommandError("There is no default site.")
        chosen = frontend_address(site)
        if if_unset and chosen:
            self.stdout.write(f"The frontend of the site is at {chosen}.")
            return
        site.hostname, site.port = hostname, port
        try:
            site.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        site.save()
        self.stdout.write(f"The frontend of the site is at {site.root_url} now.")


def hostname_and_port(address: str) -> tuple[str, int]:
    """Read ``address``. Raises ``CommandError`` for what Wagtail's sites cannot hold."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise CommandError(f"{address} is no address: {error}") from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise CommandError(f"{address} is not the address of a whole site, such as https://www.example.org.")
    if (parts.scheme == "https") != (port == PORTS["https"]):
        raise CommandError("A site with https answers on port 443, one with http on any other.")
    return parts.hostname, port
