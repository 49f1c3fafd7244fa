"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig


class MagazineConfig(AppConfig):
    name = "benchmarks.plain_grapple.magazine"
    label = "magazine"
