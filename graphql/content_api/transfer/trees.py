"""The tree: pages that are not here yet are made as empty drafts, those that are elsewhere are moved.

All pages are there before any is filled, because they refer to each other. They are made in the order in which they
were made where they come from, parents first: lists that are ordered by nothing else are then the same.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page, Site

from .building import MissingObjectError
from .documents import Document
from .identities import identity_of
from .keys import Keys
from .reading import ContentFolder
from .shapes import shape_of

PLAIN = (str, int, bool)


class Planter:
    """Makes and moves pages."""

    def __init__(self, folder: ContentFolder, keys: Keys) -> None:
        self._folder = folder
        self._keys = keys

    def find(self, document: Document) -> Any:
        """The page of ``document`` as it is here, in its own class; ``None`` where it is not."""
        model, key = identity_of(document)
        if model is not Page:
            return model._base_manager.filter(uid=key).first()
        content = document["content"]
        pages = Page.objects.filter(translation_key=content["translation_key"], locale=self._locale(content))
        found = pages.first()
        if found is not None:
            self._keys.tell(document["name"], found.pk)
        return found

    def plant(self, document: Document) -> Any:
        """An empty draft at the place of ``document``, which is not here yet."""
        model, key = identity_of(document)
        content = document["content"]
        parent = self.parent_of(document)
        page: Any = model(live=False, slug=content["slug"], locale_id=self._locale(content))
        if model is not Page:
            page.uid = key
        page.translation_key = content["translation_key"]
        page.title = content.get("title") or content["slug"]
        for field in shape_of(model).fields:
            # A model may ask for some of them in drafts too.
            if isinstance(content.get(field.name), PLAIN) and field.choices:
                setattr(page, field.attname, content[field.name])
        page.has_unpublished_changes = True
        parent.add_child(instance=page)
        if model is Page:
            self._keys.tell(document["name"], page.pk)
        return page

    def move(self, page: Any, document: Document) -> bool:
        """Move ``page`` below the parent that ``document`` tells; whether it stood elsewhere."""
        parent = self.parent_of(document)
        if page.get_parent() == parent:
            return False
        Page.objects.get(pk=page.pk).move(parent, pos="last-child")
        return True

    def parent_of(self, document: Document) -> Page:
        """The page that stands above: made, with those above it, where it is not here yet."""
        place = document["place"]
        parent = Page.get_first_root_node()
        if place["parent"] is not None:
            above = self._folder.document(place["parent"])
            found = self.find(above) or self.plant(above)
            parent = Page.objects.get(pk=found.pk)
        for slug in place.get("through", ()):
            parent = self.between(parent, slug)
        return parent

    def between(self, parent: Page, slug: str) -> Page:
        """The page ``slug`` below ``parent``, of which no more is public: made as a draft where it is not here."""
        found = parent.get_children().filter(slug=slug).first()
        if found is None:
            found = parent.add_child(instance=Page(title=slug, slug=slug, live=False, has_unpublished_changes=True))
        return Page.objects.get(pk=found.pk)

    def _locale(self, content: dict[str, Any]) -> int:
        key = self._keys.of(content["locale"])
        if key is None:
            raise MissingObjectError(f"The language {content['locale']} is not here.")
        return int(key)


def adopt_first_page(folder: ContentFolder, keys: Keys) -> bool:
    """Let the first page that migrations make, if nobody has touched it, be the one of the folder's default site.

    Whether there was anything to adopt.
    """
    document = _first_page_in(folder)
    site = Site.objects.filter(is_default_site=True).first()
    if document is None or site is None:
        return False
    model, key = identity_of(document)
    first: Any = site.root_page.specific
    is_untouched = first.latest_revision_id is None and first.numchild == 0 and first.last_published_at is None
    if model is Page or type(first) is not model or not is_untouched or model._base_manager.filter(uid=key).exists():
        return False
    content = document["content"]
    locale = keys.of(content["locale"])
    model._base_manager.filter(pk=first.pk).update(
        uid=key, translation_key=content["translation_key"], locale=locale or Locale.get_default()
    )
    return True


def _first_page_in(folder: ContentFolder) -> Document | None:
    for name in folder.names(Site):
        content = folder.document(name)["content"]
        if content["is_default_site"] and content["root_page"]:
            return folder.document(content["root_page"])
    return None
