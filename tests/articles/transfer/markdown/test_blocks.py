"""What each piece of Markdown becomes."""

from __future__ import annotations

import pytest

from articles.transfer.markdown.notes import Kind

from .reading import ABOVE, body, draft, notes, paragraphs, unplaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *em* **strong** `code`.", "<p>One <i>em</i> <b>strong</b> <code>code</code>.</p>"),
        ("A [link](https://a.example/x?y=1&z=2).", '<p>A <a href="https://a.example/x?y=1&amp;z=2">link</a>.</p>'),
        ("<https://a.example/>", '<p><a href="https://a.example/">https://a.example/</a></p>'),
        ("See https://a.example/b.", '<p>See <a href="https://a.example/b">https://a.example/b</a>.</p>'),
        ('[a](https://a.example/ "more words")', '<p><a href="https://a.example/">a</a> (more words)</p>'),
        ("[one][here]\n\n[here]: https://a.example/", '<p><a href="https://a.example/">one</a></p>'),
        ("Write to <mail@a.example>", '<p>Write to <a href="mailto:mail@a.example">mail@a.example</a></p>'),
        ("one\ntwo", "<p>one two</p>"),
        ("one  \ntwo", "<p>one<br/>two</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("List<String> is a type", "<p>List&lt;String&gt; is a type</p>"),
        ("H<sub>2</sub>O and ~~old~~ news", "<p>H2O and old news</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("- one\n\n  more\n- two\n  1. deep", "<ul><li>one<br/>more</li><li>two<ol><li>deep</li></ol></li></ul>"),
        ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("– one\n– two", "<ul><li>one</li><li>two</li></ul>"),
        ("– not a list, a dash", "<p>– not a list, a dash</p>"),
        ("1986. A great year.", "<p>1986. A great year.</p>"),
        ("7. seven\n8. eight", "<p>7. seven</p><p>8. eight</p>"),
        ("Said.[^1]\n\n[^1]: By **me**.", "<p>Said.[1]</p><p>[1] By <b>me</b>.</p>"),
        ("<p>one</p><p>two</p>", "<p>one</p><p>two</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("- [ ] to do\n- [x] done", "<ul><li>[ ] to do</li><li>[x] done</li></ul>"),
        (
            "A picture ![of a cat](https://a.example/cat.png) here.",
            '<p>A picture <a href="https://a.example/cat.png">of a cat</a> here.</p>',
        ),
    ],
)
def test_prose_becomes_rich_text(text: str, expected: str) -> None:
    assert paragraphs(text) == expected
    assert unplaced(draft(ABOVE + text)) == []


def test_lines_of_ideographs_are_joined_without_a_space() -> None:
    text = "# 题目\n\n这是文章的导语，说明这篇文章要讲什么内容。\n\n中文的第一行，\n和第二行 Django\n第三行"
    (block,) = draft(text).body
    assert block.value["body"] == "<p>中文的第一行，和第二行 Django 第三行</p>"


def test_prose_between_other_blocks_is_one_block() -> None:
    assert body("one\n\n- two\n\nthree\n\n***\n\nfour") == [
        ("paragraph", {"body": "<p>one</p><ul><li>two</li></ul><p>three</p>"}),
        ("divider", {}),
        ("paragraph", {"body": "<p>four</p>"}),
    ]


def heading(text: str, level: str) -> tuple[str, dict[str, str]]:
    return ("heading", {"text": text, "level": level, "anchor": ""})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A\n\n### B\n\n#### C", [heading("A", "h2"), heading("B", "h3"), heading("C", "h4")]),
        ("##### Deep", [heading("Deep", "h4")]),
        ("# A\n\n## B\n\n# C", [heading("A", "h2"), heading("B", "h3"), heading("C", "h2")]),
        ("Under\n---", [heading("Under", "h2")]),
        ("## With `code` and *em*", [heading("With code and em", "h2")]),
        ("## A {#a}", [heading("A {#a}", "h2")]),
        ("## A [¶](#a)", [heading("A ¶", "h2")]),
    ],
)
def test_headings_keep_their_rank_below_the_title(text: str, expected: list[object]) -> None:
    assert body(text) == expected


