"""Where addresses stand, for a person: the title and the editor of each object, if the person may open it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.admin_url_finder import AdminURLFinder

from ...models import LinkUse

SOMETHING = "Something that you may not edit"


@dataclass(frozen=True)
class Place:
    """One use of an address."""

    kind: str
    title: str
    label: str
    edit_url: str | None  # at the field
    is_live: bool

    def __str__(self) -> str:
        return f"{self.kind} “{self.title}”: {self.label}"


def places_of(links: Iterable[int], user: Any) -> dict[int, list[Place]]:
    """The places of each link. One statement for each kind of object."""
    uses = list(LinkUse.objects.filter(link__in=list(links)).order_by("content_type", "object_id", "path"))
    objects = _objects_of(uses)
    finder, found = AdminURLFinder(user), defaultdict(list)
    edit_urls = {key: finder.get_edit_url(instance) for key, instance in objects.items()}
    for use in uses:
        key = (use.content_type_id, use.object_id)
        if (instance := objects.get(key)) is not None:
            found[use.link_id].append(_place(use, instance, edit_urls[key]))
    return found


def _objects_of(uses: list[LinkUse]) -> dict[tuple[int, str], Any]:
    keys = defaultdict(set)
    for use in uses:
        keys[use.content_type_id].add(use.object_id)
    found = {}
    for content_type, object_ids in keys.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            for instance in model._default_manager.filter(pk__in=object_ids):
                found[content_type, str(instance.pk)] = instance
    return found


def _place(use: LinkUse, instance: Any, edit_url: str | None) -> Place:
    kind = str(instance._meta.verbose_name)
    return Place(
        kind=kind[:1].upper() + kind[1:],
        title=str(instance) if edit_url else SOMETHING,
        label=use.label,
        edit_url=f"{edit_url}#:w:contentpath={use.path}" if edit_url else None,
        is_live=getattr(instance, "live", True),
    )
