"""What the app adds to Wagtail's admin: the list of menus."""

from __future__ import annotations

from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Navigation


class NavigationViewSet(SnippetViewSet):
    """Menus by slug and language."""

    model = Navigation
    icon = "list-ul"
    menu_label = "Menus"
    menu_order = 170
    add_to_admin_menu = True
    list_display = ["slug", LocaleColumn(), UpdatedAtColumn()]
    ordering = ["slug"]


register_snippet(NavigationViewSet)
