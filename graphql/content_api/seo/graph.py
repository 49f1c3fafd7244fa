"""The schema.org objects that every page has: the site, its publisher, the page and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.models import Site

from .breadcrumbs import Crumb
from .parts import Json, PageParts, Publisher, Subject

SHORTEST_TRAIL = 2  # Google's documentation of BreadcrumbList asks for at least two items


def publisher_reference(site: Site | None, publisher: Publisher | None) -> Json | None:
    return {"@id": _organization_id(site)} if site and publisher else None


def objects_of_site(site: Site, publisher: Publisher | None) -> list[Json]:
    """``Organization``, if somebody is named as publisher, and ``WebSite``."""
    organization = [{"@id": _organization_id(site), **publisher.organization}] if publisher else []
    website = {
        "@type": "WebSite",
        "@id": _website_id(site),
        "url": f"{site.root_url}/",
        "name": publisher.name if publisher else site.site_name,
        "publisher": publisher_reference(site, publisher),
    }
    return [*organization, website]


def objects_of_page(
    subject: Subject, parts: PageParts, description: str, trail: Sequence[Crumb], site: Site | None
) -> list[Json]:
    """``WebPage``, ``BreadcrumbList`` unless the page is the home page, and what the page type declares."""
    has_trail = len(trail) >= SHORTEST_TRAIL
    page = {
        "@type": parts.page_type,
        "@id": subject.canonical.own,
        "url": subject.canonical.own,
        "name": subject.page.title,
        "description": description,
        "inLanguage": subject.language,
        "datePublished": subject.published,
        "dateModified": subject.modified,
        "isPartOf": {"@id": _website_id(site)} if site else None,
        "breadcrumb": {"@id": subject.node("breadcrumbs")} if has_trail else None,
        "mainEntity": {"@id": parts.main} if parts.main else None,
    }
    return [page, *([_breadcrumb_list(subject, trail)] if has_trail else []), *parts.objects]


def _breadcrumb_list(subject: Subject, trail: Sequence[Crumb]) -> Json:
    return {
        "@type": "BreadcrumbList",
        "@id": subject.node("breadcrumbs"),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.title, "item": crumb.full_url}
            for position, crumb in enumerate(trail, start=1)
        ],
    }


def _organization_id(site: Site) -> str:
    return f"{site.root_url}/#organization"


def _website_id(site: Site) -> str:
    return f"{site.root_url}/#website"
