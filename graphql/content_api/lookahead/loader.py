"""The loader: every visible row once a request, and siblings together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.db.models import Model, QuerySet
from wagtail.models import Page

from ..statements import rows_by_lists
from ..touched import depends_on
from ..viewer import Viewer
from ..visibility import visible
from .columns import Columns, leaves_out_columns
from .peers import refresh_peers, take_columns
from .references import Key, Reference, identity_of, images_of, key_of, model_of, reference_to, references_in

# A search within a list answers at most this many hits, before those that the viewer may not see are taken out.
MOST_HITS = 1_000

BatchFunction = Callable[[list[Any], "Loader"], dict[Key, Any]]


class Siblings:
    """Rows that were loaded together, and what has been found out for all of them at once."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows
        self.replaced: list[Any] = []  # pages that stand among the rows with their own fields now
        self.results: dict[Hashable, dict[Key, Any]] = {}
        self.announced: set[Hashable] = set()


class Loader:
    """Loads what one viewer may see. Lives as long as one request.

    ``check`` is called before each query and may end the request.
    """

    def __init__(self, viewer: Viewer, check: Callable[[], None] = lambda: None) -> None:
        self.viewer = viewer
        self.rendered: dict[str, Any] = {}  # texts by what is stored of them
        self._check = check
        self._is_looking_ahead: bool = settings.GRAPHQL_LOOKAHEAD
        self._found: dict[tuple[type[Model], Key], Any] = {}
        self._groups: dict[int, Siblings] = {}  # by the identity of each row, which its group keeps alive
        self._missing: set[tuple[type[Model], Key]] = set()
        self._wanted: dict[type[Model], set[Reference]] = defaultdict(set)
        self._hits: dict[tuple[type[Model], str, str], list[Key]] = {}

    @property
    def touched(self) -> Iterator[tuple[type[Model], Key]]:
        """What has been found, and what was looked for and is hidden or gone."""
        yield from self._found
        yield from self._missing

    def rows(self, queryset: QuerySet[Any]) -> list[Any]:
        """The visible rows of ``queryset`` in its order."""
        return self.visible_rows(visible(queryset, self.viewer))

    def visible_rows(self, queryset: QuerySet[Any], columns: Columns | None = None) -> list[Any]:
        """As ``rows()``, of a queryset that has gone through ``visible()`` and may be sliced.

        Pages come as objects of their own models where ``columns`` says so.
        """
        columns = columns or Columns(queryset.model)
        return self.adopt(columns.instances(self.evaluate(queryset.values_list(*columns.names))))

    def evaluate(self, queryset: QuerySet[Any]) -> list[Any]:
        """What ``queryset`` answers, which must have gone through ``visible()``."""
        self._check()
        return list(queryset)

    def by_keys(
        self, name: Hashable, keys: Iterable[Any], queryset_for: Callable[[list[Any]], QuerySet[Any, Any]]
    ) -> list[Sequence[Any]]:
        """What ``queryset_for(keys)``, a ``values_list()`` that has gone through ``visible()``, answers.

        It is compiled once for each ``name``, which stands for all that it depends on besides the keys and the viewer.
        """
        return self.by_lists(name, [keys], queryset_for)

    def by_lists(
        self, name: Hashable, lists: Sequence[Iterable[Any]], queryset_for: Callable[..., QuerySet[Any, Any]]
    ) -> list[Sequence[Any]]:
        """As ``by_keys()``, for any number of lists of keys, or none."""
        self._check()
        return rows_by_lists((name, self.viewer.sight), lists, queryset_for)

    def rows_by_lists(
        self,
        name: Hashable,
        lists: Sequence[Iterable[Any]],
        queryset_for: Callable[..., QuerySet[Any]],
        columns: Columns,
    ) -> list[Any]:
        """As ``visible_rows()``, of a queryset that is compiled once, as in ``by_lists()``."""
        found = self.by_lists((name, columns), lists, lambda *keys: queryset_for(*keys).values_list(*columns.names))
        return self.adopt(columns.instances(found))

    def adopt(self, rows: Iterable[Any]) -> list[Any]:
        """Make ``rows``, which are known to be visible, siblings; those that are known already stay what they are.

        A page that was known without the fields of its own model gives way to one that has them. What columns one of
        the two has been read without, it takes from the other.
        """
        rows = list(rows)
        unknown = []
        for row in rows:
            if not self.knows(row):
                unknown.append(row)
            elif isinstance(row, Page):
                take_columns(self._found[identity_of(row)], row)
        for group in [unknown] if self._is_looking_ahead else [[row] for row in unknown]:
            siblings = Siblings(group)
            for row in group:
                self._join(row, siblings)
        self.want(image for row in unknown for image in images_of(row))
        return [self._found[identity_of(row)] for row in rows]

    def knows(self, row: Model) -> bool:
        """Whether ``row`` has been found, with as much as it says itself."""
        found = self._found.get(identity_of(row))
        return found is not None and (type(found) is not Page or type(row) is Page)

    def want(self, references: Iterable[Reference]) -> None:
        """Load these together with the first of them that is needed."""
        if self._is_looking_ahead:
            for reference in references:
                self._wanted[reference.root].add(reference)

    def get(self, reference: Reference) -> Any:
        """The object, ``None`` where it is gone or hidden."""
        return next(iter(self.get_many([reference])), None)

    def get_many(self, references: Iterable[Reference]) -> list[Any]:
        """The visible ones among ``references``, in their order."""
        references = list(references)
        for root in {reference.root for reference in references if not self._is_answered(reference)}:
            self._find(root, {one for one in references if one.root is root} | self._wanted.pop(root, set()))
        found = (self._answer(reference) for reference in references)
        return [row for row in found if row is not None]

    def get_wanted_pages(self) -> None:
        """Load the pages that are wanted, before somebody asks for one of them."""
        self.get_many(self._wanted.pop(Page, set()))

    def shown(self, items: Iterable[Any]) -> list[Any]:
        """``items`` in their order: models and references only if visible, all else as it is."""
        items = [item for item in items if item is not None]
        if all(map(self._groups.__contains__, map(id, items))):
            return [self._current(item) if type(item) is Page else item for item in items]
        references = [reference_to(item) for item in items]
        self.get_many([reference for reference in references if reference])
        shown = (
            self._answer(reference) if reference else item for item, reference in zip(items, references, strict=True)
        )
        return [item for item in shown if item is not None]

    def shown_one(self, item: Any) -> Any:
        """A model or reference as in ``shown()``, ``None`` if it is not visible."""
        if id(item) in self._groups:
            return self._current(item)
        reference = reference_to(item)
        if reference is None:
            return item
        if not self._is_answered(reference):
            self.get_many([reference])
        return self._answer(reference)

    def siblings(self, row: Any, *, of_any_type: bool = False) -> list[Any]:
        """The rows that were loaded together with ``row``, itself among them; only those of its model if not said."""
        return [one for one in self._group(row).rows if of_any_type or type(one) is type(row)]

    def once(self, row: Any, name: Hashable, function: BatchFunction, *, of_any_type: bool = False) -> Any:
        """What ``function`` finds for ``row``: it is called once for all siblings, and answers by primary key.

        What every page has is found for pages ``of_any_type``; else only for the siblings of the row's own model.
        """
        results = self._group(row).results
        key = (None if of_any_type else type(row), name)
        if key not in results:
            results[key] = function(self.siblings(row, of_any_type=of_any_type), self)
            self.want(reference for value in results[key].values() for reference in references_in(value))
        return results[key].get(key_of(row))

    def unannounced(self, rows: Iterable[Any], field: Hashable) -> Iterator[Any]:
        """One row of each model in each group of siblings that has not been announced for ``field`` yet."""
        for row in rows:
            announced = self._group(row).announced
            if (type(row), field) not in announced:
                announced.add((type(row), field))
                yield row

    def specific(self, pages: Iterable[Any], is_needed: Callable[[type[Model]], bool]) -> list[Any]:
        """``pages`` with the fields of their own models, where those are needed and not loaded yet."""
        pages = list(pages)
        for page in pages:
            if type(self._current(page)) is Page and is_needed(model_of(page)):
                self._load_specific(page)
        return [self._current(page) for page in pages]

    def release(self) -> None:
        """Let go of all rows when the request is over: what reads their columns for them refers to them in a circle."""
        for row in self._found.values():
            row.__dict__.pop("refresh_from_db", None)
        self._found.clear()
        self._groups.clear()

    def search_hits(self, model: type[Model], words: str, operator: str) -> list[Key]:
        """Primary keys of what contains the words, best first and whether visible or not; asked once a request."""
        key = (model, words, operator)
        if key not in self._hits:
            self._check()
            hits: Any = model._default_manager.all()
            # django-modelsearch leaves quotation marks inside a term, where SQLite takes them for the end of it.
            found = hits.search(words.replace('"', " ").strip(), operator=operator)
            self._hits[key] = [hit.pk for hit in found[:MOST_HITS]]
        return self._hits[key]

    def _join(self, row: Any, group: Siblings) -> None:
        self._groups[id(row)] = group
        identity, model = identity_of(row), cast("Any", type(row))
        known, self._found[identity] = self._found.get(identity), row
        if leaves_out_columns(model):
            row.refresh_from_db = partial(refresh_peers, self, row)
            if known is not None:
                take_columns(row, known)

    def _load_specific(self, page: Any) -> None:
        model: Any = model_of(page)
        group = self._group(page)
        plain = [one.pk for one in group.rows if type(self._current(one)) is Page and model_of(one) is model]
        columns = Columns(model)
        with depends_on():
            found = self.by_keys(
                columns,
                plain,
                lambda keys: model._default_manager.filter(pk__in=keys).order_by().values_list(*columns.names),
            )
        for row in columns.instances(found):
            self._join(row, group)
        group.replaced += group.rows
        group.rows = [self._current(row) for row in group.rows]

    def _current(self, row: Any) -> Any:
        """``row``, or the object with the fields of its own model that has taken its place."""
        return self._found.get(identity_of(row), row) if type(row) is Page else row

    def _group(self, row: Any) -> Siblings:
        group = self._groups.get(id(row))
        if group is None:
            group = self._groups[id(row)] = Siblings([row])
        return group

    def _is_answered(self, reference: Reference) -> bool:
        identity = (reference.root, reference.key)
        return identity in self._found or identity in self._missing

    def _answer(self, reference: Reference) -> Any:
        """The row that is referred to, if it was found and is of the model that it should be of."""
        row = self._found.get((reference.root, reference.key))
        is_right = row is not None and (reference.model is reference.root or issubclass(model_of(row), reference.model))
        return row if is_right else None

    def _find(self, root: type[Model], references: set[Reference]) -> None:
        unknown = [reference for reference in references if not self._is_answered(reference)]
        keys = {reference.key for reference in unknown}
        columns = Columns.of(root, {reference.model for reference in unknown} - {root})
        with depends_on():  # each other: the keys are those of the objects
            self.rows_by_lists(
                "references",
                [keys],
                lambda keys: visible(root._default_manager.filter(pk__in=keys), self.viewer).order_by(),
                columns,
            )
        self._missing |= {(root, key) for key in keys if (root, key) not in self._found}
