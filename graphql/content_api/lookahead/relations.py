"""Relations of a row: for all siblings in one query, whatever kind of relation it is.

A relation is named as in Django, ``adoptions``, or as a way, ``article_authors.author``, which leads through the
rows of one relation to the objects of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import F, ForeignKey, Model, QuerySet
from modelcluster.fields import ParentalKey
from taggit.managers import TaggableManager

from ..changes.tags import referrers_tag
from ..touched import depends_on
from ..visibility import is_open_to_everybody, rule_for, visible
from .columns import Columns
from .drafted import drafted
from .loader import Loader
from .references import Reference, image_keys

AnyField = Any


@dataclass(frozen=True)
class Relation:
    """A relation of ``model``, and what is joined to its rows.

    ``joins`` are foreign keys of the rows whose objects come with the same query.
    """

    model: type[Model]
    name: str
    joins: tuple[str, ...] = ()

    def of(self, row: Any, loader: Loader) -> Any:
        """A list of visible rows, or for a foreign key a reference or ``None``."""
        if self.is_single:
            return loader.once(row, self.name, self._targets)[0]
        return loader.once(row, self.name, self._lists)

    def announce(self, row: Any, loader: Loader) -> None:
        """Tell the loader of the targets of a foreign key, or of the images of what stands in a list.

        A list has to be read for that. It is selected, so this is no further query, only an earlier one.
        """
        if self.is_single or image_keys(self.answered):
            self.of(row, loader)

    @cached_property
    def field(self) -> AnyField:
        return self.model._meta.get_field(self.name.partition(".")[0])

    @cached_property
    def is_single(self) -> bool:
        return isinstance(self.field, ForeignKey)

    @property
    def reads(self) -> frozenset[str]:
        """The columns of ``model`` that lead to the objects, beside its primary key."""
        return frozenset({self.field.attname} if self.is_single else ())

    @property
    def answered(self) -> type[Model]:
        """The model of the objects that the relation leads to."""
        related: type[Model] = self.field.related_model
        return related._meta.get_field(self.target).related_model if self.target else related  # type: ignore[return-value]

    @cached_property
    def target(self) -> str:
        """The foreign key that the way goes on by, ``""`` for a relation by its own name."""
        return self.name.partition(".")[2]

    def _targets(self, rows: list[Any], loader: Loader) -> dict[Any, Any]:
        """In lists of one, so that references are seen and wanted."""
        field = self.field
        return {row.pk: [_reference_of(row, field)] for row in rows}

    def _lists(self, rows: list[Any], loader: Loader) -> dict[Any, list[Any]]:
        lists: dict[Any, list[Any]] = {row.pk: [] for row in rows}
        drafts = {row.pk: children for row in rows if (children := self._drafted(row)) is not None}
        lists |= drafts
        stored = [row for row in rows if row.pk not in drafts]
        if stored:
            with depends_on(*self._tags(stored)):
                pairs = self._stored([row.pk for row in stored], loader)
            for owner, item in pairs:
                lists[owner].append(item)
        return lists

    def _tags(self, owners: list[Any]) -> list[str]:
        """What the lists depend on besides ``owners`` and what stands in them: objects that refer to an owner."""
        field = self.field
        is_part = field.one_to_many and isinstance(field.remote_field, ParentalKey)
        if is_part or not field.auto_created:
            return []
        return [referrers_tag(type(owner), owner.pk) for owner in owners]

    def _drafted(self, row: Any) -> list[Any] | None:
        """Children that came with a draft and are in no table."""
        if isinstance(self.field, TaggableManager):
            link = self.field.remote_field.through._meta.get_field("content_object")
            return _references_at(drafted(row, link.remote_field.get_accessor_name()), "tag")
        children = drafted(row, self.field.name)
        return _references_at(children, self.target) if self.target else children

    def _stored(self, owners: Sequence[Any], loader: Loader) -> list[tuple[Any, Any]]:
        """Pairs of an owner's key and a visible row, in the order of the relation."""
        field = self.field
        if isinstance(field, TaggableManager):
            return self._through(field.remote_field.through, "content_object", "tag", owners, loader)
        if field.many_to_many:
            return self._many_to_many(field, owners, loader)
        if self.target:
            return self._through(field.related_model, field.remote_field.name, self.target, owners, loader)
        return self._children(field.related_model, field.remote_field.name, owners, loader)

    def _many_to_many(self, field: Any, owners: Sequence[Any], loader: Loader) -> list[tuple[Any, Any]]:
        back = field.field.name if field.auto_created else field.related_query_name()
        related: Any = field.related_model

        def rows(keys: Sequence[Any]) -> QuerySet[Any]:
            found = related._default_manager.annotate(_owner=F(f"{back}__pk")).filter(_owner__in=keys)
            return _in_order(visible(found, loader.viewer))

        return self._pairs(rows, owners, "_owner", Columns(related), loader)

    def _through(
        self, model: Any, link: str, target: str, owners: Sequence[Any], loader: Loader
    ) -> list[tuple[Any, Any]]:
        """The objects at the foreign key ``target`` of rows between, which are not made themselves."""
        related: Any = model._meta.get_field(target).related_model

        def rows(keys: Sequence[Any]) -> QuerySet[Any]:
            between = visible(model._default_manager.filter(**{f"{link}__in": keys}), loader.viewer, known=link)
            return _with_visible_target(_in_order(between), target, loader)

        return self._pairs(rows, owners, f"{link}_id", Columns(related, prefix=f"{target}__"), loader)

    def _pairs(
        self,
        rows: Callable[[Sequence[Any]], QuerySet[Any]],
        owners: Sequence[Any],
        owner: str,
        columns: Columns,
        loader: Loader,
    ) -> list[tuple[Any, Any]]:
        """Pairs of the value of ``owner`` and an object; one that belongs to many owners is made once."""
        found = loader.by_keys(self, owners, lambda keys: rows(keys).values_list(owner, *columns.names))
        key = columns.key + 1
        by_key = {row[key]: row[1:] for row in found}
        objects = dict(zip(by_key, loader.adopt(columns.instances(by_key.values())), strict=True))
        return [(row[0], objects[row[key]]) for row in found]

    def _children(self, model: Any, link: str, owners: Sequence[Any], loader: Loader) -> list[tuple[Any, Any]]:
        """Rows that belong to one owner each, with the objects of ``joins``."""
        own = Columns(model)
        joined = {join: Columns(model._meta.get_field(join).related_model, prefix=f"{join}__") for join in self.joins}
        names = (*own.names, *(name for columns in joined.values() for name in columns.names))

        def rows(keys: list[Any]) -> QuerySet[Any, Any]:
            found = model._default_manager.filter(**{f"{link}__in": keys})
            return _in_order(visible(found, loader.viewer, known=link)).values_list(*names)

        found = loader.by_keys(self, owners, rows)
        children = loader.adopt(own.instances(found))
        position = len(own.names)
        for join, columns in joined.items():
            values = [row[position : position + len(columns.names)] for row in found]
            objects = loader.adopt({row[columns.key]: columns.instance(row) for row in values}.values())
            by_key = {one.pk: one for one in objects}
            for child, row in zip(children, values, strict=True):
                setattr(child, join, by_key[row[columns.key]])
            position += len(columns.names)
        return [(getattr(child, f"{link}_id"), child) for child in children]


