"""Where each address occurs: stored with the object, in the transaction that stores the object.

What counts is what readers see. Of an object that they do not see it is the newest draft, so that a dead link is known
before it is published. Aliases say what their sources say and are left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import DraftStateMixin, Page

from content_api.changes.subjects import models_of, subjects

from ..models.link import ExternalLink, LinkHost, LinkUse
from ..models.source import Source
from .addresses import digest_of, host_of
from .effects import tell_source
from .walking import Found, addresses_in, may_hold_addresses


@cache
def kept_models() -> tuple[type[Model], ...]:
    """All content that may lead elsewhere. What content is, the change log knows from the rules of visibility."""
    models = (model for subject in subjects() for model in models_of(subject))
    return tuple(model for model in models if model is not Page and may_hold_addresses(model))


def note_what_counts(instance: Any) -> None:
    """Note the addresses of `instance`: of itself where readers see it, else of its newest draft."""
    if isinstance(instance, DraftStateMixin) and not instance.live and instance.latest_revision_id:
        instance = instance.get_latest_revision_as_object()
    note_links(instance)


def note_links(instance: Any) -> None:
    """Bring what is stored about `instance` up to date with what it is in memory."""
    is_alias = getattr(instance, "alias_of_id", None)
    found = {} if is_alias else {(one.path, digest_of(one.url), one.label): one for one in addresses_in(instance)}
    with transaction.atomic():
        stored = {
            (path, digest, label): key
            for key, path, digest, label in uses_of(instance).values_list("pk", "path", "link__digest", "label")
        }
        if gone := [key for place, key in stored.items() if place not in found]:
            LinkUse.objects.filter(pk__in=gone).delete()
        if new := [one for place, one in found.items() if place not in stored]:
            _add(instance, new)
        if isinstance(instance, Source):
            tell_source(instance)


def forget_links(instance: Any) -> None:
    """The object is deleted. What is known of its addresses goes with `drop_unused`."""
    uses_of(instance).delete()


def uses_of(instance: Any) -> QuerySet[LinkUse]:
    content_type = ContentType.objects.get_for_model(instance)
    return LinkUse.objects.filter(content_type=content_type, object_id=str(instance.pk))


def drop_unused() -> int:
    """Forget addresses that occur nowhere, and hosts without any. The number of the former."""
    count = ExternalLink.objects.filter(uses=None).delete()[0]
    LinkHost.objects.filter(links=None).delete()
    return count


def _add(instance: Any, found: list[Found]) -> None:
    urls = {digest_of(one.url): one.url for one in found}
    hosts = sorted({host_of(url) for url in urls.values()})
    LinkHost.objects.bulk_create((LinkHost(name=name) for name in hosts), ignore_conflicts=True)
    host_keys = dict(LinkHost.objects.filter(name__in=hosts).values_list("name", "pk"))
    ExternalLink.objects.bulk_create(
        (ExternalLink(url=url, digest=digest, host_id=host_keys[host_of(url)]) for digest, url in sorted(urls.items())),
        ignore_conflicts=True,
    )
    # Locked, so that none of them is dropped as unused in this moment.
    links = ExternalLink.objects.filter(digest__in=urls).order_by("digest").select_for_update()
    link_keys = dict(links.values_list("digest", "pk"))
    content_type = ContentType.objects.get_for_model(instance)
    LinkUse.objects.bulk_create(
        (
            LinkUse(
                link_id=link_keys[digest_of(one.url)],
                content_type=content_type,
                object_id=str(instance.pk),
                path=one.path,
                label=one.label,
            )
            for one in found
        ),
        ignore_conflicts=True,
    )
