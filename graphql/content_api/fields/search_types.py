"""The types of the search. What can be found, filtered and counted is what the apps have declared."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Model
from graphql import GraphQLResolveInfo
from grapple.registry import registry
from wagtail.models import Page

from ..errors import BadInputError
from ..lookahead import Reference, loader_for
from ..search.facets import Facet, all_facets
from ..search.filters import filter_fields
from ..search.highlights import Passage
from ..search.searchable import all_searchables
from .interfaces import page_type_of
from .search_answer import Answer, HitOnPage

PASSAGES, MOST_PASSAGES = 3, 10
LENGTH = 160  # characters of a passage
SHORTEST_PASSAGE, LONGEST_PASSAGE = 40, 500

_descriptions = {one.type_name: one.description for one in all_searchables()}

SearchType = graphene.Enum(
    "SearchType",
    [(name, name) for name in _descriptions],
    description=lambda value: _descriptions[value.name] if value else "What can be found.",
)


class SearchOperator(graphene.Enum):
    """Which of the words a hit has."""

    AND = "and"
    OR = "or"

    @property
    def description(self) -> str:
        return {SearchOperator.AND: "All of them.", SearchOperator.OR: "At least one of them."}[self]


class SearchMode(graphene.Enum):
    """How the last word is read."""

    WORDS = "words"
    PREFIX = "prefix"

    @property
    def description(self) -> str:
        return {
            SearchMode.WORDS: "As a word.",
            SearchMode.PREFIX: "As a word, and as the beginning of one in a title or keyword: for search as you type.",
        }[self]


SearchFilter = type(
    "SearchFilter",
    (graphene.InputObjectType,),
    {
        "__doc__": "What hits must be. Fields that are given must all hold; what they say nothing of is left out.",
        **filter_fields(),
    },
)


class SearchNode(graphene.Union):
    """Something that can be found."""

    class Meta:
        types = [registry.models[one.model] for one in all_searchables()]

    @classmethod
    def resolve_type(cls, instance: Model, info: GraphQLResolveInfo) -> Any:
        return page_type_of(instance) if isinstance(instance, Page) else registry.models[type(instance)]


class SearchHighlightField(graphene.Enum):
    """Where a passage comes from."""

    TITLE = "title"
    TEXT = "text"

    @property
    def description(self) -> str:
        return {
            SearchHighlightField.TITLE: "The title, the name, or a claim's statement; whole.",
            SearchHighlightField.TEXT: "The text, summaries included.",
        }[self]


class SearchHighlightPart(graphene.ObjectType):
    """A piece of a passage."""

    text = graphene.String(required=True, description="Plain text.")
    is_match = graphene.Boolean(required=True, description="Whether it is what was searched for.")


class SearchHighlight(graphene.ObjectType):
    """A passage that holds words of the query."""

    field = graphene.Field(SearchHighlightField, required=True, description="Where the passage comes from.")
    parts = graphene.List(
        graphene.NonNull(SearchHighlightPart), required=True, description="The passage in pieces, matches apart."
    )
    html = graphene.String(required=True, description="The passage as HTML: escaped, the matches in `<mark>`.")


class SearchHit(graphene.ObjectType):
    """An object that was found."""

    type = graphene.Field(SearchType, required=True, description="What it is.")
    score = graphene.Float(
        required=True, description="How well it matches, to be compared within one answer only; larger is better."
    )
    node = graphene.Field(SearchNode, description="The object; null where it has just gone.")
    highlights = graphene.List(
        graphene.NonNull(SearchHighlight),
        required=True,
        description="The title if it has words of the query, then passages of the text. Keywords have no highlights.",
        first=graphene.Int(
            default_value=PASSAGES, description=f"Number of passages of the text at most; up to {MOST_PASSAGES}."
        ),
        length=graphene.Int(
            default_value=LENGTH,
            description=f"Characters of a passage, about; {SHORTEST_PASSAGE} to {LONGEST_PASSAGE}.",
        ),
    )

    def resolve_type(self: HitOnPage, info: GraphQLResolveInfo) -> str:
        return self.hit.searchable.type_name

    def resolve_score(self: HitOnPage, info: GraphQLResolveInfo) -> float:
        return round(self.hit.score, 6)

    def resolve_node(self: HitOnPage, info: GraphQLResolveInfo) -> Reference:
        return self.answer.node(self.hit, loader_for(info))

    def resolve_highlights(
        self: HitOnPage, info: GraphQLResolveInfo, first: int | None = None, length: int | None = None
    ) -> list[SearchHighlight]:
        first = PASSAGES if first is None else first
        length = LENGTH if length is None else length
        if not 0 <= first <= MOST_PASSAGES:
            raise BadInputError(f"The argument 'first' of highlights must be 0 to {MOST_PASSAGES}, not {first}.")
        if not SHORTEST_PASSAGE <= length <= LONGEST_PASSAGE:
            raise BadInputError(f"The argument 'length' must be {SHORTEST_PASSAGE} to {LONGEST_PASSAGE}, not {length}.")
        document = self.answer.document(self.hit, loader_for(info))
        if document is None:
            return []
        marker = self.answer.marker
        title = marker.title(document.title)
        text = marker.passages(document.text, most=first, length=length)
        shown = [_highlight(SearchHighlightField.TITLE, title)] if title else []
        return shown + [_highlight(SearchHighlightField.TEXT, passage) for passage in text]


class SearchTypeCount(graphene.ObjectType):
    """Hits of one type."""

    type = graphene.Field(SearchType, required=True, description="The type.")
    count = graphene.Int(required=True, description="Number of hits of this type.")


def _counted_type(facet: Facet) -> type[graphene.ObjectType]:
    """``TopicCount``, with a field named like the model."""
    model = facet.counted_by
    name = str(model._meta.model_name)
    fields = {
        "__doc__": f"Hits by {model._meta.verbose_name}.",
        name: graphene.Field(registry.models[model], required=True, description=f"The {model._meta.verbose_name}."),
        "count": graphene.Int(required=True, description="Number of hits that belong to it."),
    }
    return type(f"{model.__name__}Count", (graphene.ObjectType,), fields)


def _facet_field(facet: Facet) -> tuple[graphene.List, Any]:
    counted = _counted_type(facet)
    name = str(facet.counted_by._meta.model_name)

    def resolve(self: Answer, info: GraphQLResolveInfo) -> list[Any]:
        return [counted(**{name: row, "count": count}) for row, count in self.counts_by(facet, loader_for(info))]

    return graphene.List(graphene.NonNull(counted), required=True, description=facet.description), resolve


def _facets_of_apps() -> dict[str, Any]:
    fields = {}
    for facet in all_facets():
        fields[facet.name], fields[f"resolve_{facet.name}"] = _facet_field(facet)
    return fields


def _resolve_types(self: Answer, info: GraphQLResolveInfo) -> list[SearchTypeCount]:
    return [SearchTypeCount(type=name, count=count) for name, count in self.counts_by_type()]


SearchFacets = type(
    "SearchFacets",
    (graphene.ObjectType,),
    {
        "__doc__": "How many of the hits, on all pages of the answer, are of which kind.",
        "types": graphene.List(
            graphene.NonNull(SearchTypeCount), required=True, description="By type, most first; only types with hits."
        ),
        "resolve_types": _resolve_types,
        "is_capped": graphene.Boolean(
            required=True, description="Whether there are more hits than were counted: see `totalCount`."
        ),
        "resolve_is_capped": lambda self, info: self.found.is_capped,
        **_facets_of_apps(),
    },
)


def _highlight(field: Any, passage: Passage) -> SearchHighlight:
    parts = [SearchHighlightPart(text=part.text, is_match=part.is_match) for part in passage.parts]
    return SearchHighlight(field=field, parts=parts, html=passage.html)
