"""Partners' feeds over HTTP.

Whoever has no right pair of slug and token is told nothing: 404, as where there is no partner. Whoever has one is told
the truth: 410 when the agreement has ended, 403 while the feed is paused, so that nobody drops the subscription.
"""

from __future__ import annotations

import logging
from functools import partial
from http import HTTPStatus

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from content_api.http.inside import private_file_view, served

from ..feeds.formats import FORMATS
from ..metrics import count_feed
from ..models import SyndicationPartner
from ..models.partner_choices import PartnerStatus
from .keeping import Kept, kept_feed
from .receipts import Fetch, write
from .renewals import renewals
from .tokens import partner_of

logger = logging.getLogger("syndication.partners")

PLAIN = "text/plain; charset=utf-8"


@private_file_view
def partner_feed(request: HttpRequest, slug: str, token: str, extension: str, locale: str = "") -> HttpResponse:
    """The feed of one partner, and a receipt of what it holds."""
    partner = partner_of(slug, token)
    if partner is None or partner.status == PartnerStatus.DRAFT:
        raise Http404("No such feed.")
    if partner.is_expired:
        return _refused("This feed has ended.", HTTPStatus.GONE, extension)
    if partner.status == PartnerStatus.PAUSED:
        return _refused("This feed is paused.", HTTPStatus.FORBIDDEN, extension)
    language = locale or next(iter(partner.locales), "")
    if extension != partner.feed_format or language not in partner.locales:
        raise Http404("No such feed.")
    kept = kept_feed(partner, language)
    response = served(request, kept.answer, FORMATS[extension].content_type, is_public=False)
    # Pages that the feed leads to are not told its address.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    count_feed("partner", extension, response.status_code)
    if request.method == "GET":
        _leave_receipt(response, partner, language, kept)
    return response


def _leave_receipt(response: HttpResponse, partner: SyndicationPartner, locale: str, kept: Kept) -> None:
    """After the answer is sent; a 304 leaves it to be written with others."""
    is_full = response.status_code == HTTPStatus.OK
    fetch = Fetch.once(kept.held, timezone.now(), is_full=is_full)
    if is_full:
        response._resource_closers.append(partial(_write, partner, fetch))  # type: ignore[attr-defined]
    else:
        with renewals.noting() as fetches:
            fetches.note(partner.pk, locale, fetch)


def _write(partner: SyndicationPartner, fetch: Fetch) -> None:
    try:
        write(partner.pk, fetch)
    except Error:
        logger.exception("The receipt of the partner “%s” cannot be written", partner.slug)


def _refused(text: str, status: HTTPStatus, extension: str) -> HttpResponse:
    count_feed("partner", extension, status)
    response = HttpResponse(text, status=status, content_type=PLAIN)
    response.headers["Cache-Control"] = "no-store, private"
    return response
