"""Who may see images and documents: everybody, unless their collection is private."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from content_api.changes.subjects import appears_where_used, is_not_logged
from content_api.page_rules import outside_closed_collections
from content_api.viewer import Viewer
from content_api.visibility import follows, register

from .models import Document, Image, Rendition


@register(Image, Document)
def outside_private_collections(members: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Those whose collection is not restricted and does not lie below a restricted one."""
    return outside_closed_collections(members, viewer, path="collection__path")


follows(Rendition, "image")

# For the change log: no list of the API offers them, and making a rendition changes no answer.
appears_where_used(Image, Document)
is_not_logged(Rendition)
