"""What companies and comparisons tell besides their bodies, in the same parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..countries import COUNTRIES
from .parts import Facts, Heading, Listing, Part, Run, Table, line
from .reading import claim_parts, paragraphs, parts_of
from .words import say

Json = dict[str, Any]

COMPANY = """{
  legalName
  country
  founded
  website
  summary
  adoptions { status since until usedFor framework { name } claim { ...Evidence } }
  blocks { ...Block }
}"""
COMPARISON = """{
  summary
  frameworks { chooseWhen framework { name slug } }
  rows { criterion cells { verdict rating framework { slug } } }
  blocks { ...Block }
}"""
STATUS = {"CURRENT": "in use", "PAST": "formerly in use", "PARTLY": "in use in parts", "UNVERIFIED": "not verified"}


def parts_of_company(answer: Json) -> list[Part]:
    return [
        *paragraphs(answer["summary"]),
        *_facts(answer),
        *_adoptions(answer["adoptions"]),
        *parts_of(answer["blocks"]),
    ]


def parts_of_comparison(answer: Json) -> list[Part]:
    return [*paragraphs(answer["summary"]), *_matrix(answer), *_choices(answer), *parts_of(answer["blocks"])]


def _facts(answer: Json) -> Iterator[Part]:
    country = answer["country"] or ""
    facts = {
        "Legal name": answer["legalName"],
        "Head office": COUNTRIES.get(country, country),
        "Founded": answer["founded"],
        "Website": answer["website"],
    }
    if any(facts.values()):
        yield Facts([(say(label), str(value)) for label, value in facts.items() if value])


def _adoptions(adoptions: list[Json]) -> Iterator[Part]:
    if adoptions:
        yield Heading(2, say("Frameworks"))
        yield Listing([_adoption(one) for one in adoptions])


def _adoption(one: Json) -> list[Part]:
    since = say(" since {year}", year=one["since"]) if one["since"] else ""
    until = say(" until {year}", year=one["until"]) if one["until"] else ""
    used_for = f": {one['usedFor']}" if one["usedFor"] else ""
    said = line(Run(one["framework"]["name"], strong=True), f", {say(STATUS[one['status']])}{since}{until}{used_for}")
    return [said, *(claim_parts(one["claim"]) if one["claim"] else [])]


def _matrix(answer: Json) -> Iterator[Part]:
    """Criteria by frameworks, in the order of both; a cell that is missing is empty."""
    frameworks = [one["framework"] for one in answer["frameworks"]]
    if not frameworks or not answer["rows"]:
        return
    rows = [["", *(framework["name"] for framework in frameworks)]]
    for row in answer["rows"]:
        verdicts = {cell["framework"]["slug"]: _verdict(cell) for cell in row["cells"]}
        rows.append([row["criterion"], *(verdicts.get(framework["slug"], "") for framework in frameworks)])
    yield Table(rows, has_header_row=True, has_header_column=True)


def _verdict(cell: Json) -> str:
    return f"{cell['verdict']} ({cell['rating']}/5)" if cell["rating"] else str(cell["verdict"])


def _choices(answer: Json) -> Iterator[Part]:
    for one in answer["frameworks"]:
        if one["chooseWhen"]:
            yield Heading(3, say("Choose {name} when …", name=one["framework"]["name"]))
            yield from paragraphs(one["chooseWhen"])
