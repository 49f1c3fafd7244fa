"""The list of endpoints, and the page of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from ...changes.log import current_version
from ...changes.models import ContentChange, ContentEpoch
from ...worker.heartbeat import last_seen
from ..choices import EndpointState, kinds, object_types
from ..models import WebhookEndpoint
from ..secrets import unseal
from . import actions
from .columns import StateColumn, is_well, lag_label, lag_of, state_label
from .forms import EndpointForm
from .replaying import ReplayView

WORKER_IS_AWAY = timedelta(minutes=1)
RECENT = 10  # deliveries on the endpoint's page


class EndpointIndexView(generic.IndexView):
    """Endpoints by name."""

    def get_base_queryset(self) -> QuerySet[WebhookEndpoint]:
        newest = ContentChange.objects.filter(number__isnull=False).order_by("-number").values("number")[:1]
        return WebhookEndpoint.objects.annotate(newest_number=Coalesce(Subquery(newest), 0))


class EndpointCreateView(generic.CreateView):
    """Shows the new endpoint's secret, this once."""

    def form_valid(self, form: EndpointForm) -> HttpResponse:
        super().form_valid(form)
        # The answer itself, as Wagtail shows its API tokens: a secret belongs in no session and no cookie.
        list(messages.get_messages(self.request))
        return secret_shown(self, self.object, f"Endpoint “{self.object}” created")


class EndpointView(generic.InspectView):
    """One endpoint: how it fares, what may be done, what was sent last."""

    template_name = "content_api/webhooks/endpoint.html"

    def get_page_title(self) -> str:
        return "Webhook endpoint"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Webhook endpoints"},
            {"url": "", "label": self.object.name},
        ]

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.user_has_permission("change"):
            return []
        return [HeaderButton("Edit", url=self.get_edit_url(), icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint: WebhookEndpoint = self.object
        seen_at = last_seen()
        kind_labels, type_labels = dict(kinds()), dict(object_types())
        return super().get_context_data(
            endpoint=endpoint,
            state=state_label(endpoint),
            is_well=is_well(endpoint),
            is_failing=endpoint.state == EndpointState.FAILING,
            is_disabled=endpoint.state == EndpointState.DISABLED,
            lag=lag_label(current_version() - endpoint.cursor),
            kinds=[kind_labels.get(kind, kind).partition(":")[0] for kind in endpoint.kinds],
            object_types=[type_labels.get(name, name) for name in endpoint.object_types],
            deliveries=endpoint.deliveries.all()[:RECENT],
            may_change=self.user_has_permission("change"),
            is_incomplete=ContentEpoch.objects.filter(pruned_through__gt=endpoint.cursor).exists(),
            worker_is_away=seen_at is None or seen_at < timezone.now() - WORKER_IS_AWAY,
            **kwargs,
        )


def secret_shown(view: Any, endpoint: WebhookEndpoint, title: str) -> HttpResponse:
    """The page that shows a secret."""
    context = {
        "endpoint": endpoint,
        "secret": unseal(endpoint.secret),
        "page_title": title,
        "header_title": title,
        "header_icon": "key",
    }
    return TemplateResponse(view.request, "content_api/webhooks/secret.html", context)


class EndpointViewSet(ModelViewSet):
    """Endpoints: those who may change them may also rotate secrets, test, replay and send again."""

    model = WebhookEndpoint
    name = "webhook_endpoints"
    url_prefix = "webhooks/endpoints"
    icon = "link-external"
    menu_label = "Endpoints"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = EndpointIndexView
    add_view_class = EndpointCreateView
    inspect_view_class = EndpointView
    ordering = ["name"]
    list_display = [
        TitleColumn(
            "name",
            label="Name",
            get_url=lambda endpoint: reverse("webhook_endpoints:inspect", args=[endpoint.pk]),
            sort_key="name",
        ),
        Column("url", label="Address"),
        StateColumn(),
        Column("lag", label="Change log", accessor=lag_of, sort_key="cursor"),
        DateColumn("delivered_at", label="Last delivery", sort_key="delivered_at"),
    ]
    list_filter = ["state", "is_active"]
    search_fields = ["name", "url"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url", help_text="An https address, which answers in time with a status of 200 to 299."),
            FieldPanel("is_active"),
            MultiFieldPanel(
                [
                    FieldPanel("kinds"),
                    FieldPanel("object_types"),
                    FieldPanel("locales"),
                    FieldPanel("path_prefix"),
                ],
                heading="What is sent",
                help_text="A change is sent if it fits all of these.",
            ),
        ],
        base_form_class=EndpointForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        for name, view in actions.VIEWS.items():
            patterns.append(path(f"<int:pk>/{name}/", view.as_view(), name=name))
        patterns.append(path("<int:pk>/replay/", ReplayView.as_view(), name="replay"))
        patterns.append(path("<int:pk>/rotate/", RotateView.as_view(), name="rotate"))
        return patterns


class RotateView(actions.EndpointMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    """Asks first; then gives a new secret and shows it, this once."""

    template_name = "content_api/webhooks/rotate.html"
    page_title = "Rotate the secret"
    header_icon = "key"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rotation_hours=settings.WEBHOOKS["rotation_hours"], **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.endpoint.rotate_secret(timezone.now())
        actions.note(self, "webhooks.rotate_secret")
        return secret_shown(self, self.endpoint, f"New secret for “{self.endpoint}”")
