"""Terms as ``tsvector``.

The vectors are written out here rather than made by ``to_tsvector``: PostgreSQL's parser and dictionaries have no
say in what a word is. The documents' texts lie in no vector twice: ``vector`` holds everything, ``title_vector`` the
title alone. Words for completion are lexemes with a leading ``=``, which no term has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from .match import IN_TITLE, Match

if TYPE_CHECKING:
    from ..documents import Document
    from ..query import Query, Term

APART = "OFFSET 0"

# https://www.postgresql.org/docs/current/textsearch-limitations.html
LAST_POSITION = 16_383
MOST_POSITIONS = 255  # of one lexeme
# Of text (D), words for completion (C), keywords (B) and title (A).
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = 1  # divides the rank by 1 + the logarithm of the document's length


def write(documents: Sequence[Document]) -> None:
    """Insert documents, or replace those of the same model, object and language."""
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            INSERT INTO content_api_searchdocument
                (model, object_id, language, title, text, vector, title_vector)
            VALUES (%s, %s, %s, %s, %s, %s::tsvector, %s::tsvector)
            ON CONFLICT (object_id, model, language) DO UPDATE SET
                title = EXCLUDED.title, text = EXCLUDED.text,
                vector = EXCLUDED.vector, title_vector = EXCLUDED.title_vector
            """,
            [_row(document) for document in documents],
        )


def match(query: Query) -> Match:
    """The query as a row of its own, so that the planner cannot look into it and always uses the index.

    Where it knows that a word is in every document, it reads the table instead and unpacks every vector: 1.6 s for
    100,000 articles, where the index takes 0.1 s.
    """
    return Match(
        beginning="WITH asked AS MATERIALIZED (SELECT %s::tsquery AS query)",
        rows=(
            f"SELECT (d.title_vector @@ asked.query)::int * {IN_TITLE} + d.id AS place"  # noqa: S608
            " FROM content_api_searchdocument AS d, asked WHERE d.vector @@ asked.query"
        ),
        score=f"ts_rank('{WEIGHTS}', d.vector, (SELECT query FROM asked), {BY_LENGTH})",  # noqa: S608
        parameters=(_tsquery(query),),
    )


def _row(document: Document) -> tuple[str | int, ...]:
    words = [f"={word}" for word in document.title_words]
    return (
        document.model,
        document.object_id,
        document.language,
        document.title,
        document.text,
        _tsvector(("A", document.title_terms), ("B", document.keyword_terms), ("C", words), ("D", document.text_terms)),
        _tsvector(("A", document.title_terms), ("C", words)),
    )


def _tsvector(*parts: tuple[str, Iterable[str]]) -> str:
    positions: dict[str, list[str]] = defaultdict(list)
    position = 0
    for weight, terms in parts:
        for term in terms:
            position = min(position + 1, LAST_POSITION)
            if len(positions[term]) < MOST_POSITIONS:
                positions[term].append(f"{position}{weight}")
    return " ".join(f"{_quoted(term)}:{','.join(places)}" for term, places in positions.items())


def _tsquery(query: Query) -> str:
    words = (_all_of(word.terms) for word in query.words)
    asked = f" {'&' if query.operator.name == 'AND' else '|'} ".join(words)
    if query.completes:
        asked = f"({asked}) | {_all_of(query.wholes, mark='=')}"
    return asked


def _all_of(terms: Iterable[Term], mark: str = "") -> str:
    lexemes = (_quoted(mark + term.text) + (":*" if term.is_beginning else "") for term in terms)
    return f"({' & '.join(lexemes)})"


def _quoted(term: str) -> str:
    """A lexeme as it is written in vectors and queries. Terms hold letters and digits only."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
