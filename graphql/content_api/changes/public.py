"""What the public can see now, on any site: the state after a change, as querysets."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Exists, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from ..territory import Territory, read_territory
from ..viewer import Viewer, default_locale
from ..visibility import visible, visible_rows
from .models import ChangeKind, ContentChange
from .subjects import is_known_where_used, link_of, subjects, types_of

Keys = Collection[Any] | None  # ``None``: all


class Public:
    """Everybody who reads without a token, whatever site they read."""

    @cached_property
    def territory(self) -> Territory:
        return read_territory()

    @cached_property
    def viewers(self) -> list[Viewer]:
        sites = [ground.site for ground in self.territory.grounds] or [None]
        return [Viewer(site, given_territory=self.territory) for site in sites]

    @cached_property
    def sight(self) -> Hashable:
        """All that decides what they see and at which addresses, besides what is stored in the rows themselves."""
        places = tuple((ground.site.root_url, ground.roots) for ground in self.territory.grounds)
        return default_locale(), places, tuple(viewer.sight for viewer in self.viewers)

    def seen(self, subject: type[Model], keys: Keys) -> QuerySet[Any]:
        """Objects of ``subject`` that somebody may see and can find, all or those with ``keys``."""
        rows = self.visible(_rows(subject, keys))
        if link := link_of(subject):
            model, relation = link
            links = model._default_manager.order_by()
            of_these = links if keys is None else links.filter(**{f"{relation}__in": list(keys)})
            rows = rows.filter(pk__in=self.visible(of_these).values(relation))
        return rows.filter(_is_used(subject)) if is_known_where_used(subject) else rows

    def losses(self, subject: type[Model], keys: Keys) -> QuerySet[Any]:
        """Keys of the objects that exist, each with the kind of change that hides it if it cannot be seen."""
        rows = _rows(subject, keys)
        has_drafts = any(field.name == "live" for field in subject._meta.fields)
        is_closed = Q(live=True) if has_drafts else ~Q(pk__in=self.visible(rows).values("pk"))
        kind = Case(
            When(is_closed, then=Value(ChangeKind.RESTRICTED.value)),
            default=Value(ChangeKind.UNPUBLISHED.value),
            output_field=CharField(),
        )
        return rows.annotate(of_key=F("pk"), of_loss=kind).values_list("of_key", "of_loss")

    def visible(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of ``rows`` that somebody may see."""
        if len(self.viewers) == 1:
            return visible(rows, self.viewers[0])
        by_anybody = Q(pk__in=[])
        for viewer in self.viewers:
            by_anybody |= Q(pk__in=visible_rows(rows.model, viewer))
        return rows.filter(by_anybody)


def _rows(subject: type[Model], keys: Keys) -> QuerySet[Any]:
    rows = subject._default_manager.order_by()
    return rows if keys is None else rows.filter(pk__in=list(keys))


def _is_used(subject: type[Model]) -> Exists:
    """Whether something that can be seen, as the log knows, refers to the object."""
    types = [name for one in subjects() for name in types_of(one)]
    # References know keys as texts, and of models whose keys are no numbers too.
    key = Case(When(content_type__model__in=types, then=Cast("object_id", BigIntegerField())))
    seen = ContentChange.objects.filter(
        is_newest=True,
        is_visible=True,
        object_id=OuterRef("key"),
        object_type=OuterRef("content_type__model"),
    )
    return Exists(references_to(subject).annotate(key=key).filter(Exists(seen)))


def references_to(subject: type[Model]) -> QuerySet[Any]:
    """Rows of Wagtail's index that lead to the outer query's object of ``subject``."""
    return ReferenceIndex.objects.order_by().filter(
        to_content_type__app_label=subject._meta.app_label,
        to_content_type__model=subject._meta.model_name,
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )


def references_from(subject: type[Model]) -> QuerySet[Any]:
    """Rows of Wagtail's index that lead away from the outer query's object of ``subject``."""
    return ReferenceIndex.objects.order_by().filter(
        base_content_type__app_label=subject._meta.app_label,
        base_content_type__model=subject._meta.model_name,
        object_id=Cast(OuterRef("pk"), CharField()),
    )
