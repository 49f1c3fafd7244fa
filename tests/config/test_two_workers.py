"""Two workers at once publish everything once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from articles.models import ArticlePage
from config.worker import JOBS, Worker
from tests.factories.articles import ArticlePageFactory

PAGES = 12


@pytest.mark.django_db(transaction=True)
def test_each_page_is_published_once() -> None:
    pages = [ArticlePageFactory(live=False) for _ in range(PAGES)]
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    for page in pages:
        page.go_live_at = an_hour_ago
        page.save_revision()
    Revision.objects.update(approved_go_live_at=an_hour_ago)
    together = threading.Barrier(2)

    def work() -> None:
        together.wait(timeout=10)
        try:
            Worker(JOBS).run_once()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    # SQLite lets one of two writers fail at once; its next round finds what is left.
    assert Worker(JOBS).run_once()

    assert ArticlePage.objects.filter(live=True, pk__in=[page.pk for page in pages]).count() == PAGES
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled").values_list("page_id", flat=True)
    assert sorted(published) == sorted(page.pk for page in pages)
