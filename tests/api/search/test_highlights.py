"""Passages with marks: which, how long, and safe as HTML."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.search.highlights import Marker, Passage
from content_api.search.query import read_query


def marked(text: str, query: str, *, completes: bool = False) -> str | None:
    """The title with matches in brackets."""
    passage = Marker(read_query(query, completes=completes)).title(text)
    return bracketed(passage) if passage else None


def bracketed(passage: Passage) -> str:
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in passage.parts)


def passages(text: str, query: str, most: int = 3, length: int = 40) -> list[str]:
    return [bracketed(passage) for passage in Marker(read_query(query)).passages(text, most=most, length=length)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Running a site, and who runs it", "run", "[Running] a site, and who [runs] it"),
        ("Django's forms", "django", "[Django's] forms"),
        ("Le Café", "cafe", "Le [Café]"),
        ("用框架开发网络框架", "框架", "用[框架]开发网络[框架]"),
        ("数据在数据库里", "数据库", "数据在[数据库]里"),
        ("数据与据库", "数据库", "[数据]与[据库]"),
        ("框架与架构", "架", "框[架]与[架]构"),
        ("Django框架", "django 框架", "[Django框架]"),
        ("Nothing of it", "django", None),
    ],
)
def test_marks(text: str, query: str, expected: str | None) -> None:
    assert marked(text, query) == expected


def test_marks_of_a_beginning() -> None:
    assert marked("Migrations, migrating", "mig", completes=True) == "[Migrations], [migrating]"


def test_html_is_escaped() -> None:
    passage = Marker(read_query("script")).title('<script>"Tom" & Jerry</script>')
    assert passage is not None
    assert passage.html == ("&lt;<mark>script</mark>&gt;&quot;Tom&quot; &amp; Jerry&lt;/<mark>script</mark>&gt;")


def test_passages_are_cut_between_words() -> None:
    text = "One two three four five six seven eight nine django ten eleven twelve thirteen fourteen fifteen"
    assert passages(text, "django") == ["…eight nine [django] ten eleven…"]


def test_passages_keep_to_their_line() -> None:
    assert passages("A heading\nAll about django\nThe next line", "django") == ["All about [django]"]


def test_passages_with_more_of_the_words_go_first_and_stand_in_the_order_of_the_text() -> None:
    text = "django here\nforms here\ndjango forms here\nnothing here"
    assert passages(text, "django forms", most=1) == ["[django] [forms] here"]
    assert passages(text, "django forms", most=2) == ["[django] here", "[django] [forms] here"]


def test_no_passage_is_asked_for() -> None:
    assert passages("django", "django", most=0) == []


@given(st.text(), st.text(max_size=20))
def test_pieces_make_up_the_text(text: str, query: str) -> None:
    passage = Marker(read_query(query)).title(text)
    if passage:
        assert "".join(part.text for part in passage.parts) == text
        assert unescape(passage.html.replace("<mark>", "").replace("</mark>", "")) == text
        assert passage.html.count("<") == 2 * sum(part.is_match for part in passage.parts)


@given(st.text(alphabet="a b\ndjango框架"), st.sampled_from(["a", "django", "框架", "架", "a b"]), st.integers(40, 60))
def test_passages_are_pieces_of_the_text(text: str, query: str, length: int) -> None:
    for passage in Marker(read_query(query)).passages(text, most=3, length=length):
        cut_out = "".join(part.text for part in passage.parts)
        assert cut_out.removeprefix("…").removesuffix("…") in text
        assert len(cut_out) <= length + 2
        assert any(part.is_match for part in passage.parts)
