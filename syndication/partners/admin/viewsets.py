"""The list of partners, and the form of one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ...models import SyndicationPartner
from .. import tokens
from .actions import AddressView, GoLiveView, PauseView, RotateView
from .forms import PartnerForm
from .overview import OverviewView
from .preview import PreviewView
from .states import state_of


class PartnerFilterSet(WagtailFilterSet):
    class Meta:
        model = SyndicationPartner
        fields = ["status", "feed_format"]


class PartnerIndexView(generic.IndexView):
    @property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column_class(TitleColumn)(
                "name", label="Name", sort_key="name", get_url=lambda partner: overview_url(partner.pk)
            ),
            StatusTagColumn("status", label="Status", accessor=state_of, primary=lambda row: state_of(row) == "live"),
            Column("feed_format", label="Format", accessor="get_feed_format_display"),
            DateColumn("last_fetched_at", label="Last fetched", sort_key="last_fetched_at"),
        ]


class PartnerCreateView(generic.CreateView):
    """A draft with a token, which opens nothing before the feed goes live."""

    def save_instance(self) -> Any:
        self.form.instance.created_by = self.request.user
        with transaction.atomic():
            partner = super().save_instance()
            tokens.create(partner, by=self.request.user)
        return partner

    def get_success_url(self) -> str:
        return overview_url(self.object.pk)


class PartnerEditView(generic.EditView):
    def get_success_url(self) -> str:
        return overview_url(self.object.pk)


CONTENT = [
    MultiFieldPanel([FieldRowPanel(["name", "slug"]), FieldRowPanel(["contact", "expires_at"])], heading="Partner"),
    MultiFieldPanel(["locales", "site", "delay_hours"], heading="Which articles, and when"),
    MultiFieldPanel(
        ["topics", "kinds", "authors", "frameworks", "tags"],
        heading="Filters",
        help_text="An article must fit every filter that is set.",
    ),
]
FORM = [
    MultiFieldPanel([FieldRowPanel(["feed_format", "content"]), "image_rights"], heading="What it gets"),
    FieldPanel("allowed_tags"),
]
TERMS = [
    MultiFieldPanel(["attribution_text", "attribution_url"], heading="Attribution"),
    MultiFieldPanel(
        [FieldRowPanel(["utm_source", "utm_medium", "utm_campaign"])],
        heading="Campaign",
        help_text="Parameters of every link to our site. An empty source is the partner's slug.",
    ),
    MultiFieldPanel(["must_link_canonical", "robots"], heading="What the partner's page must say"),
]


class PartnerViewSet(ModelViewSet):
    """Partners by name."""

    model = SyndicationPartner
    name = "partners"
    url_prefix = "partners"
    icon = "site"
    menu_label = "Partners"
    menu_order = 650
    add_to_admin_menu = True
    add_to_reference_index = False
    ordering = ["name"]
    list_per_page = 50
    search_fields = ["name", "contact"]
    filterset_class = PartnerFilterSet
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = PartnerIndexView
    add_view_class = PartnerCreateView
    edit_view_class = PartnerEditView
    inspect_view_class = OverviewView
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT, heading="Articles"),
            ObjectList(FORM, heading="Form"),
            ObjectList(TERMS, heading="Terms"),
        ],
        base_form_class=PartnerForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/preview/", PreviewView.as_view(), name="preview"),
            path("<int:pk>/live/", GoLiveView.as_view(), name="go_live"),
            path("<int:pk>/pause/", PauseView.as_view(), name="pause"),
            path("<int:pk>/address/", AddressView.as_view(), name="address"),
            path("<int:pk>/replace/", RotateView.as_view(), name="rotate"),
        ]


def overview_url(key: int) -> str:
    return reverse("partners:inspect", args=[key])
