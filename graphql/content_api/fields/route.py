"""``route``: what stands at a path, in one trip: a page, a redirect or nothing."""

from __future__ import annotations

from dataclasses import dataclass

import graphene
from django.db.models import F, Q
from graphql import GraphQLResolveInfo
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from ..addresses import full_address, locate
from ..changes.tags import path_tag
from ..lookahead import Loader, Reference, loader_for
from ..touched import depends_on
from ..viewer import Viewer, set_viewer
from .interfaces import PageInterface
from .page_tree import translations_of
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter


class RouteStatus(graphene.Enum):
    """What a frontend has to do with the path."""

    FOUND = "found"
    REDIRECT = "redirect"
    NOT_FOUND = "not-found"

    @property
    def description(self) -> str:
        return {
            RouteStatus.FOUND: "Show `page`.",
            RouteStatus.REDIRECT: "Answer with a redirect to `location`.",
            RouteStatus.NOT_FOUND: "Answer 404; `alternates` may offer the page in other languages.",
        }[self]


class Route(graphene.ObjectType):
    """What stands at a path of the site."""

    status = graphene.Field(RouteStatus, required=True, description="What to do with the path.")
    page = graphene.Field(PageInterface, description="The page at the path.")
    location = graphene.String(description="Where a redirect leads: a full address or a path.")
    permanent = graphene.Boolean(description="Whether a redirect is permanent (301) or temporary (302).")
    alternates = graphene.List(
        graphene.NonNull(PageInterface),
        required=True,
        description="The page of the path in other languages than the one asked for.",
    )

    def resolve_alternates(self: Answer, info: GraphQLResolveInfo) -> list[Page]:
        if self.translated is None:
            return []
        others = translations_of(self.translated, loader_for(info))
        return others if self.page else [self.translated, *others]


@dataclass
class Answer:
    """The values behind ``Route``. ``translated`` is the page whose other languages are the alternates."""

    status: str
    page: Page | None = None
    location: str | None = None
    permanent: bool | None = None
    translated: Page | None = None


class RouteQuery:
    """Paths of the site."""

    route = graphene.Field(
        Route,
        required=True,
        description="The page or redirect at a path of the site.",
        path=graphene.String(required=True, description="Path as in the browser, such as `/articles/what-is-django/`."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_route(
        self, info: GraphQLResolveInfo, path: str, site: str | None = None, locale: str | None = None
    ) -> Answer:
        viewer = enter(info, site, locale)
        answer = answer_for(path, loader_for(info), locale=viewer.locale)
        if answer.page is not None:
            set_viewer(info, viewer.in_locale(_language(answer.page, viewer)))
        return answer


def answer_for(path: str, loader: Loader, *, locale: str = "") -> Answer:
    """Find out what stands at ``path``; the page must have the ``locale`` where one is given."""
    page = page_at(path, loader)
    if page is None:
        return _redirected(path, loader) or Answer("not-found")
    if locale in ("", _language(page, loader.viewer)):
        return Answer("found", page=page, translated=page)
    translations = translations_of(page, loader)
    wanted = next((other for other in translations if _language(other, loader.viewer) == locale), None)
    if wanted is None:
        return Answer("not-found", translated=page)
    return Answer("redirect", location=full_address(wanted, loader.viewer), permanent=False)


def page_at(path: str, loader: Loader) -> Page | None:
    """The visible page at a whole path of the viewer's site."""
    place = locate(path, loader.viewer)
    if place is None:
        return None
    with depends_on(path_tag(place.url_path)):
        return next(iter(loader.rows(Page.objects.filter(url_path=place.url_path).order_by("path"))), None)


def _language(page: Page, viewer: Viewer) -> str:
    return viewer.territory.languages[page.locale_id]


def _redirected(path: str, loader: Loader) -> Answer | None:
    old_path = Redirect.normalise_path(path)
    redirects = Redirect.objects.filter(old_path=old_path).filter(Q(site=loader.viewer.site) | Q(site__isnull=True))
    redirect = redirects.order_by(F("site").asc(nulls_last=True)).first()
    if redirect is None:
        return None
    location = redirect.redirect_link
    if redirect.redirect_page_id:
        target = loader.get(Reference(Page, redirect.redirect_page_id))
        location = full_address(target, loader.viewer) if target else None
    if not location:
        return None
    return Answer("redirect", location=location, permanent=redirect.is_permanent)
