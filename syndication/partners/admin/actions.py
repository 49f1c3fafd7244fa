"""Going live, pausing, the address: each a POST, and a line in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView

from content_api.webhooks.secrets import SecretUnreadableError

from ...models import SyndicationPartner
from ...models.partner_choices import PartnerStatus
from .. import tokens
from ..problems import problems_of
from .base import PartnerMixin
from .forms import RotationForm
from .log_entries import GO_LIVE, PAUSE, ROTATE, SHOW, note


class GoLiveView(PartnerMixin, View):
    """Refused with a message for each problem; then nothing has changed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        problems = problems_of(self.partner)
        for problem in problems:
            messages.error(request, problem)
        if not problems:
            with transaction.atomic():
                if tokens.current(self.partner) is None:
                    tokens.create(self.partner, by=request.user)
                _set(self.partner, PartnerStatus.LIVE)
                note(GO_LIVE, self.partner, request.user)
            messages.success(request, f"The feed of {self.partner} is live.")
        return redirect(self.overview_url)


class PauseView(PartnerMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.partner.is_live:
            with transaction.atomic():
                _set(self.partner, PartnerStatus.PAUSED)
                note(PAUSE, self.partner, request.user)
            messages.success(request, f"The feed of {self.partner} is paused.")
        return redirect(self.overview_url)


class AddressView(PartnerMixin, TemplateView):
    """The addresses with the token, for those who have the right to see them. Each look is written down."""

    permission_required = "show_address"
    page_title = "Address of the feed"
    header_icon = "key"
    template_name = "syndication/partners/address.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        note(SHOW, self.partner, request.user)
        return shown(self)


class RotateView(PartnerMixin, FormView):
    """A new token; the old one goes on for some days."""

    permission_required = "show_address"
    page_title = "Replace the address"
    header_icon = "key"
    form_class = RotationForm
    template_name = "syndication/partners/rotate.html"

    def form_valid(self, form: RotationForm) -> HttpResponse:
        with transaction.atomic():
            tokens.rotate(self.partner, timedelta(days=form.cleaned_data["days"]), by=self.request.user)
            note(ROTATE, self.partner, self.request.user)
        return shown(self)


def shown(view: Any) -> HttpResponse:
    """The answer with the addresses; it belongs in no cache."""
    partner: SyndicationPartner = view.partner
    token = tokens.current(partner)
    addresses: list[tuple[str, str]] = []
    is_unreadable = False
    if token is not None:
        try:
            text = tokens.text_of(token)
        except SecretUnreadableError:
            is_unreadable = True
        else:
            addresses = [(locale, tokens.address_of(partner, text, locale)) for locale in partner.locales]
    context = view.get_context_data(addresses=addresses, is_unreadable=is_unreadable)
    response = TemplateResponse(view.request, "syndication/partners/address.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _set(partner: SyndicationPartner, status: PartnerStatus) -> None:
    partner.status = status
    partner.save(update_fields=["status"])
