"""Tables, as GitHub wants them and as they are copied."""

from __future__ import annotations

import pytest

from .reading import ABOVE, body, draft, unplaced

HEAD = [["a", "b"], ["1", "2"]]


def table(text: str) -> tuple[list[list[str]], bool]:
    ((kind, value),) = body(text)
    assert kind == "table"
    assert unplaced(draft(ABOVE + text)) == []
    return value["table"]["data"], value["table"]["first_row_is_table_header"]


@pytest.mark.parametrize(
    ("text", "rows", "has_head"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", HEAD, True),
        ("a | b\n--- | :---:\n1 | 2", HEAD, True),
        ("| a | b |\n| 1 | 2 |", HEAD, False),
        ("a | b\n1 | 2", HEAD, False),
        ("|---|---|\n| a | b |\n| 1 | 2 |", HEAD, False),
        ("| | |\n|---|---|\n| a | b |\n| 1 | 2 |", HEAD, False),
        ("| a | b |\n\n| 1 | 2 |", HEAD, False),
        ("| a | b |\n|---|\n| 1 | 2 |", HEAD, True),
        ("| a |\n|---|\n| 1 | 2 | 3 |", [["a", "", ""], ["1", "2", "3"]], True),
        ("| a | b |\n|---|---|\n| 1 |", [["a", "b"], ["1", ""]], True),
        ("| a \\| b | c |\n|---|---|\n| 1 | 2 |", [["a | b", "c"], ["1", "2"]], True),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", HEAD, True),
    ],
)
def test_every_cell_is_kept(text: str, rows: list[list[str]], has_head: bool) -> None:
    assert table(text) == (rows, has_head)


def test_marks_in_cells_become_words_and_addresses() -> None:
    rows, _ = table("| **a** | `b` |\n|---|---|\n| [c](https://c.example/) | ![d](https://d.example/d.png) |")
    assert rows == [["a", "b"], ["c (https://c.example/)", "d (https://d.example/d.png)"]]


def test_caption_of_html_is_the_caption() -> None:
    ((_, value),) = body("<table><caption>Said</caption><tr><td>1</td></tr></table>")
    assert value["caption"] == "Said"


@pytest.mark.parametrize(
    "text",
    [
        "one | line with a pipe",
        "`a | b`\n`c | d`",
        "[a](https://a.example/) | [b](https://b.example/)\n[c](https://c.example/) | [d](https://d.example/)",
        "- a | b\n- c | d",
        "The type is a | b, which is long enough that nobody would take it for the cell of a table | c\nand so | on",
    ],
)
def test_pipes_in_prose_are_no_table(text: str) -> None:
    assert "table" not in [block.type for block in draft(ABOVE + text).blocks]


def test_table_ends_where_prose_begins() -> None:
    assert [kind for kind, _ in body("| a | b |\n|---|---|\n| 1 | 2 |\nwords after it")] == ["table", "paragraph"]
