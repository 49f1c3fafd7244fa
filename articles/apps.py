"""The app for articles, companies, comparisons and the facts they rest on."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what needs the models: visibility, descriptions, costs, search, links, the publish gate."""
        from . import costs, schema_org, search_filters, searchable, transferred, visibility  # noqa: F401
        from .links import signals as link_signals  # noqa: F401
        from .publishing import failures, signals  # noqa: F401
