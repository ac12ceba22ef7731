"""Where in an author's file a piece of the finished text comes from, as far as its words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from syndicate.body.nodes import Body
from syndicate.diagnostics import Code, Report

_WORD: Final = re.compile(r"\w[\w'’-]*")
_WORDS: Final = 4


@dataclass(slots=True)
class Places:
    """Reports findings in the order of the text; each search begins where the last one ended."""

    body: Body
    report: Report
    done: int = field(init=False)

    def __post_init__(self) -> None:
        self.done = self.body.span.start

    def say(self, code: Code, words: str, message: str) -> None:
        """Reports a finding at the place that `words` were made from."""
        self.done = self._place_of(words)
        self.report(self.body.source.diagnostic(self.done, code, message))

    def _place_of(self, words: str) -> int:
        """Where the first words stand, with any signs between them; the last place where they stand nowhere."""
        text, end = self.body.source.text, self.body.span.end
        found = _WORD.findall(words[:200])[:_WORDS]
        for count in range(len(found), 0, -1):
            pattern = re.compile(r"\W{1,200}?".join(map(re.escape, found[:count])))
            for start in (self.done, self.body.span.start):
                match = pattern.search(text, start, end)
                if match is not None:
                    return match.start()
        at = text.find(words, self.done, end)
        return at if at >= 0 else self.done
