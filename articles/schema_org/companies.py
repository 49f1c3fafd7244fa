"""Companies as schema.org's ``Organization``."""

from __future__ import annotations

from collections.abc import Sequence

from content_api.seo.parts import ImagePurpose, ImageReference, PageParts, Subject, describes
from content_api.viewer import Viewer

from ..models import CompanyPage
from .blocks import objects_of_body


@describes(CompanyPage)
def describe_companies(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement. A logo would be cropped where links are shared, so the site's image stands for companies."""
    return {subject.page.pk: _parts(subject) for subject in subjects}


def _parts(subject: Subject) -> PageParts:
    page: CompanyPage = subject.page
    organization = {
        "@type": "Organization",
        "@id": subject.node("company"),
        "mainEntityOfPage": {"@id": subject.canonical.own},
        "name": page.title,
        "legalName": page.legal_name,
        "description": page.summary,
        "url": page.website,
        "logo": ImageReference(page.logo_id, ImagePurpose.LOGO) if page.logo_id else None,
        "foundingDate": f"{page.founded:04}" if page.founded else None,
        "address": {"@type": "PostalAddress", "addressCountry": page.country} if page.country else None,
    }
    return PageParts(
        description=page.summary,
        main=subject.node("company"),
        objects=[organization, *objects_of_body(subject, page.body)],
    )
