"""Partners' feeds and their previews: what is hidden is in neither, whatever the partner has fetched before."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from media.models.image import ImageLicence
from syndication.models import SyndicationPartner
from syndication.models.partner_choices import NOT_NOTED
from tests.api.leaks.test_texts import WAYS, hidden_objects, hide
from tests.factories.partners import SyndicationPartnerFactory, path_of

from .showcase import Showcase


def partner() -> SyndicationPartner:
    """One that gets everything in both languages."""
    rights = [*ImageLicence.values, NOT_NOTED]
    return SyndicationPartnerFactory(locales=["en", "zh-hans"], image_rights=rights, feed_format="json")


def told(partner: SyndicationPartner) -> str:
    """All that its feeds say, and the previews as marketing sees them; but for addresses that it was given before."""
    user, _ = User.objects.get_or_create(username="marketing")
    user.groups.add(Group.objects.get(name="Marketing"))
    admin = Client()
    admin.force_login(user)
    texts = []
    for locale in partner.locales:
        response = Client().get(path_of(partner, locale))
        assert response.status_code == 200
        found: dict[str, Any] = response.json()
        withdrawn = found["_nuages"].pop("withdrawn", [])
        known = {(f"urn:uuid:{uid}", url) for uid, url in partner.receipts.values_list("article_uid", "url")}
        assert {(one["id"], one["url"]) for one in withdrawn} <= known
        preview = admin.get(reverse("partners:preview", args=[partner.pk]), {"locale": locale})
        assert preview.status_code == 200
        text = preview.content.decode()
        for one in withdrawn:
            assert set(one) == {"id", "url", "at"}
            for known_text in (one["url"].replace("&", "&amp;"), one["url"], one["id"]):
                text = text.replace(known_text, "")
        texts += [str(found), text]
    return " ".join(texts)


def test_what_is_visible_is_told(showcase: Showcase) -> None:
    articles = [one for one in hidden_objects(showcase) if type(one).__name__ == "ArticlePage"]
    with transaction.atomic():
        text = told(partner())
        transaction.set_rollback(True)

    assert articles
    assert [one for one in articles if not any(trace in text for trace in showcase.catalog.betraying(one))] == []


@pytest.mark.parametrize("has_fetched", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_hidden_is_told(way: str, has_fetched: bool, showcase: Showcase) -> None:
    objects = hidden_objects(showcase)
    with transaction.atomic():
        receiver = partner()
        if has_fetched:
            told(receiver)
        for instance in objects:
            hide(instance, WAYS[way])
        cache.clear()
        receiver.refresh_from_db()
        text = told(receiver)
        transaction.set_rollback(True)
    said = {str(one): [trace for trace in showcase.catalog.betraying(one) if trace in text] for one in objects}
    assert {name: traces for name, traces in said.items() if traces} == {}
