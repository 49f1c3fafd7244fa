"""Which models the log is about, and what else makes their objects appear or go.

Nothing is listed twice: a model with a rule in ``visibility`` is a subject of the log, unless it is a child row (it has
a ``ParentalKey``, or ``follows`` another model): then a change of it is one of its owner. What a rule says in code can
not be seen from outside; the app that wrote it says here what it depends on::

    appears_with(Claim, "framework", "company")      # hidden with these
    appears_through(Tag, ArticleTag, "tag")          # seen on what carries it
    appears_where_used(Image, Document)              # known to readers of what refers to it
    is_not_logged(Rendition)                         # changes no answer
    is_not_shown(Source, "link_checked_at")          # nor does this field of it
    is_corrected_by(Correction, "page", "when")      # a new row there corrects what was told of the page before
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page

from .. import page_rules  # noqa: F401  (registers the rules of Wagtail's own models)
from ..visibility import FollowingRule, rule_for


@dataclass(frozen=True)
class Corrections:
    """A child model whose rows correct objects, its foreign key to them, and its field of when."""

    model: type[Model]
    relation: str
    moment: str


_with: dict[type[Model], tuple[str, ...]] = {}
_through: dict[type[Model], tuple[type[Model], str]] = {}
_where_used: set[type[Model]] = set()
_not_logged: set[type[Model]] = set()
_not_shown: dict[type[Model], frozenset[str]] = {}
_corrected_by: dict[type[Model], Corrections] = {}


def appears_with(model: type[Model], *relations: str) -> None:
    """Objects of ``model`` appear and go with the objects at these foreign keys."""
    _with[model] = relations


def appears_through(model: type[Model], link: type[Model], relation: str) -> None:
    """Objects of ``model`` are seen through rows of ``link``, a child model, which name them at ``relation``."""
    _through[model] = (link, relation)


def appears_where_used(*models: type[Model]) -> None:
    """Nobody can ask for all objects of ``models``: the public knows those that something visible refers to."""
    _where_used.update(models)


def is_not_logged(*models: type[Model]) -> None:
    """Rows of ``models`` change no answer, or have their effect elsewhere."""
    _not_logged.update(models)


def is_not_shown(model: type[Model], *fields: str) -> None:
    """No answer shows these fields of ``model``: a write to them alone is no change."""
    _not_shown[model] = frozenset(fields)


def not_shown(model: type[Model]) -> frozenset[str]:
    """The fields of ``model`` that its app declared so."""
    return _not_shown.get(model, frozenset())


def is_corrected_by(model: type[Model], relation: str, moment: str) -> None:
    """Each row of ``model`` says openly that the object at the foreign key ``relation`` was wrong until ``moment``."""
    _corrected_by[subject_of(_related(model, relation))] = Corrections(model, relation, moment)


appears_with(Page, "alias_of")
appears_with(Redirect, "redirect_page")
is_not_logged(Collection)  # no type of the API; see ``places``


@dataclass(frozen=True)
class Link:
    """A foreign key of a child row, and the model that it leads to."""

    column: str
    model: type[Model]


@dataclass(frozen=True)
class Watched:
    """What a write to rows of one model is about: an object of its own, owners, objects that are seen through it."""

    subject: type[Model] | None
    owners: tuple[Link, ...] = ()
    shows: tuple[Link, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All that has to be known of a row."""
        return ("pk", *(link.column for link in (*self.owners, *self.shows)))


@cache
def watched(model: type[Model]) -> Watched | None:
    """What is to be noted when rows of ``model`` are written; ``None`` where nothing is."""
    if model._meta.abstract or model not in _installed() or model in _not_logged:
        return None
    if issubclass(model, Page):
        return Watched(Page)
    if model._meta.auto_created:
        return _watched_between(model, model._meta.auto_created)
    rule = rule_for(model)
    owners = _owners(model, rule)
    if owners:
        shows = [
            Link(_column(model, relation), shown) for shown, (through, relation) in _through.items() if through is model
        ]
        return Watched(None, owners, tuple(shows))
    return Watched(model) if rule else None


def _watched_between(through: type[Model], declaring: Any) -> Watched | None:
    """Rows of a many-to-many relation belong to the model that declares it."""
    columns = [key.attname for key in through._meta.concrete_fields if key.related_model is declaring]
    return Watched(None, tuple(Link(column, declaring) for column in columns)) if watched(declaring) else None


@cache
def subjects() -> tuple[type[Model], ...]:
    """The models that have rows in the log, all pages as one; each after those that its objects appear with."""
    found = {one.subject for model in _installed() if (one := watched(model)) and one.subject}
    late = {*_through, *_where_used}
    return tuple(
        sorted(found, key=lambda model: (model is not Page, model in late, model in _with, model._meta.label_lower))
    )


def subject_of(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def models_of(subject: type[Model]) -> tuple[type[Model], ...]:
    """The models of the objects of ``subject``: of pages each page type."""
    if subject is not Page:
        return (subject,)
    models = [model for model in _installed() if issubclass(model, Page)]
    return tuple(sorted(models, key=lambda model: str(model._meta.label_lower)))


def types_of(subject: type[Model]) -> tuple[str, ...]:
    """The values of ``object_type`` that rows about ``subject`` have."""
    return tuple(str(model._meta.model_name) for model in models_of(subject))


@cache
def many_to_many() -> tuple[Any, ...]:
    """The many-to-many fields between subjects, without those that have a model of their own between."""
    models = [model for subject in subjects() for model in models_of(subject)]
    fields: list[Any] = [field for model in models for field in model._meta.many_to_many]
    plain = [field for field in fields if field.remote_field.through._meta.auto_created]
    return tuple(field for field in plain if subject_of(field.related_model) in subjects())


def link_of(subject: type[Model]) -> tuple[type[Model], str] | None:
    """The child model through which objects of ``subject`` are seen, and its foreign key to them."""
    return _through.get(subject)


def corrections_of(subject: type[Model]) -> Corrections | None:
    """The rows that correct objects of ``subject``."""
    return _corrected_by.get(subject)


def is_known_where_used(subject: type[Model]) -> bool:
    return subject in _where_used


def dependents(subject: type[Model]) -> Iterator[tuple[type[Model], str, type[Model]]]:
    """Subjects that appear with objects of ``subject``: model, foreign key, and the model it leads to."""
    for model, relations in _with.items():
        for relation in relations:
            target: Any = model._meta.get_field(relation).related_model
            if subject_of(target) is subject:
                yield model, relation, target


def shown_through(subject: type[Model]) -> Iterator[tuple[type[Model], type[Model], str, Link]]:
    """Subjects seen through child rows of ``subject``: model, child model, its foreign key, and that to the owner."""
    for model, (link, relation) in _through.items():
        for owner in _owners(link, rule_for(link)):
            if subject_of(owner.model) is subject:
                yield model, link, relation, owner


def _owners(model: type[Model], rule: Any) -> tuple[Link, ...]:
    keys = [field.name for field in model._meta.concrete_fields if isinstance(field, ParentalKey)] if rule else []
    names = keys or (rule.relations if isinstance(rule, FollowingRule) else ())
    return tuple(Link(_column(model, name), _related(model, name)) for name in names)


def _column(model: type[Model], relation: str) -> str:
    return str(model._meta.get_field(relation).attname)  # type: ignore[union-attr]


def _related(model: type[Model], relation: str) -> type[Model]:
    related: Any = model._meta.get_field(relation).related_model
    return related


@cache
def _installed() -> frozenset[type[Model]]:
    return frozenset(apps.get_models(include_auto_created=True))
