"""Copies of dead addresses in the Wayback Machine: https://archive.org/help/wayback_api.php

They are suggested, never used by themselves: an editor looks whether the copy shows what the text rests on.
"""

from __future__ import annotations

import json
import logging
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Max

from content_api.outbound import OutboundError

from ..models.link import ExternalLink
from ..models.source import LinkStatus
from .effects import sources_at
from .following import LostError, follow
from .manners import Manners, NotNowError

logger = logging.getLogger(__name__)

ASK_AGAIN = timedelta(days=30)
MOST_BYTES = 20_000
COPIES = "web.archive.org/web/"


def is_wanted(link: ExternalLink, now: datetime) -> bool:
    """Whether to look for a copy: of what is dead, where none is known, once a month."""
    if not settings.LINK_CHECK["archive"] or link.status != LinkStatus.DEAD or link.archived_url:
        return False
    return link.archive_asked_at is None or now - link.archive_asked_at >= ASK_AGAIN


def look_for_copy(link: ExternalLink, manners: Manners) -> str:
    """Store and answer the address of the copy nearest to the day when the address was last read; "" for none."""
    query = urlencode({"url": link.url, "timestamp": f"{_last_read(link):%Y%m%d}"})
    address = f"{settings.LINK_CHECK['archive_url']}?{query}"
    try:
        way = follow("GET", address, manners, answer_bytes=MOST_BYTES)
    except NotNowError:
        return ""
    except (OutboundError, LostError) as error:
        logger.warning("The archive does not answer: %s", error)
        copy = ""
    else:
        copy = _copy(way.answer.body) if way.answer and way.answer.is_success else ""
    ExternalLink.objects.filter(pk=link.pk).update(archived_url=copy, archive_asked_at=manners.now())
    return copy


def _last_read(link: ExternalLink) -> date:
    accessed: date | None = sources_at(link).aggregate(last=Max("accessed"))["last"]
    return accessed or (link.alive_at or link.found_at).date()


def _copy(body: bytes) -> str:
    """Nothing but an address in the archive is taken from the answer."""
    try:
        answer: Any = json.loads(body)
        closest = answer["archived_snapshots"]["closest"]
        address = str(closest["url"])
        is_good = closest["available"] is True and str(closest.get("status", "200")) == "200"
    except (ValueError, KeyError, TypeError):
        return ""
    scheme, _, rest = address.partition("://")
    if not is_good or scheme not in ("http", "https") or not rest.startswith(COPIES):
        return ""
    return f"https://{rest}"