@cache
def relation_at(model: type[Model], name: str) -> Relation | None:
    """The relation of ``model`` that ``name`` means, ``None`` where it means something else."""
    first, _, further = name.partition(".")
    try:
        field: Any = model._meta.get_field(first)
    except FieldDoesNotExist:
        return None
    if not field.is_relation:
        return None
    if further and not isinstance(field.related_model._meta.get_field(further), ForeignKey):
        raise ImproperlyConfigured(f"{model.__name__}: the way {name!r} must end with a foreign key.")
    return Relation(model, name)


def check_joins(relation: Relation) -> None:
    """Refuse joins to objects that are not visible for certain where the row is."""
    child: Any = relation.field.related_model
    rule = rule_for(child)
    for join in relation.joins:
        target = child._meta.get_field(join).related_model
        if not (is_open_to_everybody(target) or (rule and rule.implies(join))):
            raise ImproperlyConfigured(
                f"{child.__name__}.{join} may be hidden where the row is not: it cannot be joined."
            )


def _in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """In the order of the model; equals by age, so that the same rows come in the same order in every query."""
    return rows.order_by(*rows.model._meta.ordering, "pk")


def _with_visible_target(rows: QuerySet[Any], target: str, loader: Loader) -> QuerySet[Any]:
    model: Any = rows.model._meta.get_field(target).related_model
    rule = rule_for(rows.model)
    if is_open_to_everybody(model) or (rule and rule.implies(target)):
        return rows
    targets = visible(model._default_manager.order_by(), loader.viewer)
    return rows.filter(**{f"{target}__in": targets.values("pk")})


def _references_at(children: list[Any] | None, target: str) -> list[Any] | None:
    """The objects at the foreign key ``target`` of ``children``."""
    if not children:
        return children
    field = children[0]._meta.get_field(target)
    return [_reference_of(child, field) for child in children]


def _reference_of(row: Any, field: Any) -> Reference | None:
    key = getattr(row, field.attname)
    return None if key is None else Reference(field.related_model, key)
