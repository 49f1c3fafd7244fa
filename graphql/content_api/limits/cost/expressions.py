"""Costs as far as they are known without variables, and what the variables make of them.

An expression is a number, or one of the classes below. What needs no variable is worked out when it is built, so most
documents are a single number. A fragment's expression may stand in many places; it is worked out once a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Variables = Mapping[str, Any]
Known = dict[int, int]  # values that have been worked out, by the identity of their expression


@dataclass(frozen=True, eq=False)
class Sum:
    constant: int
    terms: tuple[Expression, ...]

    def value(self, variables: Variables, known: Known) -> int:
        return self.constant + sum(evaluate(term, variables, known) for term in self.terms)


@dataclass(frozen=True, eq=False)
class Product:
    left: Expression
    right: Expression

    def value(self, variables: Variables, known: Known) -> int:
        return evaluate(self.left, variables, known) * evaluate(self.right, variables, known)


@dataclass(frozen=True, eq=False)
class Most:
    options: tuple[Expression, ...]

    def value(self, variables: Variables, known: Known) -> int:
        return max(evaluate(option, variables, known) for option in self.options)


@dataclass(frozen=True, eq=False)
class When:
    """``then`` if the variable is ``wanted``, else nothing."""

    variable: str
    wanted: bool
    then: Expression

    def value(self, variables: Variables, known: Known) -> int:
        return evaluate(self.then, variables, known) if bool(variables.get(self.variable)) is self.wanted else 0


@dataclass(frozen=True, eq=False)
class Size:
    """The size of a list by a variable, or ``default`` where it has no value."""

    variable: str
    default: int
    most: int | None

    def value(self, variables: Variables, known: Known) -> int:
        given = variables.get(self.variable)
        return bounded(given if isinstance(given, int) else self.default, self.most)


@dataclass(frozen=True, eq=False)
class Count:
    """The number of values in a variable that holds a list."""

    variable: str

    def value(self, variables: Variables, known: Known) -> int:
        given = variables.get(self.variable)
        return len(given) if isinstance(given, list) else 1


Expression = int | Sum | Product | Most | When | Size | Count


def evaluate(expression: Expression, variables: Variables, known: Known | None = None) -> int:
    """The value of ``expression`` with coerced ``variables``."""
    if isinstance(expression, int):
        return expression
    known = {} if known is None else known
    key = id(expression)
    if key not in known:
        known[key] = expression.value(variables, known)
    return known[key]


def bounded(size: int, most: int | None) -> int:
    """A size that a client gave: not below zero, and not above what the field cuts it to."""
    return max(0, size if most is None else min(size, most))


def total(expressions: Iterable[Expression]) -> Expression:
    constant, terms = 0, []
    for expression in expressions:
        if isinstance(expression, int):
            constant += expression
        else:
            terms.append(expression)
    if not terms:
        return constant
    return terms[0] if len(terms) == 1 and not constant else Sum(constant, tuple(terms))


def times(left: Expression, right: Expression) -> Expression:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1 or right == 1:
        return right if left == 1 else left
    return 0 if left == 0 or right == 0 else Product(left, right)


def most(expressions: Iterable[Expression]) -> Expression:
    constants, others = [0], []
    for expression in expressions:
        if isinstance(expression, int):
            constants.append(expression)
        else:
            others.append(expression)
    constant = max(constants)
    if not others:
        return constant
    return others[0] if len(others) == 1 and not constant else Most((constant, *others))
