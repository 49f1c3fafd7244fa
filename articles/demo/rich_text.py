"""Turns the short links of the demo content into the ones that Wagtail stores."""

from __future__ import annotations

import re

from wagtail.models import Locale

from media.demo import demo_uid
from media.models import Document

from .tree import page_at

SHORT_LINK = re.compile(r'<a (page|document)="([^"]+)">')


def rich_text(html: str, locale: Locale) -> str:
    """`<a page="articles/x">` and `<a document="key">` become links by number, which survive renames."""

    def stored_link(match: re.Match[str]) -> str:
        kind, name = match.groups()
        target = page_at(name, locale) if kind == "page" else Document.objects.get(uid=demo_uid("document", name))
        return f'<a linktype="{kind}" id="{target.pk}">'

    return SHORT_LINK.sub(stored_link, html)
