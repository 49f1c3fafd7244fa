"""Which models travel, and what of them does not. Each app says it of its own models, a line for each or for many::

    transfers(Topic, Author)                        # known by their ``uid``
    transfers(Redirect, by=("old_path", "site"))    # known by these fields
    transfers(Image, where_used=True)               # written only where something that is written refers to it
    transfers(ArticlePage, left_out=("word_count",))
    stays(Rendition)                                # the API shows it, but it is made anew or named in what carries it

Fields, children, many-to-many relations, tags and StreamFields follow from the models: a field that is added later
travels by itself. Child rows need no line. Users never travel, nor does what keeps the books of drafts and trees.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from ..changes.writes import BOOKKEEPING, TREE_FIELDS

UID = ("uid",)
# What follows from being published, and texts for the desk.
ALWAYS_LEFT_OUT = BOOKKEEPING | TREE_FIELDS | {"content_type", "expired", "live", "wagtail_admin_comments"}


@dataclass(frozen=True)
class Travel:
    """How objects of a model travel. ``by`` names the fields that tell one from another in every database."""

    by: tuple[str, ...] = UID
    left_out: frozenset[str] = frozenset()
    where_used: bool = False

    @property
    def has_uid(self) -> bool:
        return self.by == UID


_travels: dict[type[Model], Travel] = {}
_stay: set[type[Model]] = set()


def transfers(
    *models: type[Model], by: tuple[str, ...] = UID, left_out: tuple[str, ...] = (), where_used: bool = False
) -> None:
    """Let objects of ``models`` travel."""
    for model in models:
        _travels[model] = Travel(by, frozenset(left_out), where_used)


def stays(*models: type[Model]) -> None:
    """Objects of ``models`` have no file of their own, though the API shows them."""
    _stay.update(models)


def travel_of(model: type[Model]) -> Travel | None:
    return _travels.get(model)


def travelling() -> dict[type[Model], Travel]:
    """All models that travel."""
    return dict(_travels)


def staying() -> frozenset[type[Model]]:
    return frozenset(_stay)


def model_labelled(label: str) -> type[Model] | None:
    """The model that travels under ``label``, such as ``articles.Claim``."""
    return next((model for model in _travels if model._meta.label == label), None)
