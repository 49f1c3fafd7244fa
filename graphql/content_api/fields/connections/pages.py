"""What lists of pages have in common, whatever the type of the pages."""

from __future__ import annotations

import graphene

from .conditions import DateTimeRange, among, between
from .filters import Filter
from .orders import Sort, moment, text

PUBLISHED = Sort("PUBLISHED", moment("first_published_at"), "First published first.", "Newest first.")
UPDATED = Sort("UPDATED", moment("last_published_at"), "Longest without a change first.", "Last changed first.")
TITLE = Sort("TITLE", text("title"), "Title, A to Z.", "Title, Z to A.")


class PageFilter(Filter):
    """What every list of pages can be narrowed by."""

    published = between("first_published_at", DateTimeRange, "Published first in this time.")
    updated = between("last_published_at", DateTimeRange, "Published last in this time.")
    locale = among("locale__language_code", graphene.String, "In any of these languages, by code.")
