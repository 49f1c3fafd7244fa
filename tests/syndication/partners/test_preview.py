"""The preview: what the partner would receive, what is held back, and to whom what is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from wagtail.models import PageViewRestriction

from media.models.image import ImageLicence
from syndication.models.partner_choices import FeedFormat
from tests.factories.articles import TopicFactory
from tests.factories.media import ImageFactory
from tests.factories.partners import SyndicationPartnerFactory, with_token

from .reading import MONDAY, address, client_in, figure, published

pytestmark = pytest.mark.django_db


def test_preview_is_what_the_partner_receives(admin_client: Client, client: Client) -> None:
    published(title="One", body=[figure(ImageFactory(licence=ImageLicence.PRESS))])
    partner, path = with_token(feed_format=FeedFormat.ATOM)

    preview = admin_client.get(address("preview", partner.pk))

    assert preview.context["preview"].source == client.get(path).content.decode()
    assert "1 image left out because of rights" in preview.content.decode()


def test_preview_says_what_is_held_back_and_why(admin_client: Client) -> None:
    web, other = TopicFactory(slug="web"), TopicFactory(slug="other")
    given = published(MONDAY, title="Given", topics=[web])
    published(MONDAY + timedelta(hours=5), title="Late", topics=[web])
    published(MONDAY, title="Other", topics=[other], kind="news")
    published(MONDAY, title="Unpublished", topics=[web]).unpublish()
    private = published(MONDAY, title="Private", topics=[web])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    partner = SyndicationPartnerFactory(topics=[str(web.uid)], kinds=["explainer"], delay_hours=24)

    with time_machine.travel(MONDAY + timedelta(hours=25), tick=False):
        preview = admin_client.get(address("preview", partner.pk)).context["preview"]

    assert [entry.title for entry in preview.feed.entries] == [given.title]
    assert {(row.title, "; ".join(row.reasons), row.until) for row in preview.held_back} == {
        ("Late", "The delay has not ended", MONDAY + timedelta(hours=29)),
        ("Other", "Under none of the topics; Of another kind", None),
        ("Unpublished", "Hidden: not published", None),
        ("Private", "Hidden: behind a log-in, or not on the partner's site", None),
    }


@pytest.mark.parametrize(("group", "named"), [("Marketing", False), ("Moderators", True)])
def test_hidden_articles_are_named_to_those_who_may_edit_them(group: str, named: bool) -> None:
    published(title="Visible")
    published(title="Unpublished secret").unpublish()
    partner = SyndicationPartnerFactory()

    text = client_in(group).get(address("preview", partner.pk)).content.decode()

    assert ("Visible" in text, "Unpublished secret" in text) == (True, named)


def test_preview_of_a_language_that_was_not_agreed_on(admin_client: Client) -> None:
    partner = SyndicationPartnerFactory()

    assert admin_client.get(address("preview", partner.pk), {"locale": "zh-hans"}).status_code == 404


def test_preview_leaves_no_receipt(admin_client: Client) -> None:
    published()
    partner = SyndicationPartnerFactory()

    admin_client.get(address("preview", partner.pk))

    assert not partner.receipts.exists()
