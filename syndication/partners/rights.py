"""Which images a partner may show: those whose licence it was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.rendering.parts import Figure, Listing, Part, Quote
from media.models.image import ImageLicence

from ..models import SyndicationPartner
from ..models.partner_choices import NOT_NOTED


def licences_of(partner: SyndicationPartner) -> frozenset[str]:
    """The allowed licences as the API names them, "" for images whose licence is not noted."""
    names = {licence.value: licence.name for licence in ImageLicence} | {NOT_NOTED: ""}
    return frozenset(names[chosen] for chosen in partner.image_rights if chosen in names)


def with_allowed(parts: Iterable[Part], licences: frozenset[str]) -> list[Part]:
    """``parts`` without the pictures that may not be shown, and their captions."""
    return list(_kept(parts, licences))


def left_out(parts: Iterable[Part], licences: frozenset[str]) -> int:
    """How many pictures of ``parts`` may not be shown."""
    parts = list(parts)
    return _pictures(parts) - _pictures(with_allowed(parts, licences))


def _pictures(parts: Iterable[Part]) -> int:
    found = 0
    for part in parts:
        match part:
            case Figure():
                found += 1
            case Listing():
                found += sum(_pictures(item) for item in part.items)
            case Quote():
                found += _pictures(part.parts)
    return found


def _kept(parts: Iterable[Part], licences: frozenset[str]) -> Iterator[Part]:
    for part in parts:
        match part:
            case Figure():
                if part.picture.licence in licences:
                    yield part
            case Listing():
                yield replace(part, items=[with_allowed(item, licences) for item in part.items])
            case Quote():
                yield replace(part, parts=with_allowed(part.parts, licences))
            case _:
                yield part
