"""The interfaces that Grapple puts on every page and snippet type, with Grapple's names and our resolvers.

Only what stands here or in a model's ``graphql_fields`` is in the schema. Draft titles, locks, schedules, owners,
aliases and tree paths are not.
"""

from __future__ import annotations

from typing import Any, ClassVar

import graphene
from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo
from grapple.registry import registry
from wagtail.models import Page

from ..addresses import address, full_address
from ..lookahead import Loader, loader_for
from ..lookahead.columns import reads_columns
from ..lookahead.references import model_of
from ..seo.canonical import Canonical, canonical_for
from ..viewer import viewer_for
from .alternates import alternates_field, resolve_alternates
from .breadcrumbs import breadcrumbs_field, resolve_breadcrumbs
from .page_lists import PageList
from .page_tree import list_below, parent_of, translations_of
from .seo import resolve_seo, seo_field

# Grapple keeps the interfaces of a type in a set, so what several of them say about a field must be the same.
CONTENT_TYPE = "Its model, such as `articles.ArticlePage`."


def plain_page_type() -> type[graphene.ObjectType]:
    """The type of pages whose model has no type of its own."""
    # Grapple's module builds its type from the interface below, so it cannot be imported before this one is.
    from grapple.types.pages import Page as PlainPage

    plain: type[graphene.ObjectType] = PlainPage
    return plain


def page_models() -> list[type[Model]]:
    """The page models that have a GraphQL type of their own."""
    # Grapple's registry holds Wagtail's plain page under its metaclass.
    return [model for model in registry.pages if issubclass(model, Page)]


def page_type_of(page: Page) -> type[graphene.ObjectType]:
    """The GraphQL type of a page."""
    return page_type_of_model(model_of(page))


def page_type_of_model(model: type[Model]) -> type[graphene.ObjectType]:
    """The GraphQL type of the pages of a model."""
    return registry.pages.get(model) or plain_page_type()


def content_type_of(instance: Any) -> str:
    """``app.Model``, as the argument ``contentType`` takes it."""
    model = model_of(instance) if isinstance(instance, Page) else type(instance)
    return f"{model._meta.app_label}.{model.__name__}"


