"""What of this app travels with export and import. Partners do not, nor what they and readers of mails were given."""

from __future__ import annotations

from articles.transferred import COMPUTED
from content_api.transfer.declared import transfers

from .models import NewsletterIndexPage, NewsletterIssuePage

transfers(NewsletterIndexPage, NewsletterIssuePage, left_out=COMPUTED)
