"""The types of the root field ``changes``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

import graphene
from django.db.models import Model
from graphene.utils.str_converters import to_snake_case
from graphql import GraphQLResolveInfo
from grapple.registry import registry
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from ..addresses import UNQUOTED
from ..changes import models as log
from ..changes.following import Stretch
from ..changes.pending import SETTINGS
from ..changes.subjects import models_of, subject_of, subjects
from ..lookahead import Loader, Reference, loader_for
from .interfaces import page_models, page_type_of, plain_page_type
from .redirects import RedirectType


class ChangedTag(graphene.ObjectType):
    """A free keyword."""

    # Not Grapple's type, whose `id` is of another type than all others: nobody could ask a union for both.

    name = graphene.String(required=True, description="The keyword as editors wrote it.")
    slug = graphene.String(required=True, description="Short name for addresses, unique among tags.")


OTHER_TYPES: dict[type[Model], type[graphene.ObjectType]] = {Redirect: RedirectType, Tag: ChangedTag}


def logged_models() -> dict[str, type[Model]]:
    """Every model that a change can be about, by the name that the log has for it."""
    models = [model for subject in subjects() for model in models_of(subject)]
    return {str(model._meta.model_name): model for model in (*models, *SETTINGS)}


def _types_of_nodes() -> list[Any]:
    others = [model for model in subjects() if model is not Page]
    types = [OTHER_TYPES.get(model) or registry.models[model] for model in others]
    return [plain_page_type(), *(registry.models[model] for model in page_models()), *types]


def _described(model: type[Model]) -> str:
    return f"Of the model `{model._meta.label}`."


_models = logged_models()
_names = {to_snake_case(model.__name__).upper(): name for name, model in _models.items()}

ChangedType: Any = graphene.Enum(
    "ChangedType",
    sorted(_names.items()),
    description=lambda value: _described(_models[_names[value.name]]) if value else "What a change is about.",
)

ChangeKind: Any = graphene.Enum(
    "ChangeKind",
    [(kind.name, kind.value) for kind in log.ChangeKind],
    description=lambda value: log.ChangeKind[value.name].label if value else "What a change means for readers.",
)


class ChangedNode(graphene.Union):
    """An object that a change is about."""

    class Meta:
        types = _types_of_nodes()

    @classmethod
    def resolve_type(cls, instance: Model, info: GraphQLResolveInfo) -> Any:
        if isinstance(instance, Page):
            return page_type_of(instance)
        return OTHER_TYPES.get(type(instance)) or registry.models[type(instance)]


class Change(graphene.ObjectType):
    """One change of one object that the public can see, or could see before."""

    number = graphene.Field(
        graphene.BigInt, required=True, description="Its place in the order of all changes. Numbers only grow."
    )
    kind = graphene.Field(ChangeKind, required=True, description="What it means for readers.")
    type = graphene.Field(ChangedType, required=True, description="What kind of object it is about.")
    id = graphene.ID(required=True, description="Number of the object in this installation.")
    uid = graphene.ID(description="Identity that survives export, import and renames, where the object has one.")
    locale = graphene.String(description="Language code of the object, where it has one.")
    path = graphene.String(
        description="Its public path after the change; a full address where there are several sites. Null for what "
        "has none, and where nothing is seen any more."
    )
    former_path = graphene.String(
        description="The path that was public until this change: what has to be purged or redirected."
    )
    at = graphene.DateTime(required=True, description="When it happened.")
    is_tombstone = graphene.Boolean(
        required=True, description="Whether the object can no longer be seen on the site: forget it."
    )
    is_correction = graphene.Boolean(
        required=True,
        description="Whether editors say with it that the text was wrong before: see `corrections` of the article. "
        "Whoever has copied the text should replace it.",
    )
    node = graphene.Field(
        ChangedNode,
        description="The object as it is now. Null for tombstones, for sites and locales, and where a later change "
        "of the same object follows.",
    )

    def resolve_number(self: OneChange, info: GraphQLResolveInfo) -> int | None:
        return self.row.number

    def resolve_kind(self: OneChange, info: GraphQLResolveInfo) -> str:
        return self.row.kind

    def resolve_type(self: OneChange, info: GraphQLResolveInfo) -> str:
        return self.row.object_type

    def resolve_id(self: OneChange, info: GraphQLResolveInfo) -> int:
        return self.row.object_id

    def resolve_uid(self: OneChange, info: GraphQLResolveInfo) -> Any:
        return self.row.uid

    def resolve_locale(self: OneChange, info: GraphQLResolveInfo) -> str:
        return self.row.locale

    def resolve_path(self: OneChange, info: GraphQLResolveInfo) -> str:
        return "" if self.has_left else quote(self.row.path, safe=UNQUOTED)

    def resolve_former_path(self: OneChange, info: GraphQLResolveInfo) -> str:
        former = self.row.former_path
        return "" if self.answer.is_elsewhere(former) else quote(former, safe=UNQUOTED)

    def resolve_at(self: OneChange, info: GraphQLResolveInfo) -> datetime:
        return self.row.created_at

    def resolve_is_tombstone(self: OneChange, info: GraphQLResolveInfo) -> bool:
        return self.has_left or not self.row.is_visible

    def resolve_is_correction(self: OneChange, info: GraphQLResolveInfo) -> bool:
        return bool(self.row.is_correction) and not self.has_left

    def resolve_node(self: OneChange, info: GraphQLResolveInfo) -> Reference | None:
        return self.answer.node(self.row, loader_for(info))


class Changes(graphene.ObjectType):
    """A stretch of the change log."""

    version = graphene.Field(
        graphene.BigInt, required=True, description="The content version of this answer: the newest number there is."
    )
    cursor = graphene.String(required=True, description="To be given as `since` the next time.")
    has_more = graphene.Boolean(
        required=True, description="Whether more follows at once; else ask again when something has changed."
    )
    nodes = graphene.List(graphene.NonNull(Change), required=True, description="The changes in their order.")

    def resolve_version(self: ChangesAnswer, info: GraphQLResolveInfo) -> int:
        return self.stretch.version

    def resolve_cursor(self: ChangesAnswer, info: GraphQLResolveInfo) -> str:
        return self.stretch.cursor

    def resolve_has_more(self: ChangesAnswer, info: GraphQLResolveInfo) -> bool:
        return self.stretch.has_more

    def resolve_nodes(self: ChangesAnswer, info: GraphQLResolveInfo) -> list[OneChange]:
        changes = [OneChange(row, self) for row in self.stretch.changes]
        return changes if not self.ground else self.of_site(changes, loader_for(info))


@dataclass(frozen=True)
class ChangesAnswer:
    """What stands behind ``Changes``. The objects of all its changes are loaded together."""

    stretch: Stretch
    ground: str  # what full addresses of the site begin with; "" where there is only one site

    def of_site(self, changes: list[OneChange], loader: Loader) -> list[OneChange]:
        """``changes`` as readers of this site take them.

        What is seen on other sites only, such as a claim about a page there, is to be forgotten if it could be seen
        before, for that may have been here; and otherwise none of their business.
        """
        references = {one.row.pk: self._reference(one.row) for one in changes}
        found = loader.get_many(filter(None, references.values()))
        shown = {(subject_of(type(row)), row.pk) for row in found}
        told = []
        for one in changes:
            reference = references[one.row.pk]
            if reference is None or (reference.root, reference.key) in shown:
                told.append(one)
            elif self.stretch.goes_on and one.row.was_visible:
                told.append(replace(one, is_hidden_here=True))
        return told

    def is_elsewhere(self, path: str) -> bool:
        """Whether ``path`` is an address on another site."""
        return bool(self.ground) and path.startswith("http") and not path.startswith(self.ground)

    def node(self, row: log.ContentChange, loader: Loader) -> Reference | None:
        loader.want(filter(None, map(self._reference, self.stretch.changes)))
        return self._reference(row)

    def _reference(self, row: log.ContentChange) -> Reference | None:
        """The object of a change; ``None`` where it is not this row that says what can be seen of it now."""
        model = _models[row.object_type]
        if not row.is_newest or not row.is_visible or self.is_elsewhere(row.path) or model in SETTINGS:
            return None
        return Reference(subject_of(model), row.object_id)


@dataclass(frozen=True)
class OneChange:
    """A row of the log, and the answer that loads for it."""

    row: log.ContentChange
    answer: ChangesAnswer
    is_hidden_here: bool = False

    @property
    def has_left(self) -> bool:
        """Whether the object is on another site now: for readers of this one it is gone."""
        return self.is_hidden_here or self.answer.is_elsewhere(self.row.path)
