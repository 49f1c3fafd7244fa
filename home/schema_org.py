"""How the pages of this app describe themselves to search engines, and who publishes a site."""

from __future__ import annotations

from collections.abc import Sequence

from articles.schema_org.blocks import objects_of_body, plain
from content_api.seo.parts import (
    ImagePurpose,
    ImageReference,
    PageParts,
    Publisher,
    Subject,
    describes,
    names_publisher,
)
from content_api.viewer import Viewer
from content_api.visibility import visible

from .models import HomePage, SiteSettings, StandardPage


@describes(HomePage)
def describe_home_pages(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement."""
    return {
        subject.page.pk: PageParts(
            description=subject.page.hero_text,
            image=_image(subject.page.hero_image_id, ImagePurpose.SHARE),
            objects=objects_of_body(subject, subject.page.sections),
        )
        for subject in subjects
    }


@describes(StandardPage)
def describe_standard_pages(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement."""
    return {
        subject.page.pk: PageParts(
            description=plain(subject.page.intro), objects=objects_of_body(subject, subject.page.body)
        )
        for subject in subjects
    }


@names_publisher
def publisher_of_site(viewer: Viewer) -> Publisher | None:
    """The organisation of the site's settings, if it has a name: one statement."""
    settings: SiteSettings | None = visible(SiteSettings.objects.filter(site=viewer.site), viewer).first()
    if settings is None or viewer.site is None or not settings.organisation_name:
        return None
    return Publisher(
        name=settings.organisation_name,
        organization={
            "@type": "Organization",
            "name": settings.organisation_name,
            "url": f"{viewer.site.root_url}/",
            "description": settings.organisation_description,
            "logo": _image(settings.logo_id, ImagePurpose.LOGO),
            "email": settings.contact_email,
            "sameAs": [settings.github_url, settings.mastodon_url, settings.linkedin_url],
        },
        share_image=_image(settings.default_share_image_id, ImagePurpose.SHARE),
    )


def _image(key: int | None, purpose: ImagePurpose) -> ImageReference | None:
    return ImageReference(key, purpose) if key else None
