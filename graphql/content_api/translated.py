"""Texts of snippets: one row of facts, one row of texts for each locale.

A status or a date is true in every language and stored once; names and sentences stand in an inline child per
locale, reached as ``texts``. A missing text falls back to the default locale, and the API says which it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from .lookahead import Loader, loader_for
from .lookahead.columns import Columns
from .lookahead.drafted import drafted
from .touched import depends_on
from .viewer import Viewer, default_locale, viewer_for
from .visibility import visible

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


class TextBase(models.Model):
    """The texts of one object in one locale. Subclasses add the texts and a parental key named ``texts``."""

    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class TranslatedTexts:
    """Mixin for a model with a child relation ``texts``."""

    def text_locale(self, info: GraphQLResolveInfo) -> str | None:
        """Language code of the texts that this viewer is shown."""
        text = self.text_for_viewer(info)
        return viewer_for(info).territory.languages[text.locale_id] if text else None

    def text_for_viewer(self, info: GraphQLResolveInfo) -> Any:
        """The texts that this viewer is shown, found for all objects that were loaded together."""
        viewer = viewer_for(info)

        def texts(instances: list[Any], loader: Loader) -> dict[Any, Any]:
            return texts_of(instances, viewer, loader)

        return loader_for(info).once(self, ("texts", viewer.locale), texts)


class TranslatedText:
    """A text of ``texts``, read as an attribute in the default locale.

    It adds the method ``<name>_for_viewer(info)`` to the model, which the API calls.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

        def for_viewer(instance: TranslatedTexts, info: GraphQLResolveInfo) -> str | None:
            return getattr(instance.text_for_viewer(info), name, None) or None

        setattr(owner, f"{name}_for_viewer", for_viewer)

    def __get__(self, instance: TranslatedTexts | None, owner: type) -> Any:
        if instance is None:
            return self
        return getattr(text_in(instance, default_locale()), self.name, "")


def text_in(instance: Any, *language_codes: str) -> Any:
    """The texts of ``instance`` in the first of the languages that has any, else ``None``."""
    by_language = {text.locale.language_code: text for text in _texts(instance)}
    return next((by_language[code] for code in language_codes if code in by_language), None)


def texts_of(instances: list[Any], viewer: Viewer, loader: Loader) -> dict[Any, Any]:
    """The texts of each of ``instances`` by its primary key, in the first of the viewer's languages that has any."""
    field = type(instances[0])._meta.get_field("texts")
    locales = viewer.territory.locale_ids(*viewer.languages)
    link = field.remote_field.attname
    columns = Columns(field.related_model)

    def texts(keys: list[Any]) -> Any:
        stored = field.related_model._default_manager.filter(**{f"{link}__in": keys, "locale__in": locales})
        return visible(stored, viewer, known=field.remote_field.name).order_by().values_list(*columns.names)

    stored = [instance.pk for instance in instances if drafted(instance, "texts") is None]
    with depends_on():  # texts are part of the instances
        found = loader.by_keys((columns, *locales), stored, texts)
    rows = list(columns.instances(found))
    rows += [text for one in instances for text in drafted(one, "texts") or () if text.locale_id in locales]
    rows.sort(key=lambda row: locales.index(row.locale_id), reverse=True)
    return {getattr(row, link): row for row in rows}


def _texts(instance: Any) -> Iterable[Any]:
    texts = instance.texts.all()
    is_unread = isinstance(texts, models.QuerySet) and texts._result_cache is None
    return texts.select_related("locale") if is_unread else texts
