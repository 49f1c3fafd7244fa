"""A page and the evidence under it, changed by two people at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from articles.models import ArticlePage, Claim
from tests.factories.articles import ArticlePageFactory, ClaimFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]


def while_other(first: Callable[[], None], second: Callable[[], None]) -> list[str]:
    """Run `second` while the transaction of `first` is still open; answer what `second` is refused for."""
    messages: list[str] = []

    def run_second() -> None:
        try:
            second()
        except ValidationError as refused:
            messages.extend(refused.messages)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run_second)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(timeout=1)  # it waits for us, or it has finished without seeing what we did
    thread.join(timeout=30)
    return messages


def test_a_claim_is_not_taken_from_under_a_page_that_is_going_live() -> None:
    claim = ClaimFactory(statement="It began in 2003.")
    page = ArticlePageFactory(title="History", live=False, body=[("claim", {"claim": claim, "note": ""})])
    revision = page.save_revision()

    refused = while_other(revision.publish, lambda: Claim.objects.get(pk=claim.pk).unpublish())

    assert refused == ["The claim “It began in 2003.” is shown on “History”. Take it off these pages first."]
    assert Claim.objects.get(pk=claim.pk).live


def test_a_page_does_not_go_live_with_a_claim_that_is_being_taken_away() -> None:
    claim = ClaimFactory(statement="It began in 2003.")
    page = ArticlePageFactory(live=False, body=[("claim", {"claim": claim, "note": ""})])
    revision = page.save_revision()

    refused = while_other(Claim.objects.get(pk=claim.pk).unpublish, revision.publish)

    assert refused == [
        "Block 1 (claim): the claim “It began in 2003.” is not published. Publish the claim, or take it off the page."
    ]
    assert not ArticlePage.objects.get(pk=page.pk).live
