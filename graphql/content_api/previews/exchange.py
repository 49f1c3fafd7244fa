"""A link's token for one that goes into a header, so that what opens the draft stays in no address and no history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from . import tokens
from .links import forget_old_tokens
from .models import PreviewLink, TokenUse
from .rights import is_allowed

LONGEST = timedelta(hours=1)
MOST_VISITS = 1_000  # of one shared link at a time; whoever opened it before is asked to open it again


@dataclass(frozen=True)
class Exchanged:
    """What the holder of a link's token is given. ``token`` is known from now on to the caller alone."""

    link: PreviewLink
    token: str
    expires_at: datetime


def exchange(text: str) -> Exchanged | None:
    """A new token for requests, good for an hour at most and never longer than the link; ``None`` for any other text.

    The token of a live link is used up by this. Of two who come with it at once one is given something.
    """
    now = timezone.now()
    with transaction.atomic():
        token = tokens.find(text, TokenUse.LINK)
        if token is None or not is_allowed(token.link):
            return None
        link = token.link
        if not link.is_shared:
            deleted, _ = link.tokens.filter(pk=token.pk).delete()
            if not deleted:
                return None
        PreviewLink.objects.filter(pk=link.pk).update(last_used_at=now)
        expires_at = min(now + LONGEST, link.expires_at)
        header = tokens.create(link, TokenUse.HEADER, expires_at)
        if link.is_shared:
            _forget_old_visits(link)
        else:
            forget_old_tokens(link)
    return Exchanged(link, header, expires_at)


def _forget_old_visits(link: PreviewLink) -> None:
    visits = link.tokens.filter(use=TokenUse.HEADER)
    oldest = visits.order_by("-pk").values_list("pk", flat=True)[MOST_VISITS : MOST_VISITS + 1]
    for key in oldest:
        visits.filter(pk__lte=key).delete()
