"""Finding: one statement answers which visible objects match, and how well.

Hits, their number and their facets are told from the same *candidates*: the first ``MOST_HITS`` visible matches, those
with all words in the title before the others and newer objects before older. A word that is everywhere therefore
costs no more where there is more content; the answer says that it is capped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from wagtail.models import Page

from ..lookahead import Reference
from ..viewer import Viewer
from .engines import engine
from .engines.match import IN_TITLE
from .query import Query
from .restrictions import Condition, all_of, in_language, seen_by
from .searchable import Searchable

# What a title with all of the words adds to a score.
TITLE_BONUS = 0.5

Row = tuple[int, str, int, float, int, int]


@dataclass(frozen=True)
class Hit:
    """A visible object that matches. ``document`` is the primary key of what was found."""

    document: int
    searchable: Searchable
    object_id: int
    score: float

    @property
    def reference(self) -> Reference:
        """The object. Pages of all types can be loaded together."""
        return Reference(Page if self.searchable.is_page else self.searchable.model, self.object_id)


@dataclass(frozen=True)
class Found:
    """Hits, best first. ``is_capped`` says that there are more than these."""

    hits: Sequence[Hit] = ()
    is_capped: bool = False


def find(query: Query, viewer: Viewer, wanted: Sequence[Searchable], filters: Sequence[Condition] = ()) -> Found:
    """What ``viewer`` may see of the types ``wanted`` and matches ``query`` and all ``filters``.

    Ties go to the newer object.
    """
    if not query.words or not wanted:
        return Found()
    most: int = settings.SEARCH_MOST_HITS
    database = engine()
    match = database.match(query)
    asked = all_of([in_language(wanted, viewer), *filters])
    seen = seen_by(viewer, wanted)
    # What is visible is asked of one match after the other, best places first, until there are enough.
    # A place is one number because that is sorted twice as fast as two.
    statement = f"""
        {match.beginning}
        SELECT d.id, d.model, d.object_id, {match.score}, found.place >= {IN_TITLE}, length(d.title)
        FROM (
            {match.rows} AND {asked.sql}
            ORDER BY place DESC {database.APART}
        ) AS found
        JOIN content_api_searchdocument AS d ON d.id = found.place %% {IN_TITLE}
        WHERE {seen.sql}
        ORDER BY found.place DESC
        LIMIT %s
    """  # noqa: S608  (made of parts written here and by Django)
    parameters = (*match.parameters, *asked.parameters, *seen.parameters, most + 1)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    return Found(_ranked(rows[:most], query, wanted), is_capped=len(rows) > most)


def _ranked(rows: Sequence[Row], query: Query, wanted: Sequence[Searchable]) -> list[Hit]:
    """Hits, best first. What a score is depends on the database, so here it is a share of the best one.

    A title with all of the words adds to it, most where it says nothing else.
    """
    best = max((score for _, _, _, score, _, _ in rows), default=0) or 1
    asked = sum(len(word.whole.text) for word in query.words)
    by_label = {one.label: one for one in wanted}
    hits = []
    for document, label, object_id, score, in_title, length in rows:
        share = score / best + in_title * (TITLE_BONUS + min(1, asked / max(length, 1)))
        hits.append(Hit(document, by_label[label], object_id, share * by_label[label].boost))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.document))
