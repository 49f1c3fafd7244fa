"""Which models' own fields a selection of pages needs."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

from django.db.models import Model
from graphql import GraphQLObjectType, GraphQLResolveInfo
from grapple.registry import registry
from wagtail.models import Page

from ..lookahead.selection import selected
from .interfaces import PageInterface, page_type_of_model


def selects_own_fields(model: type[Model], info: GraphQLResolveInfo) -> bool:
    """Whether more is selected of pages of ``model`` than the table of all pages holds."""
    return not selected(info, object_type_of(model, info)) <= PageInterface.in_every_page


def models_with_selected_fields(info: GraphQLResolveInfo) -> list[type[Model]]:
    """The page models of which more is selected than the table of all pages holds."""
    models = (model for model in registry.pages if issubclass(model, Page) and model is not Page)
    return [model for model in models if selects_own_fields(model, info)]


def object_type_of(model: type[Model], info: GraphQLResolveInfo) -> GraphQLObjectType:
    """The object type of a model's rows in the schema."""
    graphql_type: Any = info.schema.type_map[_type_name(model)]
    return graphql_type


@cache
def has_object_type(model: Hashable) -> bool:
    """Whether rows of the class ``model`` have a type in the schema."""
    return model is Page or model in registry.models


@cache
def _type_name(model: type[Model]) -> str:
    graphene_type = page_type_of_model(model) if issubclass(model, Page) else registry.models[model]
    return str(graphene_type._meta.name)
