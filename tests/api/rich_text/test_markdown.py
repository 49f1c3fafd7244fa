"""Markdown that, read back, is the text that it was made from."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content_api.rich_text.markdown import markdown_of
from content_api.rich_text.plain_text import text_of
from content_api.rich_text.safe_html import cleaned
from content_api.rich_text.tree import Node, tree_of

READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])

MARKS = ["b", "strong", "i", "em", "s", "sub", "sup", "code"]
SNIPPETS = [
    "#",
    "##",
    ">",
    "-",
    "+",
    "=",
    "===",
    "---",
    "***",
    "___",
    "~~~",
    "```",
    "|",
    "||",
    ":-:",
    "1.",
    "1)",
    "12.",
    "\\",
    "!",
    "&",
    "&amp;",
    "&#35;",
    "<b>",
    "</p>",
    "<!--",
    "http://a.example/_b_",
    "snake_case",
    "__init__",
    "*x*",
    "**y**",
    "[a](b)",
    "[a]:",
    "![i](j)",
    "a@b.example",
    "“加粗”",
    "加粗，",
    "。",
    "框架",
    "é",
    "€",
    "©",
    "“",
    "”",
    "‘",
    "(",
    ")",
    ".",
    ",",
    "'",
]
SPACES = [" ", "  ", "\t", "\n", "\u00a0", "\u3000"]
ADDRESSES = [
    "https://a.example/",
    "https://a.example/b_(c)_d?e=1&copy=2&amp;lt=3#f*g*",
    "https://a.example/(((",
    "mailto:desk@a.example",
    "#part",
]

texts = (
    st.lists(st.one_of(st.sampled_from(SNIPPETS + SPACES), st.text(max_size=3)), max_size=4).map("".join).map(escape)
)


def wrapped(inner: st.SearchStrategy[str], names: list[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


def linked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(ADDRESSES), inner).map(lambda pair: f'<a href="{escape(pair[0])}">{pair[1]}</a>')


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=4).map("".join)


inline = st.recursive(
    st.one_of(texts, st.just("<br>")),
    lambda inner: joined(st.one_of(inner, wrapped(inner, MARKS), linked(inner))),
    max_leaves=8,
)
blocks = st.recursive(
    st.one_of(wrapped(inline, ["p"]), inline, st.just("<hr>")),
    lambda inner: joined(
        st.one_of(
            inner,
            wrapped(inner, ["blockquote"]),
            wrapped(joined(wrapped(joined(inner), ["li"])), ["ul", "ol"]),
        )
    ),
    max_leaves=8,
)


def read_back(markdown: str) -> Node:
    return tree_of(cleaned(READER.render(markdown)))


@settings(max_examples=200, deadline=None, database=None)
@given(source=blocks)
def test_markdown_read_back_is_the_same_tree(source: str) -> None:
    tree = tree_of(cleaned(source))

    assert read_back(markdown_of(tree)) == tree


@settings(max_examples=100, deadline=None, database=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_text_never_becomes_markup(text: str) -> None:
    tree = tree_of(cleaned(f"<p>{escape(text)}</p>"))

    assert text_of(read_back(markdown_of(tree))) == text_of(tree)
