"""Tokens in the addresses of partners' feeds."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .partner import SyndicationPartner


class PartnerToken(models.Model):
    """A token: its digest, by which it is found, and the token itself encrypted, so that it can be shown again."""

    partner = models.ForeignKey(SyndicationPartner, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.TextField(editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    ends_at = models.DateTimeField("valid until", null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "partner token"
        ordering = ["-created_at", "-pk"]
        default_permissions = ()  # those of the partners count

    def __str__(self) -> str:
        return f"token {self.pk}"
