"""What is noted of what partners have fetched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as RedisConnectionError

from content_api.clients import handing_on
from syndication.models import FetchDay, Receipt, SyndicationPartner
from syndication.models.partner_choices import FeedFormat
from syndication.partners.handed import Handed, Held
from syndication.partners.receipts import Fetch, write
from syndication.partners.renewals import renewals
from tests.factories.articles import ArticlePageFactory
from tests.factories.partners import SyndicationPartnerFactory, with_token

from .reading import MONDAY, published

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def note(partner: SyndicationPartner, fetch: Fetch) -> None:
    with renewals.noting() as fetches:
        fetches.note(partner.pk, "en", fetch)


def receipts() -> list[tuple[Any, ...]]:
    columns = ("title", "revision", "modified_at", "first_fetched_at", "last_fetched_at")
    return list(Receipt.objects.order_by("title").values_list(*columns))


def days() -> list[tuple[int, int]]:
    return list(FetchDay.objects.order_by("day").values_list("full", "unchanged"))


def test_fetch_leaves_a_receipt_of_each_article(client: Client) -> None:
    one, two = published(MONDAY, title="One"), published(MONDAY + HOUR, title="Two")
    partner, path = with_token()

    with time_machine.travel(MONDAY + 2 * HOUR, tick=False) as clock:
        client.get(path)
        clock.shift(HOUR)
        client.get(path)

    first, last = MONDAY + 2 * HOUR, MONDAY + 3 * HOUR
    assert receipts() == [
        ("One", one.live_revision_id, one.modified_at, first, last),
        ("Two", two.live_revision_id, two.modified_at, first, last),
    ]
    partner.refresh_from_db()
    assert (partner.last_fetched_at, partner.receipts_mark, days()) == (last, 1, [(2, 0)])


def test_receipt_follows_the_article(client: Client) -> None:
    article = published(MONDAY, title="One")
    _, path = with_token()
    client.get(path)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        article.title = "Other"
        article.save_revision().publish()

    client.get(path)

    article.refresh_from_db()
    assert [row[:3] for row in receipts()] == [("Other", article.live_revision_id, MONDAY + HOUR)]


def test_head_leaves_none(client: Client) -> None:
    published()
    _, path = with_token()

    client.head(path)

    assert (receipts(), days()) == ([], [])


def test_refused_fetch_leaves_none(client: Client) -> None:
    published()
    _, path = with_token(expires_at=MONDAY)

    assert client.get(path).status_code == 410
    assert (receipts(), days()) == ([], [])


def test_304_renews(client: Client) -> None:
    published(title="One")
    partner, path = with_token()
    with time_machine.travel(MONDAY + HOUR, tick=False) as clock:
        etag = client.get(path)["ETag"]
        for _ in range(2):
            clock.shift(HOUR)
            assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    before = receipts()[0][4]

    renewals.pass_on()
    renewals.write_waiting()

    assert (before, receipts()[0][3:]) == (MONDAY + HOUR, (MONDAY + HOUR, MONDAY + 3 * HOUR))
    assert days() == [(1, 2)]
    partner.refresh_from_db()
    assert (partner.last_fetched_at, partner.receipts_mark) == (MONDAY + 3 * HOUR, 1)


def handed(title: str = "One", hour: int = 0) -> Handed:
    uid = "7f0c9a0e-3f0b-4a51-9a53-0c9b1f6f4d11"
    return Handed(uid, 7, hour, MONDAY + hour * HOUR, "en", title, "https://www.example.org/one/")


def fetch(*articles: Handed, hour: int, is_full: bool = True) -> Fetch:
    return Fetch.once(Held(list(articles), []), MONDAY + hour * HOUR, is_full=is_full)


def test_renewal_that_comes_late_takes_nothing_back() -> None:
    """It waits with others while the next fetch is noted at once."""
    partner = SyndicationPartnerFactory()
    write(partner.pk, fetch(handed("New", hour=2), hour=3))

    write(partner.pk, fetch(handed("Old", hour=1), hour=2, is_full=False))

    assert [(row[0], row[1], row[4]) for row in receipts()] == [("New", 2, MONDAY + 3 * HOUR)]
    assert days() == [(1, 1)]
    partner.refresh_from_db()
    assert partner.last_fetched_at == MONDAY + 3 * HOUR


def test_partner_that_was_deleted_meanwhile() -> None:
    partner = SyndicationPartnerFactory()
    key = partner.pk
    partner.delete()

    write(key, fetch(handed(), hour=1))

    assert receipts() == []


def test_receipt_stays_when_the_article_is_deleted(client: Client) -> None:
    article = published(title="One")
    _, path = with_token()
    client.get(path)

    article.delete()

    assert [row[0] for row in receipts()] == ["One"]


def test_withdrawal_is_noted_when_it_was_told(client: Client) -> None:
    article = published(title="One")
    _, path = with_token(feed_format=FeedFormat.JSON)
    client.get(path)
    article.unpublish()
    before = Receipt.objects.get().withdrawal_told_at

    with time_machine.travel(MONDAY + HOUR, tick=False):
        client.get(path)
    told = Receipt.objects.get().withdrawal_told_at
    article.refresh_from_db()
    article.save_revision().publish()
    client.get(path)

    assert (before, told, Receipt.objects.get().withdrawal_told_at) == (None, MONDAY + HOUR, None)


@pytest.mark.parametrize("count", [5, 20])
def test_statements_of_a_note(count: int) -> None:
    partner = SyndicationPartnerFactory()
    articles = [
        Handed(str(page.uid), page.pk, None, MONDAY, "en", page.title, "https://www.example.org/")
        for page in ArticlePageFactory.create_batch(count)
    ]
    with CaptureQueriesContext(connection) as statements:
        write(partner.pk, fetch(*articles, hour=1))

    sent = [one["sql"].split()[0] for one in statements if one["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE")]
    assert len(sent) == 6


class SilentRedis:
    """A Redis that is away."""

    def pipeline(self, **options: Any) -> Any:
        raise RedisConnectionError

    def lpop(self, *arguments: Any) -> Any:
        raise RedisConnectionError


def test_nothing_is_lost_while_redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    partner = SyndicationPartnerFactory()
    note(partner, fetch(handed(), hour=1, is_full=False))

    with monkeypatch.context() as patch:
        patch.setattr(handing_on, "redis_client", SilentRedis)
        renewals.pass_on()
        assert renewals.write_waiting() == 0
    assert receipts() == []
    renewals.breaker.reset()  # as some seconds later
    renewals.pass_on()
    renewals.write_waiting()

    assert len(receipts()) == 1


def test_what_was_noted_first_stays_first(monkeypatch: pytest.MonkeyPatch) -> None:
    partner = SyndicationPartnerFactory()
    note(partner, fetch(handed(hour=1), hour=1, is_full=False))
    away = SilentRedis()

    def fetched_meanwhile() -> SilentRedis:
        note(partner, fetch(handed(hour=2), hour=2, is_full=False))
        return away

    monkeypatch.setattr(handing_on, "redis_client", fetched_meanwhile)
    renewals.pass_on()

    with renewals.noting() as fetches:
        kept = fetches.by_feed[partner.pk, "en"]
    assert (kept.when, sum(kept.unchanged.values())) == (MONDAY + 2 * HOUR, 2)


class Redis:
    """As much of Redis as renewals need."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def pipeline(self, **options: Any) -> Redis:
        return self

    def rpush(self, name: str, text: str) -> None:
        self.texts.append(text)

    def lpush(self, name: str, *texts: str) -> None:
        self.texts[:0] = reversed(texts)

    def ltrim(self, *arguments: Any) -> None: ...

    def execute(self) -> None: ...

    def lpop(self, name: str, count: int) -> list[str]:
        taken, self.texts = self.texts[:count], self.texts[count:]
        return taken


def test_worker_writes_what_the_processes_have_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    redis, partner = Redis(), SyndicationPartnerFactory()
    monkeypatch.setattr(handing_on, "redis_client", lambda: redis)
    note(partner, fetch(handed(), hour=1, is_full=False))
    renewals.pass_on()
    before = receipts()

    assert (before, renewals.write_waiting(), len(receipts()), redis.texts) == ([], 1, 1, [])


def test_what_cannot_be_written_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    redis, partner = Redis(), SyndicationPartnerFactory()
    monkeypatch.setattr(handing_on, "redis_client", lambda: redis)
    for hour in (1, 2):
        note(partner, fetch(handed(hour=hour), hour=hour, is_full=False))
        renewals.pass_on()
    texts = list(redis.texts)

    with monkeypatch.context() as patch:
        patch.setattr(renewals, "_write", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            renewals.write_waiting()

    assert redis.texts == texts
