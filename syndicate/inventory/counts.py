"""How often there is a thing in a site, and where first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often there is a thing; `first` is its first place, as path:line, "" where it has none."""

    name: str
    number: int
    first: str = ""

    def as_json(self) -> dict[str, object]:
        """The keys `name`, `number`, `first`."""
        return {"name": self.name, "number": self.number, "first": self.first}


@dataclass(slots=True, kw_only=True)
class Tally:
    """Things by name, how often and where first."""

    numbers: Counter[str] = field(default_factory=Counter)
    firsts: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, first: str = "") -> None:
        """Counts one more; `first` holds for the first of its name."""
        self.numbers[name] += 1
        self.firsts.setdefault(name, first)

    def counts(self) -> tuple[Count, ...]:
        """Begins with what there is most of, then by name."""
        order = sorted(self.numbers, key=lambda name: (-self.numbers[name], name))
        return tuple(Count(name=n, number=self.numbers[n], first=self.firsts[n]) for n in order)


def counted(pairs: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    """How often there is each name; of each pair the second is a place."""
    tally = Tally()
    for name, first in pairs:
        tally.add(name, first)
    return tally.counts()
