"""Requests that are made to cost much. Each is a body of a POST request, and the code that it is refused with.

``make bench-attacks`` measures the processor time of each; the tests here look at what is answered, and at SQL.
"""

from __future__ import annotations

import json
from collections.abc import Callable

LIMIT, SYNTAX, INVALID = "LIMIT_EXCEEDED", "SYNTAX_ERROR", "VALIDATION_FAILED"


def body(query: str, **variables: object) -> bytes:
    return json.dumps({"query": query, "variables": variables}).encode()


def repeated(text: str, number: int) -> str:
    return " ".join(text.replace("%", str(index)) for index in range(number))


def chain(number: int, inner: str, last: str) -> str:
    """Fragments on pages, each of which holds ``inner`` with the next in place of ``%``."""
    links = (
        f"fragment F{index} on PageInterface {{ {inner.replace('%', f'...F{index + 1}')} }}" for index in range(number)
    )
    return " ".join([*links, f"fragment F{number} on PageInterface {{ {last} }}"])


def nested_list(depth: int) -> bytes:
    return b'{"query": "query($v: String) { pages(order: $v) { id } }", "variables": {"v": %s1%s}}' % (
        b"[" * depth,
        b"]" * depth,
    )


ATTACKS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "a thousand aliases": lambda: (body("{ " + repeated("a%: pages { id }", 1_000) + " }"), LIMIT),
    "aliases within the tokens": lambda: (body("{ " + repeated("a%: __typename", 400) + " }"), LIMIT),
    "a hundred levels": lambda: (body("{ page(id: 1) " + "{ parent " * 99 + "{ id }" + " }" * 99 + " }"), LIMIT),
    "a thousand levels": lambda: (body("{ page(id: 1) " + "{ parent " * 999 + "{ id }" + " }" * 999 + " }"), SYNTAX),
    "inline fragments in each other": lambda: (
        body("{ " + "... { " * 190 + "page(id: 1) { x }" + " }" * 190 + " }"),
        INVALID,
    ),
    "circular fragments": lambda: (
        body("{ page(id: 1) { ...F0 } } " + chain(40, "%", "...F0")),
        INVALID,
    ),
    "fragments that double": lambda: (
        body("{ page(id: 1) { ...F0 } } " + chain(100, "parent { % } siblings { % }", "id")),
        LIMIT,
    ),
    "fragments that double on one level": lambda: (
        body("{ " + repeated("page(id: 1) { ...F0 }", 25) + " } " + chain(100, "% %", "id")),
        LIMIT,
    ),
    "many fragments side by side": lambda: (
        body(
            "{ page(id: 1) { "
            + repeated("...F%", 150)
            + " } } "
            + repeated("fragment F% on PageInterface { id title }", 150)
        ),
        LIMIT,
    ),
    "ten thousand directives": lambda: (body("{ __typename " + "@skip " * 10_000 + "}"), LIMIT),
    "directives within the tokens": lambda: (body("{ __typename " + "@skip(if: false) " * 300 + "}"), LIMIT),
    "directives on variables": lambda: (body("query(" + "$a: Int @x " * 300 + ") { __typename }"), LIMIT),
    "a field five hundred times": lambda: (body("{ page(id: 1) { " + "parent { id } " * 480 + "} }"), LIMIT),
    "a root field five hundred times": lambda: (body("{ " + "pages { id } " * 490 + "}"), LIMIT),
    "a leaf two thousand times": lambda: (body("{ page(id: 1) { " + "id " * 1_980 + "} }"), LIMIT),
    "fields that must be compared in depth": lambda: (
        body("{ page(id: 1) { " + ("parent { " + "id " * 45 + "} ") * 40 + "} }"),
        LIMIT,
    ),
    "the same field in many fragments": lambda: (
        body("{ page(id: 1) { " + "... { id title slug url } " * 240 + "} }"),
        LIMIT,
    ),
    "a long document that is valid": lambda: (
        body(
            "{ pages(limit: 100) { children(limit: 100) { "
            + "... on ArticlePage { uid kind standfirst authors { name slug } topics { name } } " * 55
            + "} } }"
        ),
        LIMIT,
    ),
    "a long document of fragments that is valid": lambda: (
        body(
            "{ pages(limit: 100) { children(limit: 100) { ...F0 } } } "
            + chain(10, "parent { % } " + "... on ArticlePage { uid kind authors { name slug } } " * 12, "id")
        ),
        LIMIT,
    ),
    "introspection of introspection": lambda: (
        body("{ __schema { types " + "{ fields { type " * 8 + "{ name }" + " } }" * 8 + " } }"),
        LIMIT,
    ),
    "introspection in breadth": lambda: (
        body(
            "{ __schema { "
            + repeated("t%: types { fields { type { fields { args { type { name } } } } } }", 10)
            + " } }"
        ),
        LIMIT,
    ),
    "ofType for ever": lambda: (
        body('{ __type(name: "Query") { ' + "ofType { " * 90 + "name" + " }" * 90 + " } }"),
        LIMIT,
    ),
    "the schema twice": lambda: (
        body("{ __schema { types { name } } ...Q } fragment Q on Query { __schema { types { kind } } }"),
        LIMIT,
    ),
    "the schema ten times": lambda: (body("{ " + repeated("s%: __schema { types { name } }", 10) + " }"), LIMIT),
    "lists in lists": lambda: (
        body("{ pages(limit: 100) { children(limit: 100) { siblings(limit: 100) { id } } } }"),
        LIMIT,
    ),
    "lists in lists by a variable": lambda: (
        body("query($n: Int) { pages(limit: $n) { children(limit: $n) { siblings(limit: $n) { id } } } }", n=100),
        LIMIT,
    ),
    "ten thousand tokens": lambda: (body("{ " + "a " * 10_000 + "}"), LIMIT),
    "thirty thousand comments": lambda: (body("#\n" * 30_000 + "{ __typename }"), LIMIT),
    "unknown fields": lambda: (body("{ page(id: 1) { " + repeated("titel%", 1_900) + " } }"), INVALID),
    "unknown fields with long names": lambda: (
        body("{ " + " ".join("q" * 4_000 + str(n) for n in range(20)) + " }"),
        INVALID,
    ),
    "unknown types": lambda: (body("{ page(id: 1) { " + repeated("... on Articl% { id }", 40) + " } }"), INVALID),
    "unknown arguments": lambda: (body("{ pages(" + repeated("limi%: 1", 600) + ") { id } }"), INVALID),
    "operations times fragments": lambda: (
        body(repeated("query Q% { page(id: 1) { ...F0 } }", 90) + chain(90, "%", "titel")),
        INVALID,
    ),
    "operations times fragments with variables": lambda: (
        body(
            repeated("query Q%($a: Int) { page(id: 1) { ...F0 } }", 45)
            + chain(50, "children(limit: $a) { id } %", "titel")
        ),
        INVALID,
    ),
    "unused variables": lambda: (body("query(" + repeated("$v%: Int", 490) + ") { __typename }"), INVALID),
    "a number of ninety thousand digits": lambda: (body("{ pages(limit: " + "9" * 90_000 + ") { id } }"), INVALID),
    "a variable of ninety thousand digits": lambda: (
        b'{"query": "query($n: Int) { pages(limit: $n) { id } }", "variables": {"n": ' + b"9" * 90_000 + b"}}",
        "BAD_REQUEST",
    ),
    "a float out of range": lambda: (
        b'{"query": "query($n: Int) { pages(limit: $n) { id } }", "variables": {"n": 1e999}}',
        "BAD_INPUT",
    ),
    "a long text for a number": lambda: (
        body("query($n: Int) { pages(limit: $n) { id } }", n="9" * 90_000),
        "BAD_INPUT",
    ),
    "lists in a variable": lambda: (nested_list(900), "BAD_INPUT"),
    "lists in a variable for ever": lambda: (nested_list(40_000), "BAD_REQUEST"),
    "objects in a literal": lambda: (body("{ pages(order: " + "{a: " * 190 + "1" + "}" * 190 + ") { id } }"), INVALID),
    "a list as a literal": lambda: (body("{ pages(order: [" + "A " * 1_900 + "]) { id } }"), INVALID),
    "a batch of a thousand": lambda: (json.dumps([{"query": "{ __typename }"}] * 1_000).encode(), "BAD_REQUEST"),
}
