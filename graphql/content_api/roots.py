"""Root fields that apps bring along.

An app declares its part of the schema in its ``schema.py``::

    @root_fields
    class FrameworkQuery:
        framework = graphene.Field(...)

        def resolve_framework(self, info, ...): ...

The modules named ``schema`` of all installed apps are imported before the schema is built.
"""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules

_mixins: list[type] = []


def root_fields(mixin: type) -> type:
    """Add the fields of the class ``mixin``, with their ``resolve_`` methods, to the root type of the schema."""
    _mixins.append(mixin)
    return mixin


def all_root_fields() -> tuple[type, ...]:
    """The classes that apps have registered, in the order of ``INSTALLED_APPS``."""
    autodiscover_modules("schema")
    return tuple(_mixins)
