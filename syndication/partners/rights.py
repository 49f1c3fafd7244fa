"""Which images a partner may show: those whose licence it was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.rendering.parts import Figure, Listing, Part, Picture, Quote
from media.models.image import ImageLicence

from ..models import SyndicationPartner
from ..models.partner_choices import NOT_NOTED

# As the API names licences, by which rendered pictures know them.
VALUES = {licence.name: licence.value for licence in ImageLicence}


class Rights:
    """What was agreed on. Pictures whose licence is not noted count as those of others."""

    def __init__(self, partner: SyndicationPartner) -> None:
        self._allowed = set(partner.image_rights)

    def allow(self, licence: str | None) -> bool:
        """Whether a picture may be shown; ``licence`` is the name of an ``ImageLicence``, or nothing."""
        return (VALUES.get(licence, "") if licence else NOT_NOTED) in self._allowed

    def picture(self, picture: Picture | None) -> Picture | None:
        return picture if picture and self.allow(picture.licence) else None

    def parts(self, parts: Iterable[Part]) -> list[Part]:
        """``parts`` without the pictures that may not be shown, and their captions."""
        return list(self._kept(parts))

    def _kept(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            match part:
                case Figure():
                    if self.allow(part.picture.licence):
                        yield part
                case Listing():
                    yield replace(part, items=[self.parts(item) for item in part.items])
                case Quote():
                    yield replace(part, parts=self.parts(part.parts))
                case _:
                    yield part
