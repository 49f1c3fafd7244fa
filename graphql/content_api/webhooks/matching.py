"""Which changes an endpoint wants, as conditions of a query: what it does not want costs it nothing."""

from __future__ import annotations

from urllib.parse import unquote

from django.db.models import Q, QuerySet

from ..changes.models import ContentChange
from .choices import CORRECTION
from .models import WebhookEndpoint


def wanted(endpoint: WebhookEndpoint, after: int, until: int) -> QuerySet[ContentChange]:
    """The changes with numbers above `after`, up to `until`, that pass the endpoint's filters, in order."""
    changes = ContentChange.objects.filter(number__gt=after, number__lte=until).order_by("number")
    if endpoint.kinds:
        of_kinds = Q(kind__in=endpoint.kinds)
        changes = changes.filter(of_kinds | Q(is_correction=True) if CORRECTION in endpoint.kinds else of_kinds)
    if endpoint.object_types:
        changes = changes.filter(object_type__in=endpoint.object_types)
    if endpoint.locales:
        changes = changes.filter(locale__in=endpoint.locales)
    if endpoint.path_prefix:
        prefix = unquote(endpoint.path_prefix)  # as the log has paths
        # What moves out of the part of the tree is news there as well.
        inside = Q(path__startswith=prefix) | Q(former_path__startswith=prefix)
        changes = changes.filter(inside)
    return changes
