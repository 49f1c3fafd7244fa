"""How many published claims there were of each status, day by day."""

from __future__ import annotations

from django.db import models

from .claim import ClaimStatus


class ClaimCount(models.Model):
    """One number of one day. The worker writes it; a day that is over is not counted again."""

    day = models.DateField()
    status = models.CharField(max_length=12, choices=ClaimStatus.choices)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["day", "status"]
        constraints = [models.UniqueConstraint(fields=["day", "status"], name="one_claim_count_per_day_and_status")]

    def __str__(self) -> str:
        return f"{self.day}: {self.count} {self.get_status_display().lower()}"
