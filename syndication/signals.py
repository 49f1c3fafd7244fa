"""What follows from the publishing of an issue, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from .models import NewsletterIssuePage
from .models.carried import note_carried


@receiver(page_published, sender=NewsletterIssuePage)
def note_what_is_carried(instance: NewsletterIssuePage, **options: Any) -> None:
    note_carried(instance)
