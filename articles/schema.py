"""The articles app's part of the schema: its lists."""

from __future__ import annotations

from content_api.fields.connections import connection

from . import filters, models, orders

connection(
    "articles",
    models.ArticlePage,
    noun="Article",
    description="Articles, newest first. Aliases of other pages are left out.",
    filters=filters.ArticleFilter,
    orders=orders.ARTICLE_ORDERS,
)