def test_heading_with_a_link_is_followed_by_it() -> None:
    assert body("## See [this](https://a.example/)") == [
        heading("See this", "h2"),
        ("paragraph", {"body": '<p><a href="https://a.example/">this</a></p>'}),
    ]


def test_bold_line_is_a_heading_below_the_last_one() -> None:
    assert body("## One\n\ntext\n\n**Two**\n\ntext")[2] == heading("Two", "h3")


@pytest.mark.parametrize("line", ["**A whole sentence is bold.**", "**[linked](https://a.example/)**", "**two** words"])
def test_other_bold_lines_stay_text(line: str) -> None:
    assert [kind for kind, _ in body(f"{line}\n\ntext")] == ["paragraph"]


def test_heading_that_is_too_long_becomes_a_paragraph() -> None:
    long = "word " * 60
    assert paragraphs(f"## {long}") == f"<p><b>{long.strip()}</b></p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```python\nx = 1\n```", ("python", "", "x = 1")),
        ("```py\nx\n\ny\n```", ("python", "", "x\n\ny")),
        ("~~~\nplain\n~~~", ("text", "", "plain")),
        ("    indented\n    code", ("text", "", "indented\ncode")),
        ('```js title="a/b.js"\nlet x\n```', ("javascript", "a/b.js", "let x")),
        ("```yaml:compose.yaml\na: 1\n```", ("yaml", "compose.yaml", "a: 1")),
        ("`books/models.py`\n\n```python\nx\n```", ("python", "books/models.py", "x")),
        ('<pre><code class="language-sql">select 1 &lt; 2</code></pre>', ("sql", "", "select 1 < 2")),
    ],
)
def test_code_keeps_language_file_and_lines(text: str, expected: tuple[str, str, str]) -> None:
    ((kind, value),) = body(text)
    assert (kind, value) == ("code", dict(zip(("language", "filename", "code"), expected, strict=True)))


def test_unknown_language_is_named() -> None:
    found = draft(f"{ABOVE}```mermaid\ngraph TD\n```")
    assert found.body[0].value["language"] == "text"
    assert notes(found, Kind.CHANGED) == [
        "line 5: “mermaid” is no language that can be coloured, or says more than one"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> Words.", ("Words.", "", "")),
        ("> “Words.”", ("Words.", "", "")),
        ("> One.\n>\n> Two.", ("One.\n\nTwo.", "", "")),
        ("> Words.\n>\n> — Jane Doe", ("Words.", "Jane Doe", "")),
        ("> Words.\n> — Jane Doe", ("Words.", "Jane Doe", "")),
        ("> Words.\n\n— Jane Doe", ("Words.", "Jane Doe", "")),
        ("> Words.\n>\n> -- [Jane](https://a.example/)", ("Words.", "Jane", "https://a.example/")),
        ("> See [this](https://a.example/).", ("See this (https://a.example/).", "", "")),
    ],
)
def test_quotation_is_told_from_who_said_it(text: str, expected: tuple[str, str, str]) -> None:
    ((kind, value),) = body(text)
    assert (kind, value) == ("quote", dict(zip(("text", "attribution", "url"), expected, strict=True)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> [!WARNING]\n> Hot.", ("warning", "", "<p>Hot.</p>")),
        ("> [!TIP]\n>\n> Cool.", ("tip", "", "<p>Cool.</p>")),
        ("> **Look first**\n>\n> Then leap.", ("note", "Look first", "<p>Then leap.</p>")),
        ("> **Warning**\n>\n> Hot.", ("warning", "Warning", "<p>Hot.</p>")),
        ("> **Note:** it works.", ("note", "", "<p><b>Note:</b> it works.</p>")),
        ("> words\n>\n> - a\n> - b", ("note", "", "<p>words</p><ul><li>a</li><li>b</li></ul>")),
    ],
)
def test_aside_becomes_a_callout(text: str, expected: tuple[str, str, str]) -> None:
    ((kind, value),) = body(text)
    assert (kind, value) == ("callout", dict(zip(("style", "heading", "body"), expected, strict=True)))


def test_quotation_of_code_is_taken_apart() -> None:
    assert [kind for kind, _ in body("> words\n>\n> ```\n> code\n> ```")] == ["paragraph", "code"]


