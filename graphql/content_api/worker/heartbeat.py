"""Signs of life of the workers: written by each, read by those who ask whether one is there."""

from __future__ import annotations

import os
import platform
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from .jobs import JobState
from .models import WorkerProcess

FORGOTTEN_AFTER = timedelta(days=1)


@dataclass
class Heartbeat:
    """The row of one worker."""

    uid: str = field(default_factory=lambda: uuid.uuid4().hex)
    started_at: datetime = field(default_factory=timezone.now)

    def beat(self, states: Mapping[str, JobState]) -> None:
        """Say that the worker lives, and how its jobs fare."""
        WorkerProcess.objects.update_or_create(
            uid=self.uid,
            defaults={"seen_at": timezone.now(), "jobs": {name: state.as_json() for name, state in states.items()}},
            create_defaults={
                "host": platform.node()[:255],
                "process": os.getpid(),
                "started_at": self.started_at,
                "seen_at": timezone.now(),
                "jobs": {name: state.as_json() for name, state in states.items()},
            },
        )

    def end(self) -> None:
        """The worker ends in good order."""
        WorkerProcess.objects.filter(uid=self.uid).delete()


def last_seen() -> datetime | None:
    """When any worker last gave a sign of life; None if none runs."""
    return WorkerProcess.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def forget_the_dead() -> None:
    """Drop the rows of workers that were killed long ago."""
    WorkerProcess.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
