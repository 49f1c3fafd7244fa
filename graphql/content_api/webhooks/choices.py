"""What an endpoint may choose from."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.conf import settings
from django.db.models import Model, TextChoices
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from ..changes.models import ChangeKind
from ..visibility import rule_for

KIND_LABELS = {
    ChangeKind.PUBLISHED: "Published: can be seen now and could not before",
    ChangeKind.UPDATED: "Updated: the content changed",
    ChangeKind.MOVED: "Moved: has another path",
    ChangeKind.UNPUBLISHED: "Unpublished: taken off",
    ChangeKind.RESTRICTED: "Restricted: its place was closed to the public",
    ChangeKind.DELETED: "Deleted",
    ChangeKind.SETTINGS: "Settings: a site, a language or settings changed",
}


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
    return [(kind.value, label) for kind, label in KIND_LABELS.items()]


def locales() -> list[tuple[str, str]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


@cache
def models_by_name() -> dict[str, type[Model]]:
    """Models by the name that the change log uses. Where two apps share a name, the one that the API shows."""
    found = {str(model._meta.model_name): model for model in apps.get_models()}
    return found | {str(model._meta.model_name): model for model in apps.get_models() if rule_for(model)}


def object_types() -> list[tuple[str, str]]:
    """What the API shows and can be published or changed by itself, pages first."""
    shown = [model for model in apps.get_models() if rule_for(model) and _stands_alone(model)]
    shown.sort(key=lambda model: (not issubclass(model, Page), str(model._meta.verbose_name)))
    return [(str(model._meta.model_name), str(model._meta.verbose_name).capitalize()) for model in shown]


def _stands_alone(model: type[Model]) -> bool:
    """Not a row that belongs to another one, and not the model that all pages share."""
    is_child = any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    return model is not Page and not is_child