class PageInterface(graphene.Interface):
    """What every page has, whatever its type."""

    in_every_page: ClassVar[set[str]]

    id = graphene.ID(description="Number of the page in this installation; prefer `uid` where data moves.")
    title = graphene.String(required=True, description="The page's title as readers see it.")
    slug = graphene.String(required=True, description="Last part of the page's path.")
    content_type = graphene.String(required=True, description=CONTENT_TYPE)
    page_type = graphene.String(description="Name of the page's GraphQL type.")
    live = graphene.Boolean(
        required=True, description="Always true outside of a preview: what is not live cannot be reached."
    )
    url = graphene.String(description="Path on the site where one site exists, else the full address.")
    full_url = graphene.String(description="Address of the page on its site's frontend.")
    canonical_url = graphene.String(description="Address for search engines; that of the source for an alias.")
    url_path = graphene.String(required=True, description="Slugs from the tree's root down, the site's root included.")
    locale = graphene.String(required=True, description="Language code of the page, such as `en` or `zh-hans`.")
    depth = graphene.Int(description="Level in the page tree; a site's home page has 2.")
    seo_title = graphene.String(required=True, description="Title for search engines; the page's title if none is set.")
    search_description = graphene.String(required=True, description="Summary for search engines; empty if none is set.")
    show_in_menus = graphene.Boolean(required=True, description="Whether editors want the page in menus.")
    first_published_at = graphene.DateTime(description="When the page was published first.")
    last_published_at = graphene.DateTime(description="When the page was published last.")
    search_score = graphene.Float(description="Weight of the page among the hits, where it is one.")
    parent = graphene.Field(lambda: PageInterface, description="The page above, unless it is hidden.")
    children = PageList(lambda: PageInterface, description="Pages directly below.")
    siblings = PageList(lambda: PageInterface, description="Pages with the same parent, this one left out.")
    next_siblings = PageList(lambda: PageInterface, description="Siblings after this page.")
    previous_siblings = PageList(lambda: PageInterface, description="Siblings before this page, nearest first.")
    descendants = PageList(lambda: PageInterface, description="All pages below.")
    ancestors = PageList(lambda: PageInterface, description="Pages above, from the site's home page down.")
    translations = graphene.List(
        graphene.NonNull(lambda: PageInterface), required=True, description="The page in other languages."
    )
    alternates = alternates_field()
    breadcrumbs = breadcrumbs_field()
    seo = seo_field()

    @classmethod
    def resolve_type(cls, instance: Page, info: GraphQLResolveInfo) -> type[graphene.ObjectType]:
        return page_type_of(instance)

    @reads_columns()
    def resolve_content_type(self: Page, info: GraphQLResolveInfo) -> str:
        return content_type_of(self)

    @reads_columns()
    def resolve_page_type(self: Page, info: GraphQLResolveInfo) -> str:
        return str(page_type_of(self)._meta.name)

    @reads_columns()
    def resolve_url(self: Page, info: GraphQLResolveInfo) -> str | None:
        return address(self, viewer_for(info))

    @reads_columns()
    def resolve_full_url(self: Page, info: GraphQLResolveInfo) -> str | None:
        return full_address(self, viewer_for(info))

    def resolve_canonical_url(self: Page, info: GraphQLResolveInfo) -> str | None:
        return canonical_address(self, loader_for(info))

    @reads_columns()
    def resolve_locale(self: Page, info: GraphQLResolveInfo) -> str:
        return viewer_for(info).territory.languages[self.locale_id]

    @reads_columns("seo_title")
    def resolve_seo_title(self: Page, info: GraphQLResolveInfo) -> str:
        return self.seo_title or self.title

    def resolve_search_score(self: Page, info: GraphQLResolveInfo) -> float | None:
        return getattr(self, "search_score", None)

    def resolve_parent(self: Page, info: GraphQLResolveInfo) -> Page | None:
        return parent_of(self, loader_for(info))

    def resolve_children(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "children", **arguments)

    def resolve_siblings(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "siblings", **arguments)

    def resolve_next_siblings(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "next_siblings", **arguments)

    def resolve_previous_siblings(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "previous_siblings", **arguments)

    def resolve_descendants(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "descendants", **arguments)

    def resolve_ancestors(self: Page, info: GraphQLResolveInfo, **arguments: Any) -> list[Page]:
        return list_below(self, info, "ancestors", **arguments)

    def resolve_translations(self: Page, info: GraphQLResolveInfo) -> list[Page]:
        return translations_of(self, loader_for(info))

    def resolve_alternates(self: Page, info: GraphQLResolveInfo) -> Any:
        return resolve_alternates(self, loader_for(info))

    def resolve_breadcrumbs(self: Page, info: GraphQLResolveInfo) -> Any:
        return resolve_breadcrumbs(self, loader_for(info))

    def resolve_seo(self: Page, info: GraphQLResolveInfo) -> Any:
        return resolve_seo(self, loader_for(info))


# Fields of every page that need more than the table of all pages.
PageInterface.in_every_page = {"__typename"} | {
    to_camel_case(name) for name in PageInterface._meta.fields if name not in {"canonical_url", "seo"}
}


def canonical_address(page: Page, loader: Loader) -> str:
    """The address that search engines should keep: the editor's choice, an alias's source's, its own."""
    canonical: Canonical = loader.once(
        page, "canonical", lambda pages, loader: canonical_for(pages, loader.viewer), of_any_type=True
    )
    return canonical.chosen


class SnippetInterface(graphene.Interface):
    """What every snippet has."""

    uid = graphene.String(required=True, description="Identity that survives export, import and renames.")
    snippet_type = graphene.String(required=True, description="Name of the snippet's model.")
    content_type = graphene.String(required=True, description=CONTENT_TYPE)

    @classmethod
    def resolve_type(cls, instance: Any, info: GraphQLResolveInfo) -> type[graphene.ObjectType]:
        snippet_type: type[graphene.ObjectType] = registry.snippets[type(instance)]
        return snippet_type

    def resolve_snippet_type(self: Any, info: GraphQLResolveInfo) -> str:
        return type(self).__name__

    def resolve_content_type(self: Any, info: GraphQLResolveInfo) -> str:
        return content_type_of(self)


class ContentInterface(graphene.Interface):
    """What pages and snippets with a lasting identity have."""

    # Models take it on with ``graphql_interfaces``.
    uid = graphene.String(required=True, description="Identity that survives export, import and renames.")
    content_type = graphene.String(required=True, description=CONTENT_TYPE)

    @classmethod
    def resolve_type(cls, instance: Any, info: GraphQLResolveInfo) -> type[graphene.ObjectType]:
        if isinstance(instance, Page):
            return page_type_of(instance)
        return SnippetInterface.resolve_type(instance, info)
