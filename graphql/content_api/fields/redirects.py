"""The root field ``redirects``: where former paths of a site lead now."""

from __future__ import annotations

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from ..addresses import full_address
from ..lookahead import Reference, loader_for
from .connections import Condition, Filter, Orders, Sort, connection, several, text


class RedirectType(graphene.ObjectType):
    """A path that leads elsewhere."""

    class Meta:
        name = "Redirect"

    old_path = graphene.String(
        required=True, description="The former path, such as `/old-guide`, without a slash at its end."
    )
    location = graphene.String(required=True, description="Where it leads: a full address or a path.")
    permanent = graphene.Boolean(required=True, description="Whether it is permanent (301) or temporary (302).")

    def resolve_location(self: Redirect, info: GraphQLResolveInfo) -> str | None:
        if self.redirect_page_id is None:
            return self.redirect_link
        loader = loader_for(info)
        pages = [one.redirect_page_id for one in loader.siblings(self) if one.redirect_page_id]
        loader.want(Reference(Page, key) for key in pages)
        page = loader.get(Reference(Page, self.redirect_page_id))
        return full_address(page, loader.viewer) if page else None

    def resolve_permanent(self: Redirect, info: GraphQLResolveInfo) -> bool:
        return self.is_permanent


class RedirectFilter(Filter):
    """Which redirects a list holds."""

    old_path = Condition(
        several(graphene.String),
        "From any of these paths.",
        lambda paths, viewer: Q(old_path__in=[Redirect.normalise_path(path) for path in paths]),
    )
    permanent = Condition(
        graphene.Boolean,
        "Only permanent ones, or only temporary ones.",
        lambda permanent, viewer: Q(is_permanent=permanent),
    )


connection(
    "redirects",
    Redirect,
    noun="Redirect",
    description="Redirects of the site that lead to an address or to a visible page.",
    filters=RedirectFilter,
    orders=Orders(
        "RedirectOrder", Sort("OLD_PATH", text("old_path"), "Path, A to Z.", "Path, Z to A."), default="OLD_PATH_ASC"
    ),
    node=RedirectType,
)
