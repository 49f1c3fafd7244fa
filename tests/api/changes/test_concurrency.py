"""Several writers at once. SQLite has one at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import PageViewRestriction

from content_api.changes.log import current_version
from content_api.changes.models import ContentChange
from home.models import StandardPage
from tests.factories.home import StandardPageFactory, home_page

from .states import seen_by_the_log, seen_by_the_public

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]

WRITERS, ROUNDS = 8, 10
PATIENCE = 30  # seconds


def in_thread(work: Callable[..., Any]) -> Callable[..., Any]:
    """Run ``work`` and close the connection that the thread has opened."""

    def run(*args: Any) -> Any:
        try:
            return work(*args)
        finally:
            connection.close()

    return run


def publish_often(key: int) -> None:
    for number in range(ROUNDS):
        page = StandardPage.objects.get(pk=key)
        page.title = f"Round {number}"
        page.save()


def follow(begin: int, is_over: Event) -> list[int]:
    """Numbers as a reader sees them who asks for what is new again and again."""
    seen: list[int] = []
    while True:
        ends = is_over.is_set()
        rows = ContentChange.objects.filter(number__gt=seen[-1] if seen else begin).order_by("number")
        seen += rows.values_list("number", flat=True)
        if ends:
            return seen


def test_reader_that_follows_skips_no_number() -> None:
    pages = [StandardPageFactory() for _ in range(WRITERS)]
    begin, is_over = current_version(), Event()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(in_thread(follow), begin, is_over)
        writers = [pool.submit(in_thread(publish_often), page.pk) for page in pages]
        try:
            for writer in writers:
                writer.result(PATIENCE)
        finally:
            is_over.set()
        seen = reader.result(PATIENCE)

    stored = ContentChange.objects.filter(number__gt=begin).order_by("number")
    assert seen == list(stored.values_list("number", flat=True))
    assert len(seen) == WRITERS * ROUNDS
    assert not ContentChange.objects.filter(number=None).exists()


def test_open_transaction_delays_no_other_publisher() -> None:
    slow, quick, section = StandardPageFactory(), StandardPageFactory(), StandardPageFactory()
    has_published, others_are_through = Event(), Event()

    def stay_open() -> bool:
        with transaction.atomic():
            publish_often(slow.pk)
            slow.move(section, pos="last-child")
            has_published.set()
            return others_are_through.wait(PATIENCE)

    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(in_thread(stay_open))
        has_published.wait(PATIENCE)
        pool.submit(in_thread(publish_often), quick.pk).result(PATIENCE)
        others_are_through.set()
        assert long.result(PATIENCE) is True

    newest = {row.object_id: row.number for row in ContentChange.objects.filter(is_newest=True)}
    assert newest[quick.pk] < newest[slow.pk]
    assert seen_by_the_log() == seen_by_the_public()


def test_page_published_while_its_section_is_closed_stays_hidden() -> None:
    """Neither transaction sees what the other has done before it is committed."""
    section = StandardPageFactory()
    page = StandardPageFactory(parent=section, live=False)
    is_written, is_closed = Event(), Event()

    def publish_slowly() -> None:
        with transaction.atomic():
            StandardPage.objects.get(pk=page.pk).save_revision().publish()
            is_written.set()
            is_closed.wait(PATIENCE)

    def close() -> None:
        is_written.wait(PATIENCE)
        PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
        is_closed.set()

    with ThreadPoolExecutor(2) as pool:
        for work in [pool.submit(in_thread(publish_slowly)), pool.submit(in_thread(close))]:
            work.result(PATIENCE)

    assert ("standardpage", page.pk) not in seen_by_the_log()
    assert seen_by_the_log() == seen_by_the_public()
    assert home_page().live
