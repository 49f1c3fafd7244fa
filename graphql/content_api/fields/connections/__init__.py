"""Connections: lists with cursors, filters and orders, one declaration each.

An app brings a list along with one call in its ``schema.py``::

    connection(
        "companies",
        CompanyPage,
        noun="Company",
        description="Companies and the frameworks they use.",
        filters=CompanyFilter,
        orders=COMPANY_ORDERS,
    )

That makes the root field, the types ``CompanyConnection`` and ``CompanyEdge``, the input type and the enum.
"""

from __future__ import annotations

from .conditions import (
    DateRange,
    DateTimeRange,
    IntRange,
    among,
    between,
    by_slug_or_uid,
    is_uid,
    linked,
    linked_to_set,
    several,
    with_child,
    with_words,
)
from .declaration import connection
from .filters import Condition, Filter
from .orders import Orders, Sort, known, moment, stored, text, translated
from .pages import PUBLISHED, TITLE, UPDATED, PageFilter

__all__ = [
    "PUBLISHED",
    "TITLE",
    "UPDATED",
    "Condition",
    "DateRange",
    "DateTimeRange",
    "Filter",
    "IntRange",
    "Orders",
    "PageFilter",
    "Sort",
    "among",
    "between",
    "by_slug_or_uid",
    "connection",
    "is_uid",
    "known",
    "linked",
    "linked_to_set",
    "moment",
    "several",
    "stored",
    "text",
    "translated",
    "with_child",
    "with_words",
]
