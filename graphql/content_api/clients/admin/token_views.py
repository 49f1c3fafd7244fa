"""Making, replacing and revoking tokens.

The text of a token is written into the answer to the form that made it, and nowhere else: not into the session, not
into the history. Reloading that page makes another token, as the browser warns.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic.edit import FormView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from .. import tokens
from ..models import ApiClient, ApiToken
from .forms import RotationForm, TokenForm
from .log_entries import CREATED, REVOKED, ROTATED, note


class TokenView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView[Any]):
    """What the screens have in common. Only for those who may change clients."""

    model = ApiClient
    permission_required = "change"
    header_icon = "key"
    template_name = "content_api/clients/token_form.html"
    submit_button_label = ""
    explanation = ""

    @cached_property
    def client(self) -> ApiClient:
        return get_object_or_404(ApiClient, pk=self.kwargs["pk"])

    @property
    def overview_url(self) -> str:
        return reverse("api_clients:inspect", args=[self.client.pk])

    def get_page_subtitle(self) -> str:
        return self.client.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("api_clients:index"), "label": "API clients"},
            {"url": self.overview_url, "label": self.client.name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            overview_url=self.overview_url,
            submit_button_label=self.submit_button_label,
            explanation=self.explanation,
            **kwargs,
        )

    def shown_once(self, token: ApiToken, text: str) -> HttpResponse:
        """The answer with the token's text."""
        context = self.get_context_data(token=token, text=text, client_name=self.client.name, example=example(text))
        response = TemplateResponse(self.request, "content_api/clients/token_shown.html", context)
        response["Cache-Control"] = "no-store, private"
        return response


def example(text: str) -> str:
    """A command that asks with the token."""
    return (
        f"curl -s {settings.WAGTAILADMIN_BASE_URL}{reverse('graphql')} \\\n"
        f"  -H 'Authorization: Bearer {text}' \\\n"
        "  -H 'Content-Type: application/json' \\\n"
        """  -d '{"query": "{ __typename }"}'"""
    )


class CreateTokenView(TokenView):
    page_title = "New token"
    form_class = TokenForm
    submit_button_label = "Create token"
    explanation = "The token is shown once, on the next page. Have the place at hand where it is going to be kept."

    def form_valid(self, form: TokenForm) -> HttpResponse:
        with transaction.atomic():
            token, text = tokens.create(
                self.client,
                by=self.request.user,
                note=form.cleaned_data["note"],
                ends_at=form.cleaned_data["ends_at"],
            )
            note(CREATED, token, self.request.user)
        return self.shown_once(token, text)


class ExistingTokenView(TokenView):
    """What is done with one token that still opens the door."""

    @cached_property
    def token(self) -> ApiToken:
        return get_object_or_404(self.client.tokens, pk=self.kwargs["token"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.user_has_permission("change") and not self.token.is_valid:
            messages.error(request, f"The token {self.token} has ended already.")
            return redirect(self.overview_url)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"token": self.token, **kwargs})


class RotateTokenView(ExistingTokenView):
    page_title = "Replace token"
    form_class = RotationForm
    submit_button_label = "Replace token"

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return f"{self.token} gives way to a new token, which is shown once, on the next page."

    def form_valid(self, form: RotationForm) -> HttpResponse:
        with transaction.atomic():
            overlap = timedelta(days=form.cleaned_data["days"])
            token, text = tokens.rotate(self.token, by=self.request.user, overlap=overlap)
            note(ROTATED, self.token, self.request.user, successor=token.prefix)
        return self.shown_once(token, text)


class RevokeTokenView(ExistingTokenView):
    page_title = "Revoke token"
    template_name = "content_api/clients/revoke_token.html"

    def get_form(self, form_class: Any = None) -> Any:
        return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            tokens.revoke(self.token)
            note(REVOKED, self.token, request.user)
        messages.success(request, f"The token {self.token} is revoked.")
        return redirect(self.overview_url)
