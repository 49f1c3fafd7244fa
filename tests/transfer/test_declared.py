"""Nothing that the API shows is forgotten: each model travels, is part of one that does, or says that it stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import FileField, ForeignKey, Model
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Collection

from articles.models import Author, ClaimSource
from content_api.transfer.declared import staying, travel_of, travelling
from content_api.transfer.needs import models_in_order
from content_api.transfer.shapes import Shape, shape_of
from content_api.visibility import rule_for


def shown_models() -> list[type[Model]]:
    """Models with a rule who may see their rows. Of others the API answers nothing."""
    return sorted(
        (model for model in apps.get_models() if rule_for(model) is not None), key=lambda model: str(model._meta.label)
    )


def is_part(model: Any) -> bool:
    return issubclass(model, ItemBase) or any(isinstance(one, ParentalKey) for one in model._meta.concrete_fields)


def shapes() -> Iterator[Shape]:
    """The shapes of all that travels, children included."""
    waiting = [shape_of(model) for model in travelling()]
    while waiting:
        shape = waiting.pop()
        yield shape
        waiting += [child.shape for child in shape.children]


def test_every_model_that_is_shown_travels_or_says_why_not() -> None:
    forgotten = [
        model._meta.label for model in shown_models() if not (travel_of(model) or model in staying() or is_part(model))
    ]
    assert forgotten == []


def test_children_that_readers_see_are_part_of_what_travels() -> None:
    parts = {shape.model for shape in shapes()}
    forgotten = [
        model._meta.label
        for model in shown_models()
        if is_part(model) and not issubclass(model, ItemBase) and model not in parts
    ]
    assert forgotten == []


def test_what_travels_leads_to_what_travels() -> None:
    lost = [
        f"{shape.model._meta.label}.{field.name}"
        for shape in shapes()
        for field in shape.fields
        if isinstance(field, ForeignKey)
        and field.related_model is not Collection
        and not (travel_of(field.related_model) or any(issubclass(one, field.related_model) for one in travelling()))
    ]
    assert lost == []


def test_nobody_travels() -> None:
    """No field leads to a user, whatever it is called."""
    people = [
        f"{shape.model._meta.label}.{field.name}"
        for shape in shapes()
        for field in shape.fields
        if field.related_model is not None and field.related_model._meta.label == settings.AUTH_USER_MODEL
    ]
    assert people == []


def test_what_is_left_out_is_there() -> None:
    """A name that is wrong, or has been changed, would leave out nothing."""
    unknown = [
        f"{model._meta.label}.{name}"
        for model, travel in travelling().items()
        for name in (*travel.left_out, *travel.by)
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert unknown == []


def test_files_have_digests() -> None:
    without = [shape.model for shape in shapes() if shape.files and not hasattr(shape.model, "file_hash")]
    assert without == []
    assert all(isinstance(field, FileField) for shape in shapes() for field in shape.files)


def test_fields_travel_without_being_named() -> None:
    assert {field.name for field in shape_of(Author).fields} == {"name", "slug", "kind", "photo"}
    assert [child.name for child in shape_of(Author).children] == ["texts", "links"]
    assert {field.name for field in shape_of(ClaimSource).fields} == {"source", "quote", "location", "sort_order"}


def test_each_model_comes_after_those_that_it_refers_to() -> None:
    before, after = models_in_order()

    names = [model.__name__ for model in before]
    assert names.index("Image") < min(names.index("Author"), names.index("Framework"))
    assert {model.__name__ for model in after} == {"Claim", "Navigation", "Redirect", "SiteSettings"}
