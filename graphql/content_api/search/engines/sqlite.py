"""Terms in an FTS5 table.

The tokenizer ``ascii`` takes everything that is not ASCII for a part of a word, so it splits the terms at the spaces
between them and nowhere else. A trigger deletes the terms of a document that is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from .match import IN_TITLE, Match

if TYPE_CHECKING:
    from ..documents import Document
    from ..query import Query, Term

APART = "LIMIT -1"

# Of title, keywords, text and words for completion, in the order of the columns.
WEIGHTS = "8.0, 3.0, 1.0, 1.0"


def write(documents: Sequence[Document]) -> None:
    """Insert documents, or replace those of the same model, object and language."""
    with connection.cursor() as cursor:
        for document in documents:
            cursor.execute(
                """
                INSERT INTO content_api_searchdocument (model, object_id, language, title, text)
                VALUES (%s, %s, %s, %s, %s)
                ON CONFLICT (object_id, model, language) DO UPDATE SET title = excluded.title, text = excluded.text
                RETURNING id
                """,
                [document.model, document.object_id, document.language, document.title, document.text],
            )
            (key,) = cursor.fetchone()
            cursor.execute("DELETE FROM content_api_searchterms WHERE rowid = %s", [key])
            columns = (document.title_terms, document.keyword_terms, document.text_terms, document.title_words)
            cursor.execute(
                "INSERT INTO content_api_searchterms (rowid, title, keywords, text, words) VALUES (%s, %s, %s, %s, %s)",
                [key, *(" ".join(terms) for terms in columns)],
            )


def match(query: Query) -> Match:
    """Documents by the FTS5 expression of the query, weighed by Okapi BM25, which is smaller for better matches."""
    return Match(
        beginning="",
        rows=(
            f"SELECT d.id + {IN_TITLE} *"  # noqa: S608
            " (d.id IN (SELECT rowid FROM content_api_searchterms WHERE content_api_searchterms MATCH %s)) AS place,"
            f" -bm25(content_api_searchterms, {WEIGHTS}) AS score"
            " FROM content_api_searchterms JOIN content_api_searchdocument AS d ON d.id = content_api_searchterms.rowid"
            " WHERE content_api_searchterms MATCH %s"
        ),
        score="found.score",
        parameters=(_expression(query, "title"), _expression(query, "title keywords text")),
    )


def _expression(query: Query, columns: str) -> str:
    asked = f" {query.operator.name} ".join(_all_of(word.terms) for word in query.words)
    expression = f"({{{columns}}} : ({asked}))"
    if query.completes:
        expression += f" OR ({{words}} : {_all_of(query.wholes)})"
    return expression


def _all_of(terms: Iterable[Term]) -> str:
    """Terms hold letters and digits only; in quotes they are no operators."""
    return "(" + " AND ".join(f'"{term.text}"' + (" *" if term.is_beginning else "") for term in terms) + ")"
