"""What is a duplicate of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from articles.admin.columns import publication
from articles.models import Claim, Source

MOST = 5  # that are named


@dataclass(frozen=True)
class Duplicate:
    """Something that exists already. Without an address for who may not edit it."""

    name: str
    kind: str
    state: str
    url: str


def named(found: Iterable[Any], user: Any) -> Iterator[Duplicate]:
    finder = AdminURLFinder(user)
    for instance in found:
        kind = instance.page_type_display_name if isinstance(instance, Page) else instance._meta.verbose_name
        state = publication(instance) if hasattr(instance, "live") else ""
        name = instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)
        yield Duplicate(name, str(kind), state, finder.get_edit_url(instance) or "")


def pages_with_title(title: str, locale: int, own: int | None = None) -> list[Page]:
    """Other pages in the same language whose title, or whose draft's title, is the same but for case and spaces."""
    wanted = " ".join(title.split())
    if not wanted:
        return []
    same = Q(title__iexact=wanted) | Q(draft_title__iexact=wanted)
    pages = Page.objects.filter(same, locale=locale, alias_of=None, depth__gt=1).exclude(pk=own or 0)
    return list(pages.select_related("content_type").order_by("-live", "pk")[:MOST])


def sources_at(url: str, own: int | None = None) -> list[Source]:
    """Other sources at the same address, with http or https and with or without a slash at the end."""
    _, separator, rest = url.strip().partition("://")
    place = rest.rstrip("/")
    if not separator or not place:
        return []
    addresses = [f"{scheme}://{place}{slash}" for scheme in ("http", "https") for slash in ("", "/")]
    return list(Source.objects.filter(url__in=addresses).exclude(pk=own or 0).order_by("pk")[:MOST])


def claims_in_the_words_of(claim: Claim) -> list[Claim]:
    """Other claims about the same subject that say the same in the same language."""
    same = Q(pk__in=[])
    for text in claim.texts.all():
        same |= Q(texts__locale=text.locale_id, texts__statement__iexact=text.statement.strip())
    others = Claim.objects.filter(same, framework=claim.framework_id, company=claim.company_id).exclude(pk=claim.pk)
    return list(others.distinct().order_by("pk").prefetch_related("texts__locale")[:MOST])
