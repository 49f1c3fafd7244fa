"""The root field ``search``: words in, hits of all types out, best first."""

from __future__ import annotations

from typing import Any

import graphene
from django.conf import settings
from graphql import GraphQLResolveInfo

from ..errors import BadInputError
from ..limits.cost import weigh
from ..search.filters import conditions
from ..search.hits import find
from ..search.query import LONGEST_QUERY, MOST_WORDS, Operator, read_query
from ..search.searchable import all_searchables
from .search_answer import Answer
from .search_types import SearchFacets, SearchFilter, SearchHit, SearchMode, SearchOperator, SearchType
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter

HITS_ON_A_PAGE = 20

# Whatever it shows, a search ranks up to a thousand candidates.
weigh("Query.search", 20)


class SearchResults(graphene.ObjectType):
    """What was found."""

    total_count = graphene.Int(
        required=True, description="Number of hits; at most 1,000 are counted, ranked and can be paged through."
    )
    total_count_is_capped = graphene.Boolean(required=True, description="Whether there are more than `totalCount`.")
    hits = graphene.List(graphene.NonNull(SearchHit), required=True, description="This page of the hits, best first.")
    has_more = graphene.Boolean(required=True, description="Whether a further page follows.")
    facets = graphene.Field(SearchFacets, required=True, description="How many of the hits are of which kind.")

    def resolve_total_count(self: Answer, info: GraphQLResolveInfo) -> int:
        return len(self.found.hits)

    def resolve_total_count_is_capped(self: Answer, info: GraphQLResolveInfo) -> bool:
        return self.found.is_capped

    def resolve_facets(self: Answer, info: GraphQLResolveInfo) -> Answer:
        return self


class SearchQuery:
    """Search over everything that the apps have declared searchable."""

    search = graphene.Field(
        SearchResults,
        required=True,
        description=(
            "Objects that contain words, best first. Endings, case and accents make no difference; "
            "Chinese is found without spaces. A query without a word finds nothing."
        ),
        query=graphene.String(
            required=True,
            description=f"Words; up to {LONGEST_QUERY} characters and {MOST_WORDS} words. Signs are ignored.",
        ),
        types=graphene.List(graphene.NonNull(SearchType), description="Only these types; all if left out."),
        filter=graphene.Argument(SearchFilter, description="What hits must be."),
        operator=graphene.Argument(
            SearchOperator, default_value=SearchOperator.AND, description="Whether a hit has all of the words or any."
        ),
        mode=graphene.Argument(SearchMode, default_value=SearchMode.WORDS, description="How the last word is read."),
        first=graphene.Int(default_value=HITS_ON_A_PAGE, description="Number of hits at most; up to 100."),
        offset=graphene.Int(default_value=0, description="Number of hits left out at the start; less than 1,000."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_search(
        self,
        info: GraphQLResolveInfo,
        query: str,
        operator: Any = None,
        mode: Any = None,
        first: int | None = None,
        offset: int | None = None,
        types: list[Any] | None = None,
        filter: dict[str, Any] | None = None,  # noqa: A002  (the argument's name)
        site: str | None = None,
        locale: str | None = None,
    ) -> Answer:
        first, offset = _page(first, offset)
        read = read_query(
            query,
            Operator.OR if operator == SearchOperator.OR else Operator.AND,
            completes=mode == SearchMode.PREFIX,
        )
        viewer = enter(info, site, locale)
        names = None if types is None else {getattr(one, "value", one) for one in types}
        wanted = [one for one in all_searchables() if names is None or one.type_name in names]
        info.context.check_deadline()
        found = find(read, viewer, wanted, conditions(filter or {}, viewer))
        return Answer(read, found, offset, first)


def _page(first: int | None, offset: int | None) -> tuple[int, int]:
    """The page to show; null is the default. Raises ``BadInputError`` for what is no page."""
    first = HITS_ON_A_PAGE if first is None else first
    offset = offset or 0
    if first < 0:
        raise BadInputError(f"The argument 'first' must not be negative, {first} is.")
    if not 0 <= offset < settings.SEARCH_MOST_HITS:
        raise BadInputError(f"The argument 'offset' must be 0 to {settings.SEARCH_MOST_HITS - 1}, not {offset}.")
    return first, offset
