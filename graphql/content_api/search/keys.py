"""The objects that hold words as a part of another query, unordered and unbounded."""

from __future__ import annotations

from django.db.models import Model
from django.db.models.expressions import RawSQL

from ..viewer import Viewer
from .engines import engine
from .engines.match import IN_TITLE
from .query import read_query
from .restrictions import in_language
from .searchable import of_models


def keys_with_words(model: type[Model], text: str, viewer: Viewer) -> RawSQL | None:
    """Primary keys of the objects of ``model`` that ``find`` finds by all words of ``text``, hidden ones included.

    ``None`` where ``text`` holds no word. Raises ``BadInputError`` where it is too long.
    """
    query = read_query(text)
    if not query.words:
        return None
    match = engine().match(query)
    asked = in_language(of_models([model]), viewer)
    statement = f"""
        {match.beginning}
        SELECT d.object_id FROM ({match.rows} AND ({asked.sql})) AS found
        JOIN content_api_searchdocument AS d ON d.id = found.place %% {IN_TITLE}
    """  # noqa: S608  (made of parts written here and by Django)
    return RawSQL(statement, (*match.parameters, *asked.parameters))  # noqa: S611
