"""What the reports about pages have in common."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale, Page, get_page_content_types


class PagesFilterSet(WagtailFilterSet):
    """By type and language."""

    content_type = ContentTypeFilter(
        label="Type", queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )
    locale = django_filters.ModelChoiceFilter(label="Language", queryset=Locale.objects.all())

    class Meta:
        model = Page
        fields = ["content_type", "locale"]


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def language(page: Any) -> str:
    return str(page.locale.get_display_name())


PAGE_COLUMNS = [
    TitleColumn("title", label="Page", accessor="get_admin_display_title", get_url=edit_url, sort_key="title"),
    Column("page_type_display_name", label="Type"),
    Column("locale", label="Language", accessor=language, sort_key="locale__language_code"),
]
PAGE_EXPORT = ["title", "page_type_display_name", "locale.language_code"]
PAGE_HEADINGS = {"title": "Title", "page_type_display_name": "Type", "locale.language_code": "Language"}
