"""The wiring: settings, addresses, commands that concern the whole project."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
