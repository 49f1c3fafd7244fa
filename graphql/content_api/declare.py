"""Words for ``graphql_fields`` beside Grapple's own.

Grapple's collections bring free ``order`` and search arguments and cut silently at ten; its rich text is rendered
with links to pages that nobody may see. These declare plain lists, single objects, safe HTML, enums and dates. What
they answer passes ``visible()`` at the door (see ``doors.py``), like every other field.

A method that reads StreamFields of its model names them in ``reads``, so that they come with the row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import graphene
from django.apps import apps
from django.db.models import Model, TextChoices
from django.utils.module_loading import import_string
from grapple.models import GraphQLField
from grapple.registry import registry
from grapple.types.interfaces import get_page_interface
from grapple.types.rich_text import RichText as GrappleRichText
from wagtail.blocks import StructValue

from .fields.rich_text import Html, RichText, StoredRichText, source_of

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

Declaration = Callable[[], Any]


def GraphQLObject(name: str, model: str, **options: Any) -> Declaration:  # noqa: N802
    """One related object, or null where there is none or it is hidden."""
    return _declare(name, lambda: _type_of(model), **options)


def GraphQLList(name: str, model: str, **options: Any) -> Declaration:  # noqa: N802
    """All related objects that are visible, without arguments and without a cut.

    ``source`` names the relation where it is not called as the field, or a way through one relation to the objects
    of the next, such as ``article_authors.author``. Foreign keys in ``joins`` are loaded by the same query.
    """
    return _declare(name, lambda: _type_of(model), many=True, **options)


def GraphQLPages(name: str, **options: Any) -> Declaration:  # noqa: N802
    """Visible pages of any type, from a queryset or a method."""
    return _declare(name, get_page_interface, many=True, **options)


def GraphQLHtml(name: str, *, description: str, required: bool = False) -> list[Declaration]:  # noqa: N802
    """Rich text twice: as the scalar ``name``, for Grapple's clients, and as ``<name>RichText`` in all its forms.

    The second is null where the text is empty, unless it is ``required``. Works for fields of models and blocks alike.
    """

    def resolve(source: Any, info: GraphQLResolveInfo) -> StoredRichText | None:
        struct = source if isinstance(source, Model | StructValue) else source.value
        text = source_of((getattr(struct, name) if isinstance(struct, Model) else struct.get(name)) or "")
        return StoredRichText(text) if text or required else None

    return [
        # Grapple turns a rich text field into HTML, links to hidden pages included, unless it takes the type for its
        # own.
        _declare(
            name, Html, type_for_grapple=GrappleRichText, required=required, description=f"{description} As HTML."
        ),
        _declare(f"{name}_rich_text", RichText, resolver=resolve, required=required, description=description),
    ]


def GraphQLStrings(name: str, **options: Any) -> Declaration:  # noqa: N802
    """A list of texts."""
    return _declare(name, graphene.String, many=True, **options)


def GraphQLDate(name: str, **options: Any) -> Declaration:  # noqa: N802
    """A day, ISO 8601."""
    return _declare(name, graphene.Date, **options)


def GraphQLDateTime(name: str, **options: Any) -> Declaration:  # noqa: N802
    """A moment, ISO 8601 with offset."""
    return _declare(name, graphene.DateTime, **options)


def GraphQLChoice(name: str, choices: type[TextChoices], **options: Any) -> Declaration:  # noqa: N802
    """A choice field as an enum; an empty value is null."""
    return _declare(name, enum_of(choices), **options)


def GraphQLBlocks(name: str, stream_block: str, **options: Any) -> Declaration:  # noqa: N802
    """A StreamField as a list of the union of its blocks; ``stream_block`` is a dotted path."""
    return _declare(name, lambda: registry.streamfield_blocks[import_string(stream_block)], many=True, **options)


def GraphQLStructs(name: str, struct_block: type, **options: Any) -> Declaration:  # noqa: N802
    """Inside a block: a list of structs, each of the struct's own type."""
    return _declare(name, lambda: registry.streamfield_blocks[struct_block], many=True, **options)


def GraphQLTranslated(name: str, **options: Any) -> Declaration:  # noqa: N802
    """A ``TranslatedText`` in the viewer's locale."""
    return _declare(name, graphene.String, source=f"{name}_for_viewer", **options)


def GraphQLTextLocale() -> Declaration:  # noqa: N802
    """The language that the texts of the answer are in."""
    return _declare(
        "locale",
        graphene.String,
        source="text_locale",
        description="Language code of the texts in this answer; the default locale's where a text is missing.",
    )


def GraphQLComputed(  # noqa: N802
    name: str, graphql_type: Any, arguments: dict[str, graphene.Argument], **options: Any
) -> Declaration:
    """What a method of the model makes of its arguments; it is called with ``info`` and them by name."""
    return _declare(name, graphql_type, arguments=arguments, **options)


@cache
def enum_of(choices: type[TextChoices]) -> type[graphene.Enum]:
    """The GraphQL enum of a ``TextChoices``; values are described by their labels."""

    def description(member: Any) -> str:
        return str(choices(member.value).label) if member else (choices.__doc__ or choices.__name__)

    enum: type[graphene.Enum] = graphene.Enum.from_enum(choices, description=description)
    return enum


def _declare(
    name: str,
    field_type: Any,
    *,
    description: str,
    many: bool = False,
    required: bool = False,
    source: str = "",
    joins: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
    arguments: dict[str, graphene.Argument] | None = None,
    type_for_grapple: Any = None,
    resolver: Callable[..., Any] | None = None,
) -> Declaration:
    def declaration() -> tuple[GraphQLField, Callable[[Any], graphene.Field]]:
        field = GraphQLField(name, type_for_grapple or field_type, source=source or name, description=description)
        field.joins = joins
        field.reads = reads

        def wrap(inner: Any) -> graphene.Field:
            if type_for_grapple:
                inner = field_type
            if many:
                inner = graphene.List(graphene.NonNull(inner))
            return graphene.Field(
                inner, required=many or required, description=description, args=arguments, resolver=resolver
            )

        return field, wrap

    return declaration


def _type_of(model: str) -> Any:
    return registry.models[apps.get_model(model)]
