"""The API asked from within: for feeds, maps of the site and mails, which are rendered from answers of ours.

What is rendered is a client of the API like any other, without the way over HTTP. Visibility, look-ahead, tags for CDNs
and keeping by content version come with that::

    ARTICLES = own_document(Path(__file__).parent / "documents" / "articles.graphql")

    @file_view
    def articles(request):
        def compute(reader):
            return as_rss(reader.ask(ARTICLES, {"first": 50}))

        answer = answered("feed", {"list": "articles"}, "application/rss+xml", compute)
        return served(request, answer, "application/rss+xml; charset=utf-8")
"""

from __future__ import annotations

from .documents import OwnDocument, own_document
from .keeping import answered
from .reading import FailedReadingError, Reader
from .serving import file_view, private_file_view, served

__all__ = [
    "FailedReadingError",
    "OwnDocument",
    "Reader",
    "answered",
    "file_view",
    "own_document",
    "private_file_view",
    "served",
]
