"""Typed environment variables. A wrong or missing one stops the start with a message that names it."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_network
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = environ.Env.BOOLEAN_TRUE_STRINGS
FALSE = ("false", "off", "no", "n", "0")


class Environment(environ.Env):
    """django-environ, made strict: it takes any unknown word for false, and its other complaints name no variable."""

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        """An empty variable counts as one that is not set, since that is how `.env` files leave things out."""
        text = self.ENVIRON.get(var, "")
        if not text:
            if default is self.NOTSET:
                raise ImproperlyConfigured(f"Set the environment variable {var}; .env.example describes it.")
            return default
        if cast is bool and text.lower() not in (*TRUE, *FALSE):
            raise ImproperlyConfigured(f"The environment variable {var} must be true or false, not {text!r}.")
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except ValueError as error:
            raise ImproperlyConfigured(f"The environment variable {var} is wrong: {error}.") from error

    def db(self, var: str, default: Any = environ.Env.NOTSET) -> dict[str, Any]:
        """A database's address. The message never shows it: it may hold a password."""
        address = self.get_value(var, default=default)
        scheme = address.partition(":")[0]
        if scheme not in self.DB_SCHEMES:
            raise ImproperlyConfigured(
                f"The environment variable {var} must begin with the kind of database, such as postgres://."
            )
        config: dict[str, Any] = self.db_url_config(address)
        return config

    def one_of(self, var: str, choices: Sequence[str], default: Any = environ.Env.NOTSET) -> str:
        """One of some words."""
        word: str = self.get_value(var, default=default)
        if word not in choices:
            raise ImproperlyConfigured(f"The environment variable {var} must be {' or '.join(choices)}, not {word!r}.")
        return word

    def networks(self, var: str, default: Any = environ.Env.NOTSET) -> list[str]:
        """Networks of IP addresses, such as 10.1.0.0/16 or ::1, with commas between."""
        networks: list[str] = self.list(var, default=default)
        for network in networks:
            try:
                ip_network(network)
            except ValueError as error:
                raise ImproperlyConfigured(f"The environment variable {var} is wrong: {error}.") from error
        return networks
