"""The page that has a part of the change log sent again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max, Min
from django.http import HttpResponse
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ...changes.models import ContentChange
from .actions import EndpointMixin, note
from .forms import ReplayForm


class ReplayView(EndpointMixin, WagtailAdminTemplateMixin, FormView):
    """By numbers or by dates."""

    form_class = ReplayForm
    template_name = "content_api/webhooks/replay.html"
    page_title = "Replay"
    header_icon = "resubmit"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"endpoint": self.endpoint}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = ContentChange.objects.filter(number__lte=self.endpoint.cursor)
        numbers = sent.aggregate(first=Min("number"), last=Max("number"))
        return super().get_context_data(numbers=numbers, **kwargs)

    def form_valid(self, form: ReplayForm) -> HttpResponse:
        plural = "" if form.count == 1 else "s"
        messages.success(self.request, f"{form.count:,} change{plural} will be sent again, before anything new.")
        note(self, "webhooks.replay", count=form.count)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.get_endpoint_url()
