"""TeX that can be read without a typesetter: simple formulas as text with Unicode signs, `<sup>` and `<sub>`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from syndicate.body.html.marks import inert

_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_LONGEST: Final = 300
_DEEPEST: Final = 12

_GREEK: Final = dict(
    zip(
        """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi
        psi omega varepsilon vartheta varphi Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega""".split(),
        "αβγδϵζηθικλμνξπρστυϕχψωεϑφΓΔΘΛΞΠΣΦΨΩ",
        strict=True,
    )
)
_SIGNS: Final = {
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "mp": "∓",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "equiv": "≡",
    "sim": "∼",
    "propto": "∝",
    "infty": "∞",
    "to": "→",
    "rightarrow": "→",
    "leftarrow": "←",
    "Rightarrow": "⇒",
    "implies": "⇒",
    "iff": "⇔",
    "in": "∈",
    "notin": "∉",
    "subset": "⊂",
    "subseteq": "⊆",
    "cup": "∪",
    "cap": "∩",
    "emptyset": "∅",
    "forall": "∀",
    "exists": "∃",
    "neg": "¬",
    "land": "∧",
    "lor": "∨",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "partial": "∂",
    "nabla": "∇",
    "ldots": "…",
    "dots": "…",
    "cdots": "⋯",
    "circ": "∘",
    "mid": "|",
    "ll": "≪",
    "gg": "≫",
    "prime": "′",
    "quad": " ",
    "qquad": " ",
    "colon": ":",
    "left": "",
    "right": "",
    "displaystyle": "",
    "limits": "",
    ",": " ",
    ";": " ",
    ":": " ",
    " ": " ",
    "!": "",
    "{": "{",
    "}": "}",
    "%": "%",
    "$": "$",
    "#": "#",
    "&": "&",
    "_": "_",
    "|": "‖",
}
_NAMES: Final = frozenset(
    "sin cos tan log ln exp lim max min arg det dim gcd mod Pr sup inf".split()
)
_UPRIGHT: Final = frozenset("text mathrm operatorname textrm mathit textit mathsf mathtt".split())
_BOLD: Final = frozenset("mathbf textbf boldsymbol".split())
_BLACKBOARD: Final = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "E": "𝔼"}


class _TooHard(Exception):
    """The formula needs a typesetter."""


def readable(tex: str) -> str | None:
    """The formula as inline HTML that is also safe inside of Markdown; None where it needs a typesetter."""
    if len(tex) > _LONGEST:
        return None
    try:
        return _Formula(_TOKEN.findall(tex)).whole()
    except _TooHard:
        return None


@dataclass(slots=True)
class _Formula:
    """One reading of a formula, token by token."""

    tokens: list[str]
    at: int = 0
    depth: int = 0

    def whole(self) -> str:
        text = self._until("")
        return " ".join(text.split())

    def _until(self, closing: str) -> str:
        """What stands before `closing`, which is taken as well."""
        pieces: list[str] = []
        while self.at < len(self.tokens):
            token = self._next()
            if token == closing:
                return "".join(pieces)
            pieces.append(self._said(token))
        if closing:
            raise _TooHard
        return "".join(pieces)

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise _TooHard
        self.at += 1
        return self.tokens[self.at - 1]

    def _said(self, token: str) -> str:
        if token in ("^", "_"):
            name = "sup" if token == "^" else "sub"
            return f"<{name}>{self._argument()}</{name}>"
        if token == "{":
            return self._group()
        if token in ("&", "~", "}"):
            raise _TooHard
        if token.startswith("\\"):
            return self._command(token[1:])
        return " " if token.isspace() else inert(token)

    def _group(self) -> str:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooHard
        text = self._until("}")
        self.depth -= 1
        return text

    def _argument(self) -> str:
        token = self._next()
        if token.isspace():
            token = self._next()
        if token in ("^", "_"):
            raise _TooHard
        return self._said(token)

    def _command(self, name: str) -> str:
        if name in _GREEK:
            return _GREEK[name]
        if name in _SIGNS:
            return inert(_SIGNS[name])
        if name in _NAMES:
            return f"{name} "
        if name in _UPRIGHT:
            return self._words()
        if name in _BOLD:
            return f"<b>{self._argument()}</b>"
        match name:
            case "frac" | "tfrac" | "dfrac":
                return f"{_grouped(self._argument())}&#47;{_grouped(self._argument())}"
            case "sqrt":
                if self.at < len(self.tokens) and self.tokens[self.at] == "[":
                    raise _TooHard
                return f"√{_grouped(self._argument())}"
            case "mathbb":
                letter = self._argument()
                if letter in _BLACKBOARD:
                    return _BLACKBOARD[letter]
        raise _TooHard

    def _words(self) -> str:
        """The argument of a command that sets words."""
        return self._argument()


def _grouped(text: str) -> str:
    """`text` in parentheses unless it is one thing."""
    bare = re.sub(r"<[^>]*>", "", text)
    return text if bare.isalnum() else f"({text})"
