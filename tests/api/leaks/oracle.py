"""What an anonymous reader may see, worked out object by object.

It shares no code with ``content_api.visibility``. The matrix uses it to tell whether the place from which a hidden
object was reached must still be in the answer.
"""

from __future__ import annotations

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from articles import models as articles
from home import models as home

from .traces import owner_of

# Objects that are hidden with an object they name, beside the one that they are part of.
SUBJECTS: dict[type, tuple[str, ...]] = {
    articles.Adoption: ("framework",),
    articles.Claim: ("framework", "company"),
    articles.ComparisonCell: ("framework",),
    articles.ComparisonFramework: ("framework",),
    home.NavigationItem: ("page",),
}


def is_public(instance: Any) -> bool:
    """Whether everybody may see ``instance`` on the default site."""
    owner = owner_of(instance)
    if owner != instance and not is_public(owner):
        return False
    if isinstance(instance, get_image_model() | get_document_model()):
        return not instance.collection.get_view_restrictions().exists()
    if isinstance(instance, Page):
        return _is_public_page(instance)
    return getattr(instance, "live", True) and all(map(is_public, subjects_of(instance)))


def subjects_of(instance: Any) -> list[Any]:
    """The objects that ``instance`` is hidden with."""
    found = (getattr(instance, name) for name in SUBJECTS.get(type(instance), ()))
    return [subject.specific if isinstance(subject, Page) else subject for subject in found if subject is not None]


def _is_public_page(page: Page) -> bool:
    roots = Page.objects.filter(translation_key=Site.objects.get(is_default_site=True).root_page.translation_key)
    on_site = any(page.path.startswith(root.path) for root in roots)
    return on_site and _is_live(page) and not _is_private(page)


def _is_live(page: Page) -> bool:
    """Whether the page is live, and what it shows the content of too."""
    return page.live and (page.alias_of is None or _is_live(page.alias_of))


def _is_private(page: Page) -> bool:
    """Whether the page, what it shows the content of, or anything above either is restricted.

    Wagtail does not look above the source of an alias, but nobody may read there either.
    """
    above = page.get_ancestors(inclusive=True)
    if PageViewRestriction.objects.filter(page__in=above).exists():
        return True
    return any(_is_private(one.alias_of) for one in above.filter(alias_of__isnull=False))
