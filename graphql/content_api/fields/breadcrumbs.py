"""``breadcrumbs``: the way down to a page."""

from __future__ import annotations

from typing import Any

import graphene

from ..lookahead import Loader
from ..seo.breadcrumbs import Crumb, breadcrumbs_for


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


def resolve_breadcrumbs(page: Any, loader: Loader) -> list[Crumb]:
    found: list[Crumb] = loader.once(
        page, "breadcrumbs", lambda pages, loader: breadcrumbs_for(pages, loader.viewer), of_any_type=True
    )
    return found
