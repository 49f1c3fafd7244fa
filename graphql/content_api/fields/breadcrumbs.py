"""``breadcrumbs``: the way down to a page."""

from __future__ import annotations

from typing import Any

import graphene

from ..seo.breadcrumbs import Crumb, breadcrumbs_for
from ..viewer import Viewer


class Breadcrumb(graphene.ObjectType):
    """One page on the way from the site's home page down to a page."""

    title = graphene.String(required=True, description="The page's title as readers see it.")
    url = graphene.String(description="Path on the site where one site exists, else the full address.")
    full_url = graphene.String(description="Address of the page on its site's frontend.")


def breadcrumbs_field() -> graphene.List:
    return graphene.List(
        graphene.NonNull(Breadcrumb),
        required=True,
        description="The way from the site's home page down to this page, this page last. Hidden pages are left out.",
    )


def resolve_breadcrumbs(page: Any, viewer: Viewer) -> list[Crumb]:
    return breadcrumbs_for([page], viewer)[page.pk]
