"""How the lists stand in the main menu."""

from __future__ import annotations

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .bylines import AuthorViewSet, TopicViewSet
from .claims import ClaimViewSet
from .frameworks import FrameworkViewSet
from .sources import SourceViewSet


class FactsViewSetGroup(SnippetViewSetGroup):
    """What the texts rest on."""

    items = (ClaimViewSet, SourceViewSet, FrameworkViewSet)
    menu_label = "Facts"
    menu_icon = "circle-check"
    menu_order = 150


class BylinesViewSetGroup(SnippetViewSetGroup):
    """Who writes, and about what."""

    items = (AuthorViewSet, TopicViewSet)
    menu_label = "Authors and topics"
    menu_icon = "user"
    menu_order = 160
