"""From the forms of a comparison to a table: each cell beneath its framework, with a blank one where none is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TRUE = ("1", "on", "true", "True", True)


@dataclass
class Part:
    """A form that has a place in the table. `position` counts from 1 among its like."""

    child: Any  # the bound panel of the form
    position: int

    @property
    def form(self) -> Any:
        return self.child.form

    @property
    def number(self) -> str:
        """Of the form in its formset; it stays when the table is rearranged."""
        return str(self.form.prefix).rpartition("-")[2]

    @property
    def is_removed(self) -> bool:
        return self.form["DELETE"].value() in TRUE

    @property
    def panels(self) -> list[Any]:
        """What an editor fills in."""
        return [panel for panel in self.child.children if not panel.bound_field.is_hidden]


@dataclass
class Column(Part):
    """A framework."""

    @property
    def key(self) -> str:
        return _text(self.form["framework"].value())

    @property
    def chooser(self) -> Any:
        return self.child.children[0]

    @property
    def choose_when(self) -> Any:
        return self.child.children[1]


@dataclass
class Cell(Part):
    """What a row says about one framework."""

    column: str  # the number of the column; "" for none

    @property
    def key(self) -> str:
        return _text(self.form["framework"].value())

    @property
    def is_missing(self) -> bool:
        return not _text(self.form["verdict"].value()).strip()


@dataclass
class Row(Part):
    """A criterion with its cells in the order of the columns, and those that belong to none."""

    cells: list[Cell] = field(default_factory=list)
    strays: list[Cell] = field(default_factory=list)

    @property
    def panels(self) -> list[Any]:
        return list(self.child.children[:2])

    @property
    def formset(self) -> Any:
        return self.child.children[2].formset

    @property
    def total_forms(self) -> int:
        return len(self.cells) + len(self.strays)


@dataclass
class Grid:
    """The whole table."""

    columns: list[Column]
    rows: list[Row]

    @property
    def missing(self) -> int:
        """Cells without a verdict, of what is not removed."""
        kept = {column.number for column in self.columns if not column.is_removed}
        return sum(
            cell.is_missing for row in self.rows if not row.is_removed for cell in row.cells if cell.column in kept
        )


def grid_of(frameworks: Any, rows: Any) -> Grid:
    """The table of two bound inline panels."""
    columns = [Column(child, position) for position, child in enumerate(in_order(frameworks.children), start=1)]
    return Grid(
        columns, [_row(child, position, columns) for position, child in enumerate(in_order(rows.children), start=1)]
    )


def in_order(children: list[Any]) -> list[Any]:
    """As the browser sent them, also when there are errors; what has no order yet stays behind."""

    def order(child: Any) -> int:
        text = _text(child.form["ORDER"].value() if child.form.is_bound else "")
        return int(text) if text.isdecimal() else 0

    return sorted(children, key=order)


def _row(child: Any, position: int, columns: list[Column]) -> Row:
    row = Row(child, position)
    inline = child.children[2]
    waiting = in_order(inline.children)
    number = inline.formset.total_form_count()
    for column in columns:
        found = next(
            (one for one in waiting if column.key and _text(one.form["framework"].value()) == column.key), None
        )
        if found is None:
            found = _blank(inline, number, column.key)
            number += 1
        else:
            waiting.remove(found)
        row.cells.append(Cell(found, column.position, column.number))
    row.strays = [Cell(one, len(columns) + 1, "") for one in waiting]
    return row


def _blank(inline: Any, number: int, framework: str) -> Any:
    """The bound panel of a new cell, which is stored with the others once it is posted."""
    form = inline.formset.empty_form
    form.prefix = inline.formset.add_prefix(number)
    form.initial["framework"] = framework
    return inline.child_edit_handler.get_bound_panel(
        instance=form.instance, request=inline.request, form=form, prefix=f"{inline.prefix}-{number}"
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)
