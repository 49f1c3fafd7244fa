"""One run: build, serve, ask in turns, count."""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks.invented import RARE_HITS, library

from .counting import Counting, counting
from .cursors import NoCursorError, cursor_before_far_page
from .databases import Filled, databases, filled
from .facts import facts
from .questions import PAGE_SIZE, far_page, far_question, questions
from .rates import Rate, rates
from .results import Results, measurement
from .sameness import differences
from .servers import Server
from .sides import NUAGES, PLAIN, Side
from .subjects import Subject, UnknownFieldError, WrongAnswerError, fixed_answer, subject

WARM_UP = 3  # rounds that are not counted, after each question has been asked twice
COMPARED = ("list", "list_of_pages", "article", "companies")


def measure(url: str, *, small: int, large: int | None, rounds: int, keep: bool) -> Results:
    """Measure both sides with ``small`` articles, and Nuages with ``large`` ones too."""
    store = databases(url)
    results = Results(rounds, small, large, facts=facts(store.title))
    with ExitStack() as stack:
        if not keep:
            stack.callback(store.drop_touched)
        wanted = [(NUAGES, small), (PLAIN, small), *([(NUAGES, large)] if large else [])]
        built = [(side, total, filled(store, side, total)) for side, total in wanted]
        for side, total, database in built:
            note_building(results, side, total, database)
        servers = [stack.enter_context(Server(side, total, database.address)) for side, total, database in built]
        subjects = [one for server in servers for one in subjects_of(server, results)]
        check_counts(subjects)
        check_sameness(subjects, small)
        ask_in_turns(subjects, rounds)
        results.rates = rates_of(subjects)
        results.counting = counting_of(subjects, built[0][2].address)
        results.measurements = [measurement(one) for one in subjects]
        results.memory = {server.title: server.peak_memory() for server in servers}
    return results


def note_building(results: Results, side: Side, total: int, database: Filled) -> None:
    if database.seconds is not None:
        results.building[f"{side.title}, {total:,} articles"] = database.seconds


def subjects_of(server: Server, results: Results) -> list[Subject]:
    """What can be asked of ``server``; what its schema does not know is said and noted."""
    asked = questions(server.side, server.total)
    if server.side is NUAGES:
        try:
            asked.append(far_question(server.total, cursor_before_far_page(server)))
        except NoCursorError as error:
            skip(results, f"{server.title}: page {far_page(server.total):,} of the list: {error}")
    subjects = []
    for question in asked:
        try:
            subjects.append(subject(server, question))
        except UnknownFieldError as error:
            skip(results, f"{server.title}: {question.title}: {error}")
    if server.side is NUAGES:
        lists = [one for one in subjects if one.key in ("list", "list_of_pages")]
        subjects += [fixed_answer(server, like) for like in lists[:1]]
    return subjects


def rates_of(subjects: list[Subject]) -> list[Rate]:
    """Of the list at the first server."""
    lists = [one for one in subjects if one.server.side is NUAGES and one.key == "list"]
    return rates(lists[0].server, lists[0]) if lists else []


def counting_of(subjects: list[Subject], address: str) -> list[Counting]:
    lists = [one for one in subjects if one.server.side is NUAGES and one.key == "list"]
    return counting(lists[0].server, lists[0], address) if lists else []


def skip(results: Results, line: str) -> None:
    print(f"not measured: {line}")
    results.skipped.append(line)


def check_counts(subjects: list[Subject]) -> None:
    """Raises ``WrongAnswerError`` where an answer is shorter or longer than the content makes it."""
    for one in subjects:
        total = one.server.total
        if one.server.side is NUAGES and one.key in ("list", "far_page", "companies"):
            expected = len(library().companies) if one.key == "companies" else min(PAGE_SIZE, total)
            found = len(next(iter(one.data.values()))["nodes"])
        elif one.server.side is NUAGES and one.key == "search":
            expected, found = min(RARE_HITS, total), one.data["search"]["totalCount"]
        else:
            continue
        if found != expected:
            raise WrongAnswerError(f"{one.server.title}, {one.title}: {found} instead of {expected}")


def check_sameness(subjects: list[Subject], total: int) -> None:
    """Raises ``WrongAnswerError`` where the two sides say different things."""
    of_nuages = {one.key: one for one in subjects if (one.server.side, one.server.total) == (NUAGES, total)}
    of_plain = {one.key: one for one in subjects if one.server.side is PLAIN}
    for key in COMPARED:
        ours, theirs = of_nuages.get(key), of_plain.get("list" if key == "list_of_pages" else key)
        if ours and theirs and (found := differences(ours.data, theirs.data)):
            raise WrongAnswerError(f"{ours.title}: the two sides differ in {len(found)} values: {found[:6]}")


def ask_in_turns(subjects: list[Subject], rounds: int) -> None:
    """Each question once a round, so that whatever slows the machine down hits all alike; every round starts elsewhere
    and every other one goes backwards, so that no question always follows the same one.
    """
    print(f"Measuring {len(subjects)} questions in {rounds} rounds ...", flush=True)
    for number in range(-WARM_UP, rounds):
        if number == 0:
            for one in subjects:
                one.forget()
        start = number % len(subjects)
        order = subjects[start:] + subjects[:start]
        for one in order if number % 2 else reversed(order):
            one.ask(number)
