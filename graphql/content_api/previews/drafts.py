"""Pages and facts as their drafts have them, in memory.

Wagtail's ``with_content_json()`` would ask for each foreign key of each child whether its object still exists. Here
nothing is asked: the loader finds out for all of them at once, and hides what is gone as it hides all else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import COMMENTS_RELATION_NAME, Page

from .frames import FrontendPreviewMixin
from .models import PreviewLink

# The primary key of a page that was never saved; its children are counted on from there.
NEVER_SAVED = -1

# Of the table of all pages this is what an editor writes. All else says where a page stands and how it fares.
WRITTEN = {"title", "slug", "seo_title", "search_description", "show_in_menus"}


def page_of(key: int) -> Page | None:
    """The draft that the link with this primary key shows; ``None`` where the link is gone."""
    link: Any = PreviewLink.objects.select_related("page__latest_revision").filter(pk=key).first()
    if link is None:
        return None
    if link.page is None:
        return _new_page(link.content)
    model = link.page.specific_class or Page
    stored: Any = model._default_manager.filter(pk=link.page_id).first()
    if stored is None:
        return None
    revision = link.page.latest_revision if stored.has_unpublished_changes else None
    content = revision.content if link.is_shared and revision else link.content
    return stored if content is None else with_content(stored, content)


def with_content(stored: Any, content: dict[str, Any]) -> Any:
    """``stored`` with what ``content`` says of it; where it stands, and whether it is live, stays as stored."""
    page: Any = _made(type(stored), content)
    for field in Page._meta.concrete_fields:
        if field.name not in WRITTEN:
            setattr(page, field.attname, getattr(stored, field.attname))
    page.pk = stored.pk
    above, _, _ = stored.url_path.rstrip("/").rpartition("/")
    page.url_path = f"{above}/{page.slug}/"
    if isinstance(page, FrontendPreviewMixin):
        page.keep_of_stored(stored)
    return page


def facts_with_drafts(model: Any, keys: Iterable[Any]) -> list[Any]:
    """Those of the objects of ``model`` with unpublished changes, as their newest drafts have them: one statement."""
    rows = model._default_manager.filter(pk__in=list(keys), has_unpublished_changes=True, latest_revision__isnull=False)
    return [_fact(stored) for stored in rows.select_related("latest_revision").order_by("pk")]


def _fact(stored: Any) -> Any:
    fact: Any = _made(type(stored), stored.latest_revision.content)
    fact.pk, fact.live = stored.pk, stored.live
    return fact


def _new_page(content: dict[str, Any]) -> Any:
    """A page that was never saved. Its content says where it is going to stand."""
    model: Any = ContentType.objects.get_for_id(content["content_type"]).model_class()
    page = _made(model, content)
    page.id = page.pk = NEVER_SAVED
    return page


def _made(model: Any, content: dict[str, Any]) -> Any:
    known = {name: value for name, value in content.items() if name != COMMENTS_RELATION_NAME}
    made = model.from_serializable_data(known, check_fks=False)
    made._state.adding = False
    return made
