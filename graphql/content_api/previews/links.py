"""Making links, and ending them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import tokens
from .models import LinkKind, PreviewLink, TokenUse

HOUR = timedelta(hours=1)
# Of a live link: a frame that was opened is replaced by the next one with what is typed.
MOST_TOKENS = 10


def live_token(page: Any, *, by: Any, editor_origin: str) -> str:
    """A token for the editor's own frame, good for an hour and once, that shows ``page`` as it is in memory.

    Raises ``TooLargeError`` where that is more than is kept.
    """
    content = page.preview_content()
    place: dict[str, Any] = {"page_id": page.pk} if page.pk else {"parent": page.get_parent(), "form": page._meta.label}
    now = timezone.now()
    fresh = {"content": content, "editor_origin": editor_origin, "expires_at": now + HOUR, "revoked_at": None}
    with transaction.atomic():
        link, _ = PreviewLink.objects.update_or_create(
            kind=LinkKind.LIVE, creator=by, **place, defaults=fresh, create_defaults={**fresh, "created_at": now}
        )
        token = tokens.create(link, TokenUse.LINK, link.expires_at)
        forget_old_tokens(link)
    return token


def share(page: Any, *, by: Any, editor_origin: str, lasting: timedelta, note: str = "") -> tuple[PreviewLink, str]:
    """A link to the newest draft of ``page``, and its token, which is known from now on to the caller alone."""
    with transaction.atomic():
        link = PreviewLink.objects.create(
            kind=LinkKind.SHARED,
            page_id=page.pk,
            creator=by,
            editor_origin=editor_origin,
            note=note,
            expires_at=timezone.now() + lasting,
        )
        return link, tokens.create(link, TokenUse.LINK, link.expires_at)


def revoke(link: PreviewLink, at: datetime | None = None) -> None:
    """End ``link`` now, with all its tokens. Doing it again changes nothing."""
    if link.revoked_at is None:
        link.revoked_at = at or timezone.now()
        with transaction.atomic():
            link.save(update_fields=["revoked_at"])
            link.tokens.all().delete()


def forget_old_tokens(link: PreviewLink, most: int = MOST_TOKENS) -> None:
    """Keep no more than the newest tokens of ``link``."""
    kept = link.tokens.order_by("-pk").values_list("pk", flat=True)[:most]
    link.tokens.exclude(pk__in=list(kept)).delete()
