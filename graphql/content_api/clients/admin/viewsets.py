"""Lists and forms, and how they stand in the menu. For those who have the permissions; no group has them by itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.forms import Textarea
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from ..models import ApiClient, ClientDocument
from .forms import ApiClientForm
from .overview import OverviewView
from .states import state_of_client
from .token_views import CreateTokenView, RevokeTokenView, RotateTokenView


class ClientFilterSet(WagtailFilterSet):
    class Meta:
        model = ApiClient
        fields = ["is_active"]


class ClientIndexView(generic.IndexView):
    """Clients with their state; the name leads to the overview."""

    def get_base_queryset(self) -> QuerySet[Any]:
        lasting = Q(tokens__ends_at=None) | Q(tokens__ends_at__gt=timezone.now())
        is_valid = Q(tokens__revoked_at=None, tokens__isnull=False) & lasting
        return super().get_base_queryset().annotate(valid_tokens=Count("tokens", filter=is_valid))

    @property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column_class(TitleColumn)(
                "name", label="Name", sort_key="name", get_url=lambda client: overview_url(client.pk)
            ),
            StatusTagColumn("state", label="Status", accessor=_state, primary=lambda row: _state(row) == "active"),
            Column("contact", label="Contact"),
            Column("valid_tokens", label="Valid tokens", sort_key="valid_tokens"),
            DateColumn("last_used_at", label="Last used", sort_key="last_used_at"),
        ]


class ClientCreateView(generic.CreateView):
    """Says who made the client, and leads to the overview, where its first token is made."""

    def save_instance(self) -> Any:
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_url(self) -> str:
        return overview_url(self.object.pk)


class ClientEditView(generic.EditView):
    def get_success_url(self) -> str:
        return overview_url(self.object.pk)


class ApiClientViewSet(ModelViewSet):
    """Clients by name."""

    model = ApiClient
    name = "api_clients"
    url_prefix = "api/clients"
    icon = "key"
    menu_label = "Clients"
    ordering = ["name"]
    list_per_page = 50
    search_fields = ["name", "contact"]
    filterset_class = ClientFilterSet
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ClientIndexView
    add_view_class = ClientCreateView
    edit_view_class = ClientEditView
    inspect_view_class = OverviewView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("contact")]),
                    FieldRowPanel([FieldPanel("is_active"), FieldPanel("expires_at")]),
                ],
                heading="Client",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("scopes"),
                    FieldRowPanel([FieldPanel("locales"), FieldPanel("page_types")]),
                    FieldPanel("site"),
                ],
                heading="What it is shown",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("allowed_origins"),
                    FieldRowPanel([FieldPanel("requests_per_minute"), FieldPanel("burst")]),
                ],
                heading="From where and how often",
            ),
            MultiFieldPanel(
                [FieldPanel("may_introspect"), FieldPanel("gets_suggestions"), FieldPanel("sends_free_documents")],
                heading="Rights",
            ),
        ],
        base_form_class=ApiClientForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/tokens/new/", CreateTokenView.as_view(), name="create_token"),
            path("<int:pk>/tokens/<int:token>/replace/", RotateTokenView.as_view(), name="rotate_token"),
            path("<int:pk>/tokens/<int:token>/revoke/", RevokeTokenView.as_view(), name="revoke_token"),
        ]


class DocumentFilterSet(WagtailFilterSet):
    class Meta:
        model = ClientDocument
        fields = ["client"]


class ClientDocumentViewSet(ModelViewSet):
    """Documents that clients have registered."""

    model = ClientDocument
    name = "api_documents"
    url_prefix = "api/documents"
    icon = "code"
    menu_label = "Registered documents"
    ordering = ["client__name", "name"]
    list_per_page = 50
    list_display = ["name", Column("client", label="Client", sort_key="client__name"), DateColumn("changed_at")]
    search_fields = ["name", "text"]
    filterset_class = DocumentFilterSet
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("client"), FieldPanel("name")]),
        FieldPanel("text", widget=Textarea(attrs={"rows": 20, "spellcheck": "false", "class": "w-font-mono"})),
    ]


class ApiViewSetGroup(ModelViewSetGroup):
    """What concerns those who read the API."""

    items = (ApiClientViewSet, ClientDocumentViewSet)
    menu_label = "API"
    menu_icon = "code"
    menu_order = 900


def overview_url(key: int) -> str:
    return reverse("api_clients:inspect", args=[key])


def _state(client: Any) -> str:
    return state_of_client(client, client.valid_tokens)
