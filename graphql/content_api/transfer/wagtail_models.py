"""How Wagtail's own models travel."""

from __future__ import annotations

from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Site

from .declared import stays, transfers

transfers(Page, by=("translation_key", "locale"))  # pages of no type of ours, such as Wagtail's first one
transfers(Site, by=("hostname", "port"))
transfers(Locale, by=("language_code",), where_used=True)
transfers(Redirect, by=("old_path", "site"), left_out=("created_at",))
stays(Collection, Tag)  # named in what lies in them and what carries them
