"""Partners with all that the admin asks for before a feed goes live."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from syndication.models import SyndicationPartner
from syndication.models.partner_choices import PartnerStatus
from syndication.partners import tokens


class SyndicationPartnerFactory(DjangoModelFactory[SyndicationPartner]):
    """A live partner that gets every article in English, with our own images."""

    name = factory.Sequence(lambda number: f"Partner {number}")
    slug = factory.Sequence(lambda number: f"partner-{number}")
    status = PartnerStatus.LIVE
    locales = ["en"]
    image_rights = ["own"]
    attribution_text = "First published by Nuages"
    utm_campaign = "autumn"

    class Meta:
        model = SyndicationPartner


def path_of(partner: SyndicationPartner, locale: str = "") -> str:
    """The path of a feed of the partner, with a token that is made where there is none."""
    token = tokens.current(partner) or tokens.create(partner)
    return tokens.address_of(partner, tokens.text_of(token), locale).removeprefix("http://api.testserver")


def with_token(**values: Any) -> tuple[SyndicationPartner, str]:
    """A partner and the path of its feed."""
    partner = SyndicationPartnerFactory.create(**values)
    return partner, path_of(partner)
