"""Names of objects that are the same in every database: ``articles.Claim/0b7c…``.

The part after the slash is the ``uid``. Models without one are known by other fields; from their values a UUID follows,
or the value itself is the name where it can be one, as ``en`` is for a language.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from .declared import model_labelled, travel_of

NAMESPACE = uuid.UUID("6a0f3b52-1df0-5a3e-9d53-7d2f6f2f3a51")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
NAME = re.compile(r"(?P<label>[A-Za-z_]+\.[A-Za-z_]+)/(?P<key>[A-Za-z0-9][A-Za-z0-9-]{0,99})")


def name_by(model: type[Model], values: Mapping[str, Any]) -> str:
    """The name of the object of ``model`` with these ``values`` of its identifying fields, as documents write them."""
    travel = travel_of(model)
    assert travel is not None  # noqa: S101  (only what travels has a name)
    label = str(model._meta.label)
    told = [values[field] for field in travel.by]
    if len(told) == 1 and isinstance(told[0], str) and PLAIN.fullmatch(told[0]):
        return f"{label}/{told[0]}"
    return f"{label}/{uuid.uuid5(NAMESPACE, json.dumps([label, *told], ensure_ascii=False))}"


def parsed(name: Any) -> tuple[Any, str] | None:
    """The model and the key of a well-formed ``name`` of something that travels."""
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    model = model_labelled(match["label"]) if match else None
    return (model, match["key"]) if match and model else None


def identity_of(document: Mapping[str, Any]) -> tuple[Any, str]:
    """The model and the key of a document that has been checked."""
    found = parsed(document["name"])
    assert found is not None  # noqa: S101
    return found
