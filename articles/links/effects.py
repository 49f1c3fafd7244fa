"""What a judgement changes: the address, and the sources that stand at it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast

from ..models.link import ExternalLink, LinkUse
from ..models.source import LinkStatus, Source
from .addresses import digest_of, normalised
from .judging import Result, Rules, judge

OF_SOURCE = "url"  # the path of a source's own address


def store(link: ExternalLink, result: Result, now: datetime) -> ExternalLink:
    """Judge, and store and answer the judgement. The change log hears of it where a source reads otherwise."""
    with transaction.atomic():
        # Locked and read again: an editor may have asked for another check while this one was on its way.
        link = ExternalLink.objects.select_for_update().get(pk=link.pk)
        judge(link, result, now, Rules(settings.LINK_CHECK["days"], settings.LINK_CHECK["failures"]))
        link.save()
        _update(sources_at(link), link)
    return link


def tell_source(source: Source) -> None:
    """Its address may be another one than before; then what was known of the former says nothing."""
    url = normalised(source.url)
    link = ExternalLink.objects.filter(digest=digest_of(url)).first() if url else None
    _update(Source.objects.filter(pk=source.pk), link)
    source.link_status = link.status if link else LinkStatus.UNKNOWN
    source.link_checked_at = link.checked_at if link else None


def sources_at(link: ExternalLink) -> QuerySet[Source]:
    """The sources whose own address it is."""
    uses = LinkUse.objects.filter(
        link=link, path=OF_SOURCE, content_type=ContentType.objects.get_for_model(Source)
    ).order_by()
    return Source.objects.filter(pk__in=uses.values_list(Cast("object_id", BigIntegerField()), flat=True))


def _update(sources: QuerySet[Source], link: ExternalLink | None) -> None:
    """The status is public, the time of the check is not: a check that finds nothing new is no change of content."""
    status = link.status if link else LinkStatus.UNKNOWN
    checked_at = link.checked_at if link else None
    sources.exclude(link_status=status).update(link_status=status)
    sources.exclude(link_checked_at=checked_at).update(link_checked_at=checked_at)
