"""The articles app's part of the schema: its lists and single objects."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from grapple.types.tags import TagObjectType
from taggit.models import Tag

from content_api.fields.connections import connection
from content_api.fields.singles import single
from content_api.visibility import visible_rows

from . import filters, models, orders
from .comparing import fields as compare  # noqa: F401  (registers the root field)
from .lookups import BETWEEN_FRAMEWORKS


def tags_on_articles(tags: QuerySet[Any], viewer: Any) -> QuerySet[Any]:
    """A tag that only hidden articles carry would tell of them."""
    carried = models.ArticleTag.objects.filter(content_object__in=visible_rows(models.ArticlePage, viewer))
    return tags.filter(pk__in=carried.values("tag"))


connection(
    "articles",
    models.ArticlePage,
    noun="Article",
    description="Articles, newest first unless asked otherwise.",
    filters=filters.ArticleFilter,
    orders=orders.ARTICLE_ORDERS,
)
connection(
    "companies",
    models.CompanyPage,
    noun="Company",
    description="Companies, by name unless asked otherwise.",
    filters=filters.CompanyFilter,
    orders=orders.COMPANY_ORDERS,
)
connection(
    "comparisons",
    models.ComparisonPage,
    noun="Comparison",
    description="Comparisons of frameworks, newest first unless asked otherwise.",
    filters=filters.ComparisonFilter,
    orders=orders.COMPARISON_ORDERS,
)
connection(
    "frameworks",
    models.Framework,
    noun="Framework",
    description="Frameworks, by name unless asked otherwise.",
    filters=filters.FrameworkFilter,
    orders=orders.FRAMEWORK_ORDERS,
)
connection(
    "authors",
    models.Author,
    noun="Author",
    description="Authors, by name unless asked otherwise.",
    filters=filters.AuthorFilter,
    orders=orders.AUTHOR_ORDERS,
)
connection(
    "topics",
    models.Topic,
    noun="Topic",
    description="Topics, by name unless asked otherwise.",
    filters=filters.TopicFilter,
    orders=orders.TOPIC_ORDERS,
)
connection(
    "claims",
    models.Claim,
    noun="Claim",
    description="Published claims, the last checked first unless asked otherwise.",
    filters=filters.ClaimFilter,
    orders=orders.CLAIM_ORDERS,
)
connection(
    "sources",
    models.Source,
    noun="Source",
    description="Sources of claims and articles, by title unless asked otherwise.",
    filters=filters.SourceFilter,
    orders=orders.SOURCE_ORDERS,
)
connection(
    "tags",
    Tag,
    noun="Tag",
    description="The tags that visible articles carry.",
    filters=filters.TagFilter,
    orders=orders.TAG_ORDERS,
    node=TagObjectType,
    narrow=tags_on_articles,
)

single("article", models.ArticlePage, description="One article.")
single("company", models.CompanyPage, description="One company.")
single("comparison", models.ComparisonPage, BETWEEN_FRAMEWORKS, description="One comparison of frameworks.")
single("framework", models.Framework, description="One framework.")
single("author", models.Author, description="One author.")
single("topic", models.Topic, description="One topic.")
single("claim", models.Claim, description="One published claim.")
