"""The root field ``preview``: the draft that a preview's token opens, as readers will see it."""

from __future__ import annotations

from dataclasses import replace

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Page, Site

from ..lookahead import loader_for
from ..previews.drafts import page_of
from ..previews.showing import find_facts, show
from ..territory import Territory
from ..viewer import default_viewer, set_viewer
from .interfaces import PageInterface


class PreviewQuery:
    """Drafts, one for each token."""

    preview = graphene.Field(
        PageInterface,
        description="The draft of the page that the token was made for, with everything that a published page has, in "
        "the page's language; facts that it chooses are shown with their drafts. Null without a preview's token. All "
        "else in the request is what the public sees.",
    )

    def resolve_preview(self, info: GraphQLResolveInfo) -> Page | None:
        key = info.context.reach.preview
        page = None if key is None else page_of(key)
        if page is None:
            return None
        territory: Territory = info.context.territory
        draft, facts = find_facts(page)
        public = default_viewer(territory, info.context.reach)
        viewer = replace(public, site=_site_of(page, territory) or public.site, draft=draft)
        set_viewer(info, viewer.in_locale(territory.languages[page.locale_id]))
        show(page, facts, loader_for(info))
        return page


def _site_of(page: Page, territory: Territory) -> Site | None:
    grounds = territory.grounds
    return next((one.site for one in grounds if any(page.path.startswith(root.path) for root in one.roots)), None)
