"""What partners have fetched: which state of which article, and how often they ask."""

from __future__ import annotations

from django.db import models

from .partner import SyndicationPartner


class Receipt(models.Model):
    """The state of one article that one partner was given last.

    It stays when the article is deleted, since the partner still has the text.
    """

    partner = models.ForeignKey(SyndicationPartner, on_delete=models.CASCADE, related_name="receipts")
    article_uid = models.UUIDField()
    article_key = models.BigIntegerField()  # no relation: deleting the article leaves it as it is
    locale = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    url = models.TextField("address")  # that the partner was given
    revision = models.BigIntegerField(null=True)  # key of the published revision; null where there is none
    modified_at = models.DateTimeField()  # when what the partner was given had been changed last
    withdrawal_told_at = models.DateTimeField(null=True)  # when the partner was told first to take it off
    first_fetched_at = models.DateTimeField()
    last_fetched_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-last_fetched_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["partner", "article_uid"], name="one_receipt_per_partner_and_article")
        ]
        indexes = [models.Index(fields=["article_uid"], name="receipt_article")]

    def __str__(self) -> str:
        return self.title


class FetchDay(models.Model):
    """How often a partner has fetched its feeds on one day. Days are those of UTC."""

    partner = models.ForeignKey(SyndicationPartner, on_delete=models.CASCADE, related_name="fetch_days")
    day = models.DateField()
    full = models.PositiveIntegerField(default=0)  # answered with a feed
    unchanged = models.PositiveIntegerField(default=0)  # answered that nothing has changed

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-day"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["partner", "day"], name="one_fetch_day_per_partner_and_day")]

    def __str__(self) -> str:
        return f"{self.partner} {self.day}"
