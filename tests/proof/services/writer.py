"""Publishes so many times a second, and prints for each publish its number, the article and the version it became.

Where the database goes away, it does what an editor does: waits, looks whether the page was published, and if not
publishes it again. What it has printed is committed.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import django

PAUSE = 0.1  # seconds until a database that is away is asked again


def publish(number: int, slug: str) -> int:
    """Publish the article, whose title says ``number``; the version from which on everybody has to see it."""
    from django.db import transaction

    from articles.models import ArticlePage

    with transaction.atomic():
        page = ArticlePage.objects.get(slug=slug)
        if page.title != _title(number):  # nobody else publishes this article
            page.title = _title(number)
            page.save_revision().publish()
    return version_of(page.pk)


def version_of(article: int) -> int:
    from content_api.changes.models import ContentChange

    newest = ContentChange.objects.get(object_type="articlepage", object_id=article, is_newest=True)
    assert newest.number is not None
    return newest.number


def publish_for_sure(number: int, slug: str) -> tuple[int, int]:
    """The version, and how often it was refused."""
    from django.db import DatabaseError, InterfaceError, connection

    refused = 0
    while True:
        try:
            return publish(number, slug), refused
        except (DatabaseError, InterfaceError):
            connection.close()
            refused += 1
            time.sleep(PAUSE)


def _title(number: int) -> str:
    return f"Publish {number}"


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
        version, refused = publish_for_sure(number, slug)
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = used.ru_utime + used.ru_stime
        said = {"number": number, "slug": slug, "version": version, "refused": refused, "cpu": cpu}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
