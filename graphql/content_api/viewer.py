"""Who asks: what a request may see, and from which site and locale.

A request has one viewer for each root field, because ``site`` and ``locale`` are arguments of root fields, which are
executed one after the other.
The Host header decides nothing: the API may be reached under any name (a CDN's, a container's).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model, Q
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Site

from .territory import Ground, Territory, read_territory

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


@dataclass(frozen=True)
class Reach:
    """How much of what is public a client is shown; the same for all root fields of a request.

    It is written in language codes and labels of models rather than in keys: what no longer exists then matches
    nothing, and a limit can never turn into none.
    """

    site: int | None = None  # primary key of the site that is meant where no argument names one; else the default one
    locales: tuple[str, ...] | None = None  # language codes of what is shown; ``None`` for all
    page_types: tuple[str, ...] | None = None  # such as "articles.ArticlePage"; ``None`` for all
    preview: int | None = None  # primary key of the link whose draft is shown; for whoever came by such a link
    issues: bool = False  # whether newsletter issues are shown that are not published: drafts, scheduled ones


PUBLIC_REACH = Reach()


@dataclass(frozen=True)
class Draft:
    """What the viewer of a preview sees besides what is public: one page, and the facts that its draft chooses.

    ``facts`` are labels of models with primary keys.
    """

    page: int
    facts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Viewer:
    """A reader of one site.

    ``site`` is ``None`` where no site exists; such a viewer sees no page.
    ``locale`` is the language code that texts are wanted in, ``""`` for the default locale.
    ``reach`` bounds what is seen. ``draft`` is what a preview adds to it.
    """

    site: Site | None
    locale: str = ""
    reach: Reach = PUBLIC_REACH
    draft: Draft | None = None
    given_territory: Territory | None = field(default=None, compare=False, repr=False)

    @cached_property
    def territory(self) -> Territory:
        """Sites, languages and closed places as this viewer finds them: read once, then kept."""
        return self.given_territory or read_territory()

    @property
    def ground(self) -> Ground | None:
        """The viewer's site with its roots."""
        return self.territory.ground_of(self.site) if self.site else None

    @property
    def site_root_paths(self) -> tuple[str, ...]:
        """Tree paths of the site's root page and of its translations, which Wagtail keeps beside it."""
        ground = self.ground
        return tuple(root.path for root in ground.roots) if ground else ()

    @cached_property
    def sight(self) -> Hashable:
        """All that decides what this viewer sees, besides what is stored in the rows themselves."""
        territory = self.territory
        return (
            self.site.pk if self.site else None,
            self.site_root_paths,
            tuple(territory.languages.items()),
            territory.closed_pages,
            territory.hidden_aliases,
            territory.closed_collections,
            self.reach.locales,
            self.reach.page_types,
            self.reach.issues,
            self.draft,
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Language codes in which texts are shown, the wanted one first.

        A client that is not shown the default language has the first one of its own in its place.
        """
        allowed = self.reach.locales
        default = default_locale()
        if allowed and default not in allowed:
            default = allowed[0]
        wanted = dict.fromkeys(filter(None, (self.locale, default)))
        return tuple(language for language in wanted if allowed is None or language in allowed)

    @property
    def allowed_locales(self) -> list[int] | None:
        """Primary keys of the locales whose content is shown; ``None`` for all."""
        return None if self.reach.locales is None else self.territory.locale_ids(*self.reach.locales)

    def drafted(self, model: type[Model]) -> Q:
        """The rows of ``model`` that are shown although they may not be live: those of the preview, else none."""
        if self.draft is None:
            return Q(pk__in=[])
        label = model._meta.label
        return Q(pk__in=[key for name, key in self.draft.facts if name == label])

    def in_locale(self, locale: str) -> Viewer:
        return replace(self, locale=locale, given_territory=self.territory)


def default_viewer(territory: Territory | None = None, reach: Reach = PUBLIC_REACH) -> Viewer:
    """The viewer of a root field that names no site: that of the client's site, else of the default one."""
    territory = territory or read_territory()
    site = territory.default_site if reach.site is None else territory.site(reach.site)
    return Viewer(site=site, reach=reach, given_territory=territory)


def default_locale() -> str:
    """Language code that texts fall back to: that of Wagtail's default locale, told without asking the database."""
    return str(get_supported_content_language_variant(settings.LANGUAGE_CODE))


def viewer_for(info: GraphQLResolveInfo) -> Viewer:
    """The viewer of the root field that ``info`` lies below."""
    context = info.context
    if context.viewer is None:
        context.viewer = default_viewer(context.territory, context.reach)
    viewer: Viewer = context.viewer
    return viewer


def set_viewer(info: GraphQLResolveInfo, viewer: Viewer) -> None:
    """Let everything below the root field of ``info`` be seen by ``viewer``. For resolvers of root fields."""
    info.context.see_as(viewer)
