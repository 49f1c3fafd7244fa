"""By what an object is recognised in an answer: words, ``uid``, type with number, the address of an image."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.forms.models import model_to_dict
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model
from wagtail.models import Page

from .filling import WORD
from .types_of_schema import MODELS

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# The address of a rendition names the image by its number, and the file by a digest.
RENDITION = r"/(?P<image>\d+)/[a-z]+(?:-\d+)?/[0-9a-f]{16}\."
ABOVE = re.compile(r"zqslug\d{5}x/(?=zqslug)")
TRACE = re.compile(f"{WORD.pattern}|{UUID}|{RENDITION}")

# The model, ``Page`` for all pages, and the primary key.
Key = tuple[type[Model], int]


def key_of(instance: Model) -> Key:
    return (Page if isinstance(instance, Page) else type(instance), instance.pk)


def key_of_node(node: dict[str, Any]) -> Key | None:
    """The key of an object in an answer, ``None`` if it is no model's or its number was not asked for."""
    model = MODELS.get(node.get("__typename", ""))
    if model is None or not node.get("id"):
        return None
    return (Page if issubclass(model, Page) else model, int(node["id"]))


def fetch(key: Key) -> Any:
    """The object as it is stored now, a page in its specific class."""
    model, pk = key
    instance = model._default_manager.get(pk=pk)
    return instance.specific if isinstance(instance, Page) else instance


def type_name_of(instance: Model) -> str:
    """The GraphQL type of ``instance``."""
    return next(name for name, model in MODELS.items() if model is type(instance))


def owner_of(instance: Model) -> Any:
    """The object that a row is part of, however deep; the object itself if it stands for itself."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            owner = getattr(instance, field.name)
            return owner_of(owner.specific if isinstance(owner, Page) else owner)
    return instance


def words_of(instance: Any) -> set[str]:
    """Every traceable word in the stored texts and file names of ``instance`` and of its children."""
    data = instance.serializable_data() if isinstance(instance, ClusterableModel) else model_to_dict(instance)
    return set(WORD.findall(json.dumps(data, default=str, ensure_ascii=False)))


def traces_of(instance: Any) -> set[str]:
    """What betrays ``instance`` wherever it stands in an answer, as ``traces_in`` finds it there."""
    uid = getattr(instance, "uid", None)
    image = {_trace_of_image(instance.pk)} if isinstance(instance, get_image_model()) else set()
    return words_of(instance) | ({str(uid)} if uid else set()) | image


def traces_in(text: str) -> list[str]:
    """All that betrays anything in a text, in its order.

    An address names the page at its end. Slugs before it belong to pages above, which may be hidden: Wagtail leaves
    what lies below an unpublished page where it is.
    """
    found = TRACE.finditer(ABOVE.sub("", text))
    return [_trace_of_image(one["image"]) if one["image"] else one.group() for one in found]


def _trace_of_image(key: Any) -> str:
    return f"image {key}"


def nodes_in(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in an answer."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from nodes_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes_in(value)


def keys_in(data: Any) -> set[Key]:
    """The keys of all objects in an answer."""
    return {key for node in nodes_in(data) if (key := key_of_node(node))}
