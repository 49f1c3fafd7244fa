"""One computation of an answer at a time: whoever asks for the same meanwhile waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event, Lock

from .entries import Answer, Key


@dataclass(eq=False)
class Flight:
    """A computation under way. ``answer`` stays ``None`` where it leads to nothing that others may have."""

    landed: Event = field(default_factory=Event)
    answer: Answer | None = None


class Flights:
    """The computations of this process."""

    def __init__(self) -> None:
        self._flights: dict[Key, Flight] = {}
        self._lock = Lock()

    def begin(self, key: Key) -> tuple[Flight, bool]:
        """The computation of ``key``, and whether it is the caller's own, who must then call ``end()``."""
        with self._lock:
            other = self._flights.get(key)
            if other is not None:
                return other, False
            flight = self._flights[key] = Flight()
            return flight, True

    def end(self, key: Key, flight: Flight) -> None:
        """Let those go on who wait for ``flight``."""
        with self._lock:
            del self._flights[key]
        flight.landed.set()
