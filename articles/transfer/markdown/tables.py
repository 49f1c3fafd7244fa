"""Tables as pages and people write them, as a rule for the parser.

GitHub's tables want a line of dashes beneath the head and drop cells beyond the head's. Copied ones lack the dashes,
have rows of unequal length, or empty lines between rows; here each of them is a table, and every cell is kept.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine

from .errors import RefusedError
from .limits import MOST_CELLS, MOST_ROWS

DASHES = re.compile(r"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$")
LONGEST_BARE_CELL = 60  # characters, in rows without pipes around them
LINK = re.compile(r"^\s*\[[^\]]+\]\([^)]*\)\s*$")


def table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The rule: the table that begins in line ``first``."""
    if state.is_code_block(first) or "|" not in getLine(state, first):
        return False
    rows = _rows(state, first, end)
    dashes = [number for number, text in rows if DASHES.match(text) and "-" in text]
    filled = [(number, _cells(text)) for number, text in rows if number not in dashes]
    has_head = len(rows) > 1 and rows[1][0] in dashes and rows[0][0] not in dashes
    if not filled or not (dashes or _looks_like_table(state, rows, silent=silent)):
        return False
    if dashes and dashes[0] not in (number for number, _ in rows[:2]):
        return False
    if silent:
        return True
    _check_size(state, filled)
    _push(state, filled, has_head=has_head, last=rows[-1][0])
    state.line = rows[-1][0] + 1
    return True


def _rows(state: StateBlock, first: int, end: int) -> list[tuple[int, str]]:
    """The lines with cells, over single empty lines between rows that have pipes at both ends."""
    ends = state.md.block.ruler.getRules("blockquote")
    found: list[tuple[int, str]] = []
    line = first
    while line < end and state.sCount[line] >= state.blkIndent:
        text = getLine(state, line).strip()
        if not text and found and line + 1 < end and _is_closed(found[-1][1]):
            after = getLine(state, line + 1).strip()
            if _is_closed(after) and len(_cells(after)) == len(_cells(found[-1][1])):
                line += 1
                continue
        if "|" not in text and not (len(found) == 1 and DASHES.match(text)):
            break
        if state.is_code_block(line) or (line > first and any(rule(state, line, end, True) for rule in ends)):
            break
        found.append((line, text))
        line += 1
    return found


def _looks_like_table(state: StateBlock, rows: list[tuple[int, str]], *, silent: bool) -> bool:
    """Whether lines without dashes among them are one: two at least.

    Without outer pipes they must have as many cells, short ones and not only links, and stand on their own.
    """
    texts = [text for _, text in rows]
    widths = {len(_cells(text)) for text in texts}
    if len(rows) < 2 or max(widths) < 2:
        return False
    if all(map(_is_closed, texts)):
        return True
    if silent or state.level or len(widths) > 1:
        return False
    cells = [cell for text in texts for cell in _cells(text)]
    return all(map(_is_short, cells)) and not all(LINK.match(cell) for cell in cells)


def _is_short(cell: str) -> bool:
    """Prose with a pipe in it, or code, is no row."""
    return len(cell) <= LONGEST_BARE_CELL and cell.count("`") % 2 == 0


def _is_closed(text: str) -> bool:
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _cells(text: str) -> list[str]:
    cells = escapedSplit(text.strip())
    if cells and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _check_size(state: StateBlock, rows: list[tuple[int, list[str]]]) -> None:
    line = state.env["numbers"][rows[0][0]]
    if len(rows) > MOST_ROWS:
        raise RefusedError(f"Line {line}: the table has {len(rows):,} rows; at most {MOST_ROWS:,} are read.")
    if len(rows) * max(len(cells) for _, cells in rows) > MOST_CELLS:
        raise RefusedError(f"Line {line}: the table has more than {MOST_CELLS:,} cells.")


def _push(state: StateBlock, rows: list[tuple[int, list[str]]], *, has_head: bool, last: int) -> None:
    state.push("table_open", "table", 1).map = [rows[0][0], last + 1]
    for position, (line, cells) in enumerate(rows):
        tag = "th" if has_head and position == 0 else "td"
        state.push("tr_open", "tr", 1).map = [line, line + 1]
        for cell in cells:
            state.push(f"{tag}_open", tag, 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = cell, [line, line + 1], []
            state.push(f"{tag}_close", tag, -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
