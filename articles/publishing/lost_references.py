"""Opens drafts whose references are gone.

The database protects what is stored, but a draft of a live page exists only as a revision: a claim that just a draft
uses can be deleted. django-modelcluster cannot read such a revision where the foreign key is protected, and the editor
would answer with an error for ever.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from modelcluster.models import get_all_child_relations


class OpensWithLostReferences(models.Model):
    """Reads a revision without the references that are gone, and without the rows that cannot do without theirs."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Self | None:
        try:
            return super().from_serializable_data(data, *args, **kwargs)  # type: ignore[misc]
        except Exception as error:
            if type(error) is not Exception:  # modelcluster raises the bare class for this, and for nothing else
                raise
            return super().from_serializable_data(without_lost_references(cls, data), *args, **kwargs)  # type: ignore[misc]


def without_lost_references(model: type[models.Model], data: dict[str, Any]) -> dict[str, Any]:
    """`data` with null for each optional reference that is gone, and without children that lost a required one."""
    cleaned = dict(data)
    for field in _lost(model, data):
        if field.null:
            cleaned[field.name] = None
    for relation in get_all_child_relations(model):
        name, child = relation.get_accessor_name(), relation.related_model
        if name in data:
            kept = [row for row in data[name] if all(field.null for field in _lost(child, row))]
            cleaned[name] = [without_lost_references(child, row) for row in kept]
    return cleaned


def _lost(model: Any, data: dict[str, Any]) -> list[Any]:
    """The foreign keys of `model` that are protected and whose target is gone."""
    foreign_keys = [field for field in model._meta.concrete_fields if field.many_to_one]
    protected = [field for field in foreign_keys if field.remote_field.on_delete in (models.PROTECT, models.RESTRICT)]
    return [
        field
        for field in protected
        if (key := data.get(field.name)) is not None
        and not field.related_model._base_manager.filter(**{field.target_field.name: key}).exists()
    ]
