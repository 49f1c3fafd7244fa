"""What of this app travels with export and import."""

from __future__ import annotations

from articles.transferred import COMPUTED
from content_api.transfer.declared import transfers

from .models import HomePage, Navigation, SiteSettings, StandardPage

transfers(HomePage, StandardPage, left_out=COMPUTED)
transfers(Navigation)
transfers(SiteSettings, by=("site",))
