"""Names of tags: what an answer depends on, and what a change touches.

An answer is to be thrown away when one of the tags it carries is touched. Answers and changes use the same words:

======================  ============================================  ============================================
tag                     an answer carries it when it                  a change touches it when
======================  ============================================  ============================================
``framework:3``         read this row, or a child row of it (a text,  the object changed, appeared or went; or one
                        an author's link, an item of a menu)          that it refers to appeared
``framework:3:refs``    asked for what refers to this object: pages   an object that refers to it, or lies directly
                        with this topic, children of this page,       below it, changed, appeared or went
                        ``related`` by a topic, ``usedOn``
``translations:<key>``  asked for the translations of a page          one of the translations changed, appeared or
                                                                      went
``slug:what-is-django`` found a page by its slug                      a page with this slug changed, appeared or
                                                                      went
``author:list``         asked for a list, a count or a facet, or      any object of the type changed, appeared or
                        found nothing                                 went
``everything``          is an answer: all carry it                    a site or a locale changed, or naming it all
                                                                      would be too long
======================  ============================================  ============================================

The first word is the model's name. All pages share ``page`` in tags of objects (``page:5``); in lists each page type
has its own beside the common one: an article touches ``articlepage:list`` and ``page:list``.

Detail answers of pages carry no list tag for what hangs on them: ``related`` depends on ``topic:7:refs`` of its
topics, ancestors on the rows that were read, menus on the pages they lead to. So publishing one page touches itself,
lists, and what it refers to. A page that is moved or renamed touches itself and every page below it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model
from wagtail.models import Page

EVERYTHING = "everything"
REFERRERS = "refs"


def word_for(model: type[Model]) -> str:
    """The first word of an object's tags: ``page`` for every page, else the model's name."""
    return "page" if issubclass(model, Page) else str(model._meta.model_name)


def object_tag(model: type[Model], key: Any) -> str:
    """``framework:3``: the object itself, with its child rows."""
    return f"{word_for(model)}:{key}"


def referrers_tag(model: type[Model], key: Any) -> str:
    """``topic:7:refs``: what refers to the object; for a page also what lies directly below it."""
    return f"{object_tag(model, key)}:{REFERRERS}"


def list_tag(model: type[Model]) -> str:
    """``author:list``: lists of objects of ``model``, and that there is none. A change of a page touches the tag of
    its own type and that of ``Page``.
    """
    return f"{model._meta.model_name}:list"


def translations_tag(translation_key: UUID) -> str:
    """``translations:<key>``: the translations of a page among each other."""
    return f"translations:{translation_key.hex}"


def slug_tag(slug: str) -> str:
    """``slug:what-is-django``: which page has the slug. Slugs may hold any letters: encode them for a header."""
    return f"slug:{slug}"


def referred_keys(tags: str, model: type[Model]) -> set[int]:
    """Keys of the objects of ``model`` that an object with these ``tags`` refers to."""
    begin, end = f"{word_for(model)}:", f":{REFERRERS}"
    return {int(tag[len(begin) : -len(end)]) for tag in tags.split() if tag.startswith(begin) and tag.endswith(end)}
