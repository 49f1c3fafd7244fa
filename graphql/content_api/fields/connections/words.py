"""Rows whose text holds words, as a subquery on the documents of the search."""

from __future__ import annotations

from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from ...search.engines import engine
from ...search.engines.match import IN_TITLE
from ...search.query import read_query
from ...search.restrictions import in_language
from ...search.searchable import of_models
from ...viewer import Viewer
from .filters import EVERYTHING


def with_all_words(model: type[Model], text: str, viewer: Viewer) -> Q:
    """Rows of ``model`` that the search finds by all words of ``text``, in the texts that ``viewer`` is shown.

    Everything where ``text`` holds no word. Raises ``BadInputError`` where it is too long.
    """
    query = read_query(text)
    if not query.words:
        return EVERYTHING
    match = engine().match(query)
    asked = in_language(of_models([model]), viewer)
    statement = f"""
        {match.beginning}
        SELECT d.object_id FROM ({match.rows} AND ({asked.sql})) AS found
        JOIN content_api_searchdocument AS d ON d.id = found.place %% {IN_TITLE}
    """  # noqa: S608  (made of parts written here and in the search)
    return Q(pk__in=RawSQL(statement, (*match.parameters, *asked.parameters)))  # noqa: S611
