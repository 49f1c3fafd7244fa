"""What keeps a partner's feed from going live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from articles.models import Author, Framework, Topic
from content_api.territory import Territory, read_territory
from content_api.viewer import default_viewer

from ..models import SyndicationPartner
from ..models.partner_choices import FeedContent, languages
from .chosen import in_reach, reach_of


def problems_of(partner: SyndicationPartner) -> list[str]:
    """Sentences for the form; none where the feed may go live."""
    territory = read_territory()
    found = [*_of_terms(partner), *_of_choices(partner), *_of_languages(partner, territory)]
    return found or list(_of_reach(partner, territory))


def _of_terms(partner: SyndicationPartner) -> Iterator[str]:
    if not partner.attribution_text.strip():
        yield "Say how the partner names us: the attribution is empty."
    if not partner.image_rights:
        yield "Choose which images the partner may show, or “No images at all”."
    if partner.is_expired:
        yield "The agreement has expired: choose a later end, or none."
    if partner.content == FeedContent.FULL and "p" not in partner.allowed_tags:
        yield "Full texts need paragraphs: allow <p>."


def _of_choices(partner: SyndicationPartner) -> Iterator[str]:
    for model, chosen in ((Topic, partner.topics), (Author, partner.authors), (Framework, partner.frameworks)):
        gone = len(set(chosen)) - model._default_manager.filter(uid__in=chosen).count() if chosen else 0
        if gone:
            name = model._meta.verbose_name if gone == 1 else model._meta.verbose_name_plural
            yield f"{gone} {name} of the filter {'does' if gone == 1 else 'do'} not exist any more."


def _of_languages(partner: SyndicationPartner, territory: Territory) -> Iterator[str]:
    if not partner.locales:
        yield "Choose a language."
        return
    names = dict(languages())
    site = territory.default_site if partner.site_id is None else territory.site(partner.site_id)
    ground = territory.ground_of(site) if site else None
    there = {root.language for root in ground.roots} if ground else set()
    for locale in partner.locales:
        if locale not in there:
            yield f"The site has no pages in {names.get(locale, locale)}."


def _of_reach(partner: SyndicationPartner, territory: Territory) -> Iterator[str]:
    """Only where all else is right: a feed that can hold nothing helps nobody."""
    names: dict[str, Any] = dict(languages())
    for locale in _without_articles(partner, territory):
        yield f"No published article in {names.get(locale, locale)} fits the filters."


def _without_articles(partner: SyndicationPartner, territory: Territory) -> Iterable[str]:
    for locale in partner.locales:
        if not in_reach(partner, default_viewer(territory, reach_of(partner, locale))).exists():
            yield locale
