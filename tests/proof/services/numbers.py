"""Prints the numbers of all changes, and the titles of all articles by slug."""

from __future__ import annotations

import json
from typing import Any

import django


def found() -> dict[str, Any]:
    from articles.models import ArticlePage
    from content_api.changes.models import ContentChange

    return {
        "numbers": list(ContentChange.objects.order_by("number").values_list("number", flat=True)),
        "titles": dict(ArticlePage.objects.filter(live=True).values_list("slug", "title")),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(found()))
