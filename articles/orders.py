"""What lists of the articles app can be sorted by."""

from __future__ import annotations

from content_api.fields.connections import Orders, Sort, moment, stored, text

PUBLISHED = Sort("PUBLISHED", moment("first_published_at"), "First published first.", "Newest first.")
UPDATED = Sort("UPDATED", moment("last_published_at"), "Longest without a change first.", "Last changed first.")
TITLE = Sort("TITLE", text("title"), "Title, A to Z.", "Title, Z to A.")

ARTICLE_ORDERS = Orders(
    "ArticleOrder",
    PUBLISHED,
    UPDATED,
    TITLE,
    Sort("READING_TIME", stored("reading_time_minutes"), "Shortest first.", "Longest first."),
    default="PUBLISHED_DESC",
)
