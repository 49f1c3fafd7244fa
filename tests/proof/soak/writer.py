"""Publishes so many times a second, and prints for each publish its number, the article and the version it became."""

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


def main(first: int, articles: int, rate: float, seconds: float) -> None:
    """Publish the articles from ``first`` on in turns."""
    started = time.monotonic()
    number = 0
    while (now := time.monotonic() - started) < seconds:
        due = number / rate
        if due > now:
            time.sleep(due - now)
        number += 1
        slug = f"article-{first + number % articles}"
        print(json.dumps({"number": number, "slug": slug, "version": publish(number, slug)}), flush=True)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
