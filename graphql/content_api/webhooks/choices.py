"""What an endpoint may choose from."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db.models import Model, TextChoices
from wagtail.models import Page

from ..changes.models import ChangeKind
from ..changes.pending import SETTINGS
from ..changes.subjects import models_of, subjects

KIND_LABELS = {
    ChangeKind.PUBLISHED: "Published: can be seen now and could not before",
    ChangeKind.UPDATED: "Updated: the content changed",
    ChangeKind.MOVED: "Moved: has another path",
    ChangeKind.UNPUBLISHED: "Unpublished: taken off",
    ChangeKind.RESTRICTED: "Restricted: its place was closed to the public",
    ChangeKind.DELETED: "Deleted",
    ChangeKind.SETTINGS: "Settings: a site, a language or settings changed",
}


# What can be chosen like a kind: corrections are updates of a special weight.
CORRECTION = "correction"


class EndpointState(TextChoices):
    """How an endpoint fares. Only people switch one on again that was disabled."""

    WORKING = "working", "Working"
    FAILING = "failing", "Failing"
    DISABLED = "disabled", "Disabled"


class DeliveryStatus(TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", "Waiting for the worker"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"


class DeliveryReason(TextChoices):
    """Why something was sent."""

    CHANGE = "change", "Change"
    REPLAY = "replay", "Replay"
    RETRY = "retry", "Sent again by hand"
    TEST = "test", "Test"


def kinds() -> list[tuple[str, str]]:
    of_changes = [(kind.value, label) for kind, label in KIND_LABELS.items()]
    return [*of_changes, (CORRECTION, "Corrections: editors say openly that a text was wrong")]


def locales() -> list[tuple[str, str]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


@cache
def models_by_name() -> dict[str, type[Model]]:
    """The models that a change can be about, by the name that the log has for them; pages first."""
    models = [model for subject in subjects() for model in models_of(subject)]
    models.sort(key=lambda model: (not issubclass(model, Page), str(model._meta.verbose_name).lower()))
    return {str(model._meta.model_name): model for model in (*models, *SETTINGS)}


def object_types() -> list[tuple[str, str]]:
    named = models_by_name().items()
    return [(name, str(model._meta.verbose_name).capitalize()) for name, model in named if model is not Page]