def test_list_around_code_is_divided_and_keeps_its_numbers() -> None:
    assert body("1. first\n\n   ```\n   code\n   ```\n2. second") == [
        ("paragraph", {"body": "<p>1. first</p>"}),
        ("code", {"language": "text", "filename": "", "code": "code"}),
        ("paragraph", {"body": "<p>2. second</p>"}),
    ]


def test_numbered_bold_lines_are_steps() -> None:
    ((kind, value),) = body(
        "1. **Make it**\n\n   With care.\n\n   ```bash\n   make\n   ```\n2. **Use it**\n\n   Often."
    )
    assert kind == "steps"
    assert value["steps"] == [
        {"title": "Make it", "body": "<p>With care.</p>", "code": "make", "language": "bash"},
        {"title": "Use it", "body": "<p>Often.</p>", "code": "", "language": ""},
    ]


def test_labels_with_a_few_words_are_key_facts() -> None:
    ((kind, value),) = body("- **Language**: Python\n- **Since:** 2005")
    assert kind == "key_facts"
    assert value["facts"] == [{"label": "Language", "value": "Python"}, {"label": "Since", "value": "2005"}]


def test_labels_with_explanations_stay_a_list() -> None:
    assert body(f"- **Fast**: {'word ' * 30}\n- **Safe**: yes")[0][0] == "paragraph"


def test_lists_for_and_against_are_one_block() -> None:
    ((kind, value),) = body("### Pros\n\n- quick\n\n### Cons\n\n- dear\n- loud")
    assert (kind, value) == ("pros_cons", {"heading": "", "pros": ["quick"], "cons": ["dear", "loud"]})


def test_questions_become_a_block_where_the_heading_says_so() -> None:
    ((kind, value),) = body("## FAQ\n\n### Why?\n\nBecause.\n\n### How?\n\n- so\n- or so")
    assert kind == "faq"
    assert value == {
        "heading": "FAQ",
        "questions": [
            {"question": "Why?", "answer": "<p>Because.</p>"},
            {"question": "How?", "answer": "<ul><li>so</li><li>or so</li></ul>"},
        ],
    }


def test_questions_with_code_stay_headings() -> None:
    kinds = [kind for kind, _ in body("## FAQ\n\n### Why?\n\n```\ncode\n```")]
    assert kinds == ["heading", "heading", "code"]


def test_link_to_a_video_alone_is_a_video() -> None:
    address = "https://www.youtube.com/watch?v=i6Fr65PFqfk"
    assert body(address) == [("embed", {"url": address, "title": "", "caption": ""})]
    assert body(f"Video: [Why I Hate Django]({address})")[0][1]["title"] == "Why I Hate Django"
    assert body(f'<iframe src="{address}"></iframe>')[0][0] == "embed"


def test_picture_knows_where_it_is_and_leads() -> None:
    found = draft(f"{ABOVE}[![A cat](https://a.example/cat.png 'Tom')](https://a.example/)")
    (block,) = found.body
    picture = block.picture
    assert picture is not None
    assert (block.type, picture.address, picture.alt) == ("image", "https://a.example/cat.png", "A cat")
    assert (picture.title, picture.leads_to) == ("Tom", "https://a.example/")


def test_relative_addresses_start_from_the_canonical_one() -> None:
    text = "---\ntitle: T\ncanonical: https://a.example/blog/post/\n---\n\n[b](../b) and [c](#c) and [d](//d.example/)"
    (block,) = draft(text).body
    assert block.value["body"] == (
        '<p><a href="https://a.example/blog/b">b</a> and <a href="#c">c</a> and <a href="https://d.example/">d</a></p>'
    )


def test_relative_address_without_a_base_stays_and_is_named() -> None:
    found = draft(f"{ABOVE}[b](../b.md)")
    assert found.body[0].value["body"] == '<p><a href="../b.md">b</a></p>'
    assert "line 5: the address “../b.md” is relative; a canonical address" in notes(found, Kind.CHECK)[0]


def test_definition_that_nothing_uses_is_kept() -> None:
    assert paragraphs("words\n\n[unused]: https://a.example/x 'its title'") == (
        '<p>words</p><p>unused: <a href="https://a.example/x">https://a.example/x</a> its title</p>'
    )
