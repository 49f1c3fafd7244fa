"""The root field ``content``: pages of all types in one list."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from graphene.utils.str_converters import to_snake_case
from wagtail.models import Page

from .connections import (
    PUBLISHED,
    TITLE,
    UPDATED,
    Condition,
    Orders,
    PageFilter,
    connection,
    several,
    with_words,
)
from .interfaces import PageInterface, page_models


def page_types() -> type[graphene.Enum]:
    """The page types of the schema as an enum of their models."""
    models: dict[str, Any] = {to_snake_case(model.__name__).upper(): model for model in page_models()}

    def description(member: Any) -> str:
        return str(models[member.name].page_description) if member else "A type of pages."

    values = [(name, model._meta.label_lower) for name, model in sorted(models.items())]
    made: type[graphene.Enum] = graphene.Enum("PageType", values, description=description)
    return made


def of_types(names: list[str], viewer: Any) -> Q:
    """Types by name, not by number: that would be a statement of its own in a fresh process."""
    found = Q(pk__in=[])
    for name in names:
        app_label, model = name.split(".")
        found |= Q(content_type__app_label=app_label, content_type__model=model)
    return found


class ContentFilter(PageFilter):
    """Which pages a list holds."""

    type = Condition(several(page_types()), "Of any of these types.", of_types)
    text = with_words(Page)


connection(
    "content",
    Page,
    noun="Content",
    description="Pages of all types, newest first unless asked otherwise.",
    filters=ContentFilter,
    orders=Orders("ContentOrder", PUBLISHED, UPDATED, TITLE, default="PUBLISHED_DESC"),
    node=PageInterface,
)
