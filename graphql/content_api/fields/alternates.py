"""``alternates``: a page's addresses in all languages."""

from __future__ import annotations

from typing import Any

import graphene

from ..lookahead import Loader
from ..seo.alternates import AlternatePage, alternates_for


class Alternate(graphene.ObjectType):
    """The address of a page in one language, as `<link rel="alternate" hreflang="…" href="…">` wants it."""

    locale = graphene.String(required=True, description="Language code of the page, such as `zh-hans`.")
    hreflang = graphene.String(required=True, description="The language as BCP 47 writes it, such as `zh-Hans`.")
    url = graphene.String(description="Path on the site where one site exists, else the full address.")
    full_url = graphene.String(description="Address of the page on its site's frontend.")
    is_default = graphene.Boolean(
        required=True,
        description='Whether the address is also the one for readers of all other languages: `hreflang="x-default"`.',
    )


def alternates_field() -> graphene.List:
    return graphene.List(
        graphene.NonNull(Alternate),
        required=True,
        description="This page and its translations, for `hreflang`, by language code. Aliases are left out; "
        "an alias answers what its source does.",
    )


def resolve_alternates(page: Any, loader: Loader) -> list[AlternatePage]:
    found: list[AlternatePage] = loader.once(
        page, "alternates", lambda pages, loader: alternates_for(pages, loader.viewer), of_any_type=True
    )
    return found
