"""What workers tell each other and the operator."""

from __future__ import annotations

from django.db import models


class WorkerProcess(models.Model):
    """One running worker. The row is gone when it ends in good order, and grows old when it is killed."""

    uid = models.CharField(max_length=32, primary_key=True)
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField(help_text="Number of the process on its host.")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    jobs = models.JSONField(
        default=dict, help_text="By name: when the job last began and finished, failures in a row, the last problem."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["started_at", "uid"]

    def __str__(self) -> str:
        return f"Worker {self.process} on {self.host}"


class JobLease(models.Model):
    """Who may run a job that two workers must not run at the same time."""

    name = models.CharField(max_length=100, primary_key=True)
    holder = models.CharField(max_length=32, blank=True, help_text="The worker's uid.")
    leased_until = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, help_text="Of jobs that are due a minute or more apart.")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
