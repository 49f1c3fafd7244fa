"""No word is lost, whatever the text: tried with made-up Markdown, and by taking away what the reader recognises."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from articles.blocks.children import RICH_TEXT_FEATURES
from articles.models import ArticlePage
from articles.transfer.markdown import reading
from articles.transfer.markdown.draft import Draft
from articles.transfer.markdown.words import missing, words_of_html

from .reading import draft, unplaced

WORDS = st.lists(
    st.from_regex(r"[a-zäöé]{2,9}|[0-9]{2,4}|[\u4e00-\u4e20]{2,4}", fullmatch=True), min_size=1, max_size=9
)
LINE = WORDS.map(" ".join)
MARKED = st.builds(
    lambda before, mark, within, after: f"{before} {mark}{within}{mark} {after}",
    *(LINE, st.sampled_from(["*", "**", "`", "~~", ""]), LINE, LINE),
)
LINKED = st.builds(
    lambda words, path: f"[{words}](https://a.example/{path})", LINE, st.from_regex(r"[a-z]{2,8}", fullmatch=True)
)
INLINE = MARKED | LINKED | LINE
BULLETS = st.sampled_from(["- ", "* ", "• ", "– ", "1. ", "  - ", "3) "])
PIECES = st.one_of(
    INLINE,
    st.builds(lambda marks, text: f"{marks} {text}", st.sampled_from(["#", "##", "###", "######", ">", ">>"]), INLINE),
    st.lists(st.builds(lambda bullet, text: bullet + text, BULLETS, INLINE), min_size=1, max_size=5).map("\n".join),
    st.lists(st.lists(LINE, min_size=1, max_size=4).map(lambda row: f"| {' | '.join(row)} |"), max_size=4).map(
        "\n".join
    ),
    st.builds(lambda text: f"```\n{text}\n```", LINE),
    st.builds(lambda text: f"**{text}**", LINE),
    st.builds(lambda text: f"<div>{text}</div>", LINE),
    st.builds(lambda text, mark: f"{text}[^{mark}]\n\n[^{mark}]: {text}", LINE, st.sampled_from(["1", "note"])),
    st.builds(lambda alt: f"![{alt}](https://a.example/picture.png)", LINE),
    st.sampled_from(
        ["***", "Read more", "## Sources", "## Key takeaways", "## FAQ", "### For", "### Against", "— Ada"]
    ),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).flatmap(
    lambda pieces: st.sampled_from(["\n\n", "\n"]).map(lambda between: between.join(pieces))
)
EDITOR = ContentstateConverter(RICH_TEXT_FEATURES)


def plain(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-zäöé]{2,}|[\u4e00-\u4e20]", re.sub(r"https?|example|png|picture", "", text)))


def everything(found: Draft) -> str:
    parts = [found.title, found.standfirst, *found.takeaways, *found.notes.accounted]
    parts += [f"{one.title} {one.publisher} {one.note} {one.url}" for one in found.sources]
    parts += [str(block.value) for block in found.blocks]
    parts += [f"{block.picture.alt} {block.picture.title}" for block in found.blocks if block.picture]
    return re.sub(r"</?[a-z]+/?>|<a href=\"[^\"]*\">", " ", " ".join(parts).replace("\\n", " "))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_made_up_markdown_keeps_every_word(text: str) -> None:
    assume(text.strip())
    found = draft(text)
    lost = plain(re.sub(r"\]\([^)]*\)|</?div>", " ", text)) - plain(everything(found))
    assert lost == Counter()


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_what_is_stored_can_be_opened_and_saved_in_the_editor(text: str) -> None:
    assume(text.strip())
    blocks = draft(text).blocks
    stream = ArticlePage._meta.get_field("body").stream_block
    raw = [{"type": block.type, "value": block.value} for block in blocks if not block.picture]
    stream.clean(stream.to_python(raw))
    for block in blocks:
        if block.type == "paragraph":
            stored = str(block.value["body"])
            edited = EDITOR.to_database_format(EDITOR.from_database_format(stored))
            assert Counter(words_of_html(stored)) - Counter(words_of_html(edited)) == Counter()


def test_lines_with_lost_words_are_named() -> None:
    lines = [(1, "# A *title*"), (2, ""), (3, "All of this is there."), (4, "But nobody kept that.")]
    assert missing(lines, ["a", "title", "all", "of", "this", "is", "there", "but", "nobody"]) == [
        (4, "But nobody kept that.")
    ]
    assert missing(lines, ["a", "title", "all", "of", "this", "is", "there", "but", "nobody", "kept", "that"]) == []


@pytest.mark.parametrize(
    "text", ["1. one\n2. two", "```python\nx\n```", "[a][b]\n\n[b]: c", "- - a", "<b class='x'>a</b>"]
)
def test_markup_is_no_word(text: str) -> None:
    lines = list(enumerate(text.split("\n"), start=1))
    assert missing(lines, ["one", "two", "x", "a", "c"]) == []


def test_what_a_reader_forgets_is_kept_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "blocks_of", lambda pieces, notes: original(pieces[-1:], notes))
    from articles.transfer.markdown.arranging import blocks_of as original

    found = draft("# Title\n\nThe standfirst of it, long enough to be one.\n\nlost *words*\n\n## Heading\n\nlast words")
    assert unplaced(found) == [
        "line 5: fits nowhere, kept as it is at the end: “lost *words*”",
        "line 7: fits nowhere, kept as it is at the end: “## Heading”",
    ]
    assert [block.value["body"] for block in found.furniture] == ["<p>lost *words*</p>", "<p>## Heading</p>"]
