"""Prints the numbers of all changes."""

from __future__ import annotations

import json

import django


def numbers() -> list[int | None]:
    from content_api.changes.models import ContentChange

    return list(ContentChange.objects.order_by("number").values_list("number", flat=True))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(numbers()))
