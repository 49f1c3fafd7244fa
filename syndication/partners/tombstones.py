"""Articles that a partner has fetched and that nobody may read any more: it is told to take them off.

What is told is what the partner has already (identity and address), and when it happened. The change log knows that for
ninety days; then the tombstone goes.
"""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from articles.models import ArticlePage
from content_api.changes.models import ContentChange
from content_api.viewer import Viewer
from content_api.visibility import visible

from ..feeds.entries import Tombstone
from ..models import Receipt, SyndicationPartner

MOST = 200


def tombstones_of(partner: SyndicationPartner, locale: str, viewer: Viewer) -> list[Tombstone]:
    """The newest first; one statement. ``viewer`` sees all that readers of the partner's site do."""
    shown = visible(ArticlePage.objects.order_by(), viewer).values("uid")
    withdrawn = Receipt.objects.filter(partner=partner, locale=locale).exclude(article_uid__in=shown)
    newest = ContentChange.objects.filter(
        object_id=OuterRef("article_key"), object_type=ArticlePage._meta.model_name, is_newest=True
    )
    known = withdrawn.annotate(when=Subquery(newest.values("created_at")[:1])).exclude(when=None)
    rows = known.order_by("-when", "-pk").values_list("article_uid", "when", "url")[:MOST]
    return [Tombstone(str(uid), when, url) for uid, when, url in rows]
