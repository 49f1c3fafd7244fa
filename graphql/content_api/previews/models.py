"""Links to drafts, and the tokens by which they are opened."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class LinkKind(models.TextChoices):
    """Whom a link is for."""

    LIVE = "live", "Beside the form"
    SHARED = "shared", "Shared"


class PreviewLink(models.Model):
    """Shows one draft to whoever holds one of its tokens, as long as the one who made it may see the draft.

    A live link belongs to the editor's own frame. It keeps what is in the form, and is used again for the same form. A
    shared one keeps nothing: it shows the newest saved draft whenever it is opened.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=LinkKind.choices)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+", help_text="Empty for a new page."
    )
    parent = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Where a page is going to stand that was never saved.",
    )
    form = models.CharField(max_length=100, blank=True, help_text="Type of a page that was never saved.")
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="What is in the form of a live link.")
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preview_links")
    editor_origin = models.CharField(max_length=255, help_text="Where the admin was when the link was made.")
    note = models.CharField(
        "for",
        max_length=100,
        blank=True,
        help_text="Whom the link is for, such as a name or a team; only editors see it.",
    )
    created_at = models.DateTimeField("created", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("expires")
    revoked_at = models.DateTimeField("revoked", null=True, editable=False)
    last_used_at = models.DateTimeField("last opened", null=True, editable=False)

    class Meta:
        verbose_name = "preview link"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, parent__isnull=True) | Q(page__isnull=True, parent__isnull=False),
                name="preview_link_has_one_page",
            ),
            models.UniqueConstraint(
                fields=["creator", "page"], condition=Q(kind="live", page__isnull=False), name="one_live_link_per_page"
            ),
            models.UniqueConstraint(
                fields=["creator", "parent", "form"],
                condition=Q(kind="live", parent__isnull=False),
                name="one_live_link_per_new_page",
            ),
        ]

    def __str__(self) -> str:
        return f"Preview of {self.page or 'a new page'}"

    @property
    def is_shared(self) -> bool:
        return self.kind == LinkKind.SHARED

    @property
    def language(self) -> str:
        """Language code of the page; a new page has its parent's."""
        page: Any = self.page or self.parent
        return str(page.locale.language_code)

    @property
    def is_open(self) -> bool:
        """Whether the link itself has neither ended nor been revoked."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class TokenUse(models.TextChoices):
    """What a token is good for."""

    LINK = "link", "Opens the link"
    HEADER = "header", "Asks the API"


class PreviewToken(models.Model):
    """A token of a link. The token itself is stored nowhere; ``digest`` tells whether one is right."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="tokens")
    use = models.CharField(max_length=8, choices=TokenUse.choices)
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = "preview token"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.link}"
