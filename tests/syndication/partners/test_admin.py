"""The screens for partners: who may open them, going live, the preview, the address."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from syndication.models import PartnerToken, SyndicationPartner
from syndication.models.partner_choices import PartnerStatus
from syndication.partners import tokens
from syndication.partners.admin.overview import facts
from tests.factories.articles import FrameworkFactory, TopicFactory
from tests.factories.partners import SyndicationPartnerFactory, with_token

from .reading import MONDAY, address, client_in, published

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"http://api\.testserver(/feeds/partners/[\w-]+/[A-Za-z0-9]{43}\.\w+)")
FORM = {
    "name": "Acme",
    "slug": "acme",
    "contact": "",
    "expires_at": "",
    "locales": ["en"],
    "site": "",
    "delay_hours": "24",
    "topics": [],
    "kinds": ["news"],
    "authors": [],
    "frameworks": [],
    "tags": "async\r\n\r\n django ",
    "feed_format": "rss",
    "content": "full",
    "image_rights": ["own", "cc0"],
    "allowed_tags": ["p", "a"],
    "attribution_text": "First published by Nuages",
    "attribution_url": "",
    "utm_source": "",
    "utm_medium": "syndication",
    "utm_campaign": "",
    "must_link_canonical": "on",
    "robots": "index",
}


def looked_at(partner: SyndicationPartner) -> list[str]:
    return [address("index"), address("inspect", partner.pk), address("preview", partner.pk)]


def changing(partner: SyndicationPartner) -> list[str]:
    return [address("add"), *(address(name, partner.pk) for name in ("edit", "delete", "history", "rotate"))]


def acting(partner: SyndicationPartner) -> list[str]:
    return [address(name, partner.pk) for name in ("go_live", "pause", "address", "rotate")]


@pytest.mark.parametrize("group", ["Marketing", None])
def test_administrators_and_marketing_open_every_screen(admin_client: Client, group: str | None) -> None:
    partner, _ = with_token()
    client = client_in(group) if group else admin_client

    statuses = {screen: client.get(screen).status_code for screen in [*looked_at(partner), *changing(partner)]}

    assert set(statuses.values()) == {200}, statuses


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_look_and_change_nothing(group: str) -> None:
    partner, path = with_token()
    token = path.rpartition("/")[2].removesuffix(".rss")
    client = client_in(group)

    looks = [client.get(screen) for screen in looked_at(partner)]
    changes = [client.get(screen).status_code for screen in changing(partner)]
    posts = [client.post(screen, {"days": 1}).status_code for screen in acting(partner)]

    assert [look.status_code for look in looks] == [200] * 3
    assert all(token not in look.content.decode() for look in looks)
    assert set(changes) == {302}
    assert set(posts) == {302}
    partner.refresh_from_db()
    assert (partner.status, PartnerToken.objects.count()) == (PartnerStatus.LIVE, 1)


def test_somebody_else_opens_none(client: Client) -> None:
    partner, _ = with_token()
    somebody = User.objects.create_user("somebody")
    somebody.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(somebody)

    assert {client.get(screen).status_code for screen in [*looked_at(partner), *changing(partner)]} == {302}
    assert "Partners" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_partner_is_made_as_a_draft_with_a_token(admin_client: Client, admin_user: User) -> None:
    response = admin_client.post(address("add"), FORM)

    partner = SyndicationPartner.objects.get()
    assert response.headers["Location"] == address("inspect", partner.pk)
    assert (partner.status, partner.created_by, partner.tags) == (PartnerStatus.DRAFT, admin_user, ["async", "django"])
    assert (partner.image_rights, partner.delay_hours) == (["own", "cc0"], 24)
    assert partner.tokens.count() == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"attribution_text": " "}, "Say how the partner names us: the attribution is empty."),
        ({"image_rights": []}, "Choose which images the partner may show, or “No images at all”."),
        ({"expires_at": MONDAY}, "The agreement has expired: choose a later end, or none."),
        ({"locales": []}, "Choose a language."),
        ({"locales": ["zh-hans"]}, "The site has no pages in 简体中文."),
        ({"topics": ["7f0c9a0e-3f0b-4a51-9a53-0c9b1f6f4d11"]}, "1 topic of the filter does not exist any more."),
        ({"kinds": ["opinion"]}, "No published article in English fits the filters."),
        ({"allowed_tags": ["a"]}, "Full texts need paragraphs: allow <p>."),
    ],
)
def test_what_keeps_a_feed_from_going_live(admin_client: Client, values: dict[str, Any], problem: str) -> None:
    published()
    partner = SyndicationPartnerFactory(status=PartnerStatus.DRAFT, **values)

    response = admin_client.post(address("go_live", partner.pk), follow=True)

    assert problem in html.unescape(response.content.decode())
    partner.refresh_from_db()
    assert (partner.status, partner.tokens.count()) == (PartnerStatus.DRAFT, 0)


def test_feed_goes_live_and_is_paused(admin_client: Client, client: Client) -> None:
    published()
    partner, path = with_token(status=PartnerStatus.DRAFT)
    statuses = [client.get(path).status_code]
    for action in ("go_live", "pause", "go_live"):
        admin_client.post(address(action, partner.pk))
        statuses.append(client.get(path).status_code)

    assert statuses == [404, 200, 403, 200]
    actions = (
        ModelLogEntry.objects.filter(action__startswith="syndication.")
        .order_by("timestamp", "pk")
        .values_list("action", flat=True)
    )
    assert [action.rpartition(".")[2] for action in actions] == ["go_live", "pause", "go_live"]


def test_live_feed_stays_one_that_could_go_live(admin_client: Client) -> None:
    published(kind="news")
    partner = SyndicationPartnerFactory(name="Acme", slug="acme")

    response = admin_client.post(address("edit", partner.pk), {**FORM, "tags": "", "attribution_text": ""})
    taken = admin_client.post(address("edit", partner.pk), {**FORM, "tags": "", "delay_hours": "2"})

    assert "the attribution is empty" in html.unescape(response.content.decode())
    partner.refresh_from_db()
    assert (taken.status_code, partner.delay_hours, partner.status) == (302, 2, PartnerStatus.LIVE)


def test_no_images_and_some_images_is_refused(admin_client: Client) -> None:
    response = admin_client.post(address("add"), {**FORM, "image_rights": ["none", "own"]})

    assert "not both" in html.unescape(response.content.decode())
    assert not SyndicationPartner.objects.exists()


def test_what_exists_no_more_stays_chosen(admin_client: Client) -> None:
    gone = "7f0c9a0e-3f0b-4a51-9a53-0c9b1f6f4d11"
    partner = SyndicationPartnerFactory(name="Acme", slug="acme", status=PartnerStatus.DRAFT, topics=[gone])

    admin_client.post(address("edit", partner.pk), {**FORM, "topics": [gone]})

    partner.refresh_from_db()
    assert (partner.topics, partner.delay_hours) == ([gone], 24)


def test_address_is_shown_and_noted(admin_client: Client, admin_user: User) -> None:
    partner, path = with_token()

    response = admin_client.post(address("address", partner.pk))

    assert ADDRESS.findall(html.unescape(response.content.decode())) == [path]
    assert response.headers["Cache-Control"].startswith("no-store, private")
    entry = ModelLogEntry.objects.get(action__startswith="syndication.")
    assert (entry.user, entry.message) == (admin_user, "The address of the feed was shown")
    token = path.rpartition("/")[2].removesuffix(".rss")
    others = [*looked_at(partner), *changing(partner)]
    assert all(token not in admin_client.get(screen).content.decode() for screen in others)
    assert admin_client.get(address("address", partner.pk)).status_code == 405


def test_token_is_stored_as_digest_and_encrypted() -> None:
    partner, path = with_token()
    text = path.rpartition("/")[2].removesuffix(".rss")

    token = partner.tokens.get()

    assert text not in (token.digest + token.sealed)
    assert tokens.text_of(token) == text


def test_address_that_can_no_longer_be_read(admin_client: Client) -> None:
    partner, _ = with_token()
    PartnerToken.objects.update(sealed="of another key")

    text = admin_client.post(address("address", partner.pk)).content.decode()

    assert "was encrypted with another SECRET_KEY" in text
    assert ADDRESS.findall(text) == []


def test_address_is_replaced(admin_client: Client, client: Client) -> None:
    published()
    with time_machine.travel(MONDAY, tick=False) as clock:
        partner, old = with_token()
        response = admin_client.post(address("rotate", partner.pk), {"days": "7"})
        (new,) = ADDRESS.findall(html.unescape(response.content.decode()))
        clock.shift(timedelta(days=6))
        during = [client.get(path).status_code for path in (old, new)]
        clock.shift(timedelta(days=1))
        after = [client.get(path).status_code for path in (old, new)]

    assert (during, after) == ([200, 200], [404, 200])


@pytest.mark.parametrize("days", ["-1", "91", ""])
def test_overlap_is_bounded(admin_client: Client, days: str) -> None:
    partner, _ = with_token()

    assert admin_client.post(address("rotate", partner.pk), {"days": days}).status_code == 200
    assert PartnerToken.objects.get().ends_at is None


def test_fetch_history(admin_client: Client, client: Client) -> None:
    published(title="One")
    partner, path = with_token()
    with time_machine.travel(MONDAY, tick=False):
        client.get(path)

    text = admin_client.get(address("inspect", partner.pk)).content.decode()

    assert "<td>2026-11-02</td><td>1</td><td>0</td>" in text
    assert "2026-11-02 09:00" in text


@pytest.mark.parametrize("name", ["inspect", "preview", "index"])
def test_statements_do_not_grow(admin_client: Client, client: Client, name: str) -> None:
    numbers = []
    for count in (2, 6):
        for _ in range(count):
            published()
        partner, path = with_token()
        client.get(path)
        screen = address(name) if name == "index" else address(name, partner.pk)
        admin_client.get(screen)
        with CaptureQueriesContext(connection) as statements:
            admin_client.get(screen)
            numbers.append(len(statements))

    assert numbers[0] == numbers[1]


def test_overview_names_what_was_chosen() -> None:
    topic, framework = TopicFactory(slug="web"), FrameworkFactory(name="Django")
    gone = str(uuid4())
    partner = SyndicationPartnerFactory.build(
        topics=[str(topic.uid), gone], frameworks=[str(framework.uid)], tags=["a"]
    )

    found = dict(facts(partner))

    chosen = [found.get(label) for label in ("Topics", "Frameworks", "Tags", "Images", "Kinds", "Authors")]
    assert chosen == ["About web, (deleted)", "Django", "a", "Our own work", None, None]
