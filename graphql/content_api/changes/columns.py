"""What a row of the log says of an object, as expressions, so that the database writes the rows by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateTimeField,
    Expression,
    F,
    IntegerField,
    Max,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Left, Length, Replace, Substr, Trim
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from ..territory import Territory
from ..viewer import default_locale
from .public import references_from, references_to
from .subjects import corrections_of, many_to_many, subject_of
from .tags import REFERRERS, list_tag, word_for

# Named so that no field of a model has the same name.
TEXTS = (
    "of_object_type",
    "of_locale",
    "of_path",
    "of_own_tags",
    "of_reference_tags",
    "of_referrer_tags",
)
LONGEST_TAGS = 2_000  # characters; beyond that a change touches everything


class Joined(Aggregate):
    """Texts in one, separated by spaces."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def columns_of(subject: type[Model], territory: Territory) -> dict[str, Expression]:
    """The columns of a queryset of ``subject``: ``of_key``, ``of_uid``, ``TEXTS`` and those about corrections."""
    is_page = subject is Page
    return {
        "of_key": Cast(F("pk"), BigIntegerField()),
        "of_object_type": _text(F("content_type__model") if is_page else Value(str(subject._meta.model_name))),
        "of_uid": _uid(subject),
        "of_locale": _text(F("locale__language_code") if _has(subject, "locale") else Value("")),
        "of_path": _text(_path(subject, territory)),
        "of_own_tags": _text(_own_tags(subject)),
        "of_reference_tags": _together(_tags_of_targets(references_from(subject)), *_tags_of_chosen(subject)),
        "of_referrer_tags": _together(_tags_of_sources(references_to(subject)), *_tags_of_choosing(subject)),
        **_of_corrections(subject),
    }


def _text(expression: Any) -> Expression:
    return Cast(expression, TextField())


def _uid(subject: type[Model]) -> Expression:
    nothing = Cast(Value(None), UUIDField())
    if subject is not Page:
        return Coalesce(F("uid"), nothing) if _has(subject, "uid") else nothing
    models = [model for model in apps.get_models() if Page in model._meta.parents and _has(model, "uid")]
    return Coalesce(*(F(f"{model._meta.model_name}__uid") for model in models), nothing, nothing)


def _of_corrections(subject: type[Model]) -> dict[str, Any]:
    """How many corrections the object has, and the latest moment of one.

    Aliases, whose rows are made anew with each change, have none.
    """
    corrections = corrections_of(subject)
    if corrections is None:
        return {"of_corrections": Value(0), "of_corrected_at": Cast(Value(None), DateTimeField())}
    rows: QuerySet[Any, Any] = corrections.model._base_manager.order_by()
    rows = rows.filter(**{corrections.relation: OuterRef("pk")})
    if subject is Page:
        rows = rows.filter(**{f"{corrections.relation}__alias_of": None})
    counted = rows.values(corrections.relation).annotate(many=Count("pk"), latest=Max(corrections.moment))
    return {
        "of_corrections": Coalesce(Subquery(counted.values("many")), Value(0)),
        "of_corrected_at": Subquery(counted.values("latest")),
    }


def _path(subject: type[Model], territory: Territory) -> Any:
    """As ``addresses.address`` tells it, without percent encoding, which no database knows."""
    is_only_site = len(territory.grounds) == 1
    if subject is Redirect:
        return F("old_path") if is_only_site else _path_of_redirect(territory)
    if subject is not Page:
        return Value("")
    return Case(
        *(
            When(
                url_path__startswith=root.url_path,
                then=Concat(
                    Value(
                        ("" if is_only_site else ground.site.root_url)
                        + ("/" if root.language == default_locale() else f"/{root.language}/")
                    ),
                    Substr("url_path", len(root.url_path) + 1),
                ),
            )
            for ground in territory.grounds
            for root in ground.roots
        ),
        default=Value(""),
        output_field=TextField(),
    )


def _path_of_redirect(territory: Territory) -> Any:
    """A full address where it holds on one of several sites only."""
    return Case(
        *(
            When(site_id=ground.site.pk, then=Concat(Value(ground.site.root_url), F("old_path")))
            for ground in territory.grounds
        ),
        default=F("old_path"),
        output_field=TextField(),
    )


def _own_tags(subject: type[Model]) -> Expression:
    key = Cast("pk", CharField())
    if subject is not Page:
        return Concat(Value(f"{word_for(subject)}:"), key, Value(f" {list_tag(subject)}"), output_field=TextField())
    pages: Any = Page
    parent = pages.objects.order_by().filter(
        path=Left(OuterRef("path"), Length(OuterRef("path")) - Value(pages.steplen), output_field=CharField())
    )
    return Concat(
        Value("page:"),
        key,
        Value(f" {list_tag(Page)} "),
        F("content_type__model"),
        Value(":list page:"),
        Cast(Subquery(parent.values("pk")[:1], output_field=IntegerField()), CharField()),
        Value(f":{REFERRERS} translations:"),
        Replace(Cast("translation_key", CharField()), Value("-"), Value("")),
        Value(" slug:"),
        F("slug"),
        output_field=TextField(),
    )


def _tags_of_targets(references: QuerySet[Any]) -> Expression:
    """``topic:7:refs`` for each object that is referred to."""
    tag = Concat(
        F("to_content_type__model"), Value(":"), F("to_object_id"), Value(f":{REFERRERS}"), output_field=TextField()
    )
    return _joined(references.values("base_content_type"), tag)


def _tags_of_sources(references: QuerySet[Any]) -> Expression:
    """``page:5`` for each object that refers to this one."""
    tag = Concat(F("base_content_type__model"), Value(":"), F("object_id"), output_field=TextField())
    return _joined(references.values("to_content_type"), tag)


def _tags_of_chosen(subject: type[Model]) -> Iterator[Expression]:
    """The same for many-to-many relations, which Wagtail's index leaves out."""
    for field in many_to_many():
        if subject_of(field.model) is subject:
            rows = field.remote_field.through._default_manager.order_by()
            source, target = field.m2m_column_name(), field.m2m_reverse_name()
            tag = Concat(Value(f"{word_for(field.related_model)}:"), Cast(target, CharField()), Value(f":{REFERRERS}"))
            yield _joined(rows.filter(**{source: OuterRef("pk")}).values(source), tag)


def _tags_of_choosing(subject: type[Model]) -> Iterator[Expression]:
    for field in many_to_many():
        if subject_of(field.related_model) is subject:
            rows = field.remote_field.through._default_manager.order_by()
            source, target = field.m2m_column_name(), field.m2m_reverse_name()
            tag = Concat(Value(f"{word_for(field.model)}:"), Cast(source, CharField()))
            yield _joined(rows.filter(**{target: OuterRef("pk")}).values(target), tag)


def _together(first: Expression, *others: Expression) -> Expression:
    """All of the texts, separated by spaces."""
    parts = [part for other in others for part in (Value(" "), other)]
    return Trim(Concat(first, *parts, output_field=TextField())) if parts else first


def _joined(grouped: QuerySet[Any, Any], tag: Expression) -> Expression:
    tags = grouped.annotate(joined=Joined(tag)).values("joined")
    return Coalesce(Subquery(tags, output_field=TextField()), Value(""), output_field=TextField())


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)
