"""The receiver of webhooks, and what it must have got in the end."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

from tests.servers import Received, Receiver

ANSWERS_500 = 40  # each so many messages is refused once
LONGEST_WAIT = 150.0  # seconds after the last publish; a killed worker's lease takes 60 of them


@dataclass
class Deliveries:
    """What has come, in its order."""

    numbers: list[int] = field(default_factory=list)  # of accepted messages
    ids: dict[int, set[str]] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)

    def answer(self, request: Received) -> tuple[int, dict[str, str], bytes]:
        """Accept the message, or refuse it the first time."""
        number = json.loads(request.body)["data"]["number"]
        self.ids.setdefault(number, set()).add(request.headers["webhook-id"])
        if number % ANSWERS_500 == 0 and number not in self.refused:
            self.refused.add(number)
            return 500, {}, b""
        self.numbers.append(number)
        return 204, {}, b""

    def wait_for(self, newest: int) -> None:
        """Until the newest change has been accepted, or it is too late."""
        deadline = time.monotonic() + LONGEST_WAIT
        while newest not in self.numbers and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(1)

    @property
    def duplicates(self) -> int:
        return len(self.numbers) - len(set(self.numbers))

    def problems(self, all_numbers: list[int], begin: int) -> list[str]:
        """What of the changes after ``begin`` is lost, out of order, or has two ids."""
        expected = [number for number in all_numbers if number > begin]
        found = []
        if lost := sorted(set(expected) - set(self.numbers)):
            found.append(f"{len(lost)} deliveries lost, the first of change {lost[0]}")
        if more := set(self.numbers) - set(expected):
            found.append(f"deliveries of changes that do not exist: {sorted(more)[:5]}")
        first = list(dict.fromkeys(self.numbers))
        if first != sorted(first):
            found.append("deliveries out of order")
        if torn := [number for number, ids in self.ids.items() if len(ids) > 1]:
            found.append(f"{len(torn)} changes were delivered under several ids")
        return found


def note_in(receiver: Receiver) -> Deliveries:
    deliveries = Deliveries()
    receiver.answer = deliveries.answer
    return deliveries
