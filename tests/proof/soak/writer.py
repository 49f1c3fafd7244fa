"""Publishes so many times a second, and prints for each publish its number, the article and the version it became.

In the end it prints the numbers of all changes that there are.
"""

from __future__ import annotations

import json
import sys
import time

import django


def publish(number: int, slug: str) -> int:
    """Publish the article, whose title says ``number``; the version from which on everybody has to see it."""
    from django.db import transaction

    from articles.models import ArticlePage
    from content_api.changes.models import ContentChange

    with transaction.atomic():
        page = ArticlePage.objects.get(slug=slug)
        page.title = f"Publish {number}"
        page.save_revision().publish()
    newest = ContentChange.objects.get(object_type="articlepage", object_id=page.pk, is_newest=True)
    assert newest.number is not None
    return newest.number


def main(articles: int, rate: float, seconds: float) -> None:
    from content_api.changes.models import ContentChange

    started = time.monotonic()
    number = 0
    while (now := time.monotonic() - started) < seconds:
        due = number / rate
        if due > now:
            time.sleep(due - now)
        number += 1
        slug = f"article-{number % articles}"
        print(json.dumps({"number": number, "slug": slug, "version": publish(number, slug)}), flush=True)
    print(json.dumps({"all": list(ContentChange.objects.order_by("number").values_list("number", flat=True))}))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
