"""What editors, the worker and commands do, as functions that choose what they do it to.

``pages``    what is written on pages
``tree``     where pages are, and whether they are
``places``   who may see what, sites, collections
``objects``  snippets, images, documents, menus, settings, redirects
``worker``   the clock, and what is done by it
"""

from __future__ import annotations

from . import objects, pages, places, tree, worker
from .edit import BY_WORKER, EDITS, REFUSALS, Choose, Edit, NothingToDoError, World

__all__ = [
    "BY_WORKER",
    "EDITS",
    "REFUSALS",
    "Choose",
    "Edit",
    "NothingToDoError",
    "World",
    "objects",
    "pages",
    "places",
    "tree",
    "worker",
]
