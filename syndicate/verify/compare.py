"""The differences of two pages that a reader would notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from syndicate.verify.align import aligned
from syndicate.verify.blocks import Block, laid
from syndicate.verify.dates import is_same_time
from syndicate.verify.headings import is_same_place
from syndicate.verify.inline import Run, plain, shown
from syndicate.verify.pages import Page
from syndicate.web.urls import same_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference; `old` is "" where something was added, `new` where it was lost.

    kind: a fact of the page (FACTS), "order" of a block that moved, or what it is about: "text",
    "heading", "heading-level", "marks", "link", "picture", "alt", "code", "code-language", "list",
    "list-order", "list-item", "task", "table", "table-row", "table-cell", "quote", "callout",
    "callout-kind", "callout-title", "math", "details", "embed", "footnote", "line-break"…
    """

    kind: str
    old: str
    new: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "old": self.old, "new": self.new}


FACTS = ("title", "date", "canonical", "language", "tags")
"""Differences of a page that are none of its article."""

# Names of differences, where they are not those of the blocks.
_WHOLE = {"item": "list-item", "row": "table-row"}
_DETAIL = {
    "callout": "callout-kind",
    "code": "code-language",
    "heading": "heading-level",
    "item": "task",
    "list": "list-order",
    "row": "table-head",
    "table": "table-alignment",
}
_TEXT = {"callout": "callout-title", "item": "list-item", "row": "table-cell", "picture": "text"}


def compare_pages(old: Page, new: Page) -> tuple[Difference, ...]:
    """What a reader of `new` would miss or find changed, facts first, then in reading order."""
    return (*compare_facts(old, new), *compare_blocks(old.blocks, new.blocks))


def compare_facts(old: Page, new: Page) -> Iterator[Difference]:
    """What the pages say about the article; a fact that `old` does not give is not missed."""
    if old.title != new.title:
        yield Difference(kind="title", old=old.title, new=new.title)
    if old.date and not is_same_time(old.date, new.date):
        yield Difference(kind="date", old=old.date, new=new.date)
    if old.canonical and not (new.canonical and same_page(old.canonical, new.canonical)):
        yield Difference(kind="canonical", old=old.canonical, new=new.canonical)
    if old.language and not _is_same_language(old.language, new.language):
        yield Difference(kind="language", old=old.language, new=new.language)
    if old.tags and sorted(map(_folded_tag, old.tags)) != sorted(map(_folded_tag, new.tags)):
        yield Difference(kind="tags", old=", ".join(old.tags), new=", ".join(new.tags))


def _is_same_language(a: str, b: str) -> bool:
    """Whether two language tags agree, as "en" and "en-GB" do."""
    first, second = (tag.lower().replace("_", "-").split("-") for tag in (a, b))
    return all(x == y for x, y in zip(first, second, strict=False)) and bool(b)


def _folded_tag(name: str) -> str:
    """A tag without what themes change: case, hyphens for spaces, a sign before it."""
    return "".join(name.casefold().replace("-", " ").split()).lstrip("#")


def compare_blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Difference, ...]:
    """The differences of two articles in reading order."""
    old, new = laid(old, new), laid(new, old)
    if old == new:
        return ()
    found: list[Difference] = []
    displaced: list[tuple[Block, Block]] = []
    for a, b in aligned(old, new):
        if a is not None and a == b:
            found.append(Difference(kind="order", old=show(a), new=show(a)))
        elif a is not None and b is not None and a.kind == b.kind:
            if a.place != b.place:
                displaced.append((a, b))
            found += _compare_block(a, b)
        else:
            found.append(_compare_kinds(a, b))
    return (*found, *_displacements(displaced, found))


def _compare_kinds(a: Block | None, b: Block | None) -> Difference:
    """The difference where a block is lost, added or became something else."""
    kind = (a or b or Block("text")).kind
    return Difference(
        kind=_WHOLE.get(kind, kind), old=show(a) if a else "", new=show(b) if b else ""
    )


def _displacements(pairs: list[tuple[Block, Block]], found: list[Difference]) -> list[Difference]:
    """Blocks in another container, where no container is reported that was lost or added."""
    reported = {difference.kind for difference in found}
    differences = []
    for a, b in pairs:
        was, now = Counter(a.place.split()), Counter(b.place.split())
        changed = [*(was - now), *(now - was)]
        if reported.isdisjoint(changed):
            kind = changed[0] if changed else "order"
            differences.append(Difference(kind=kind, old=_in_place(a), new=_in_place(b)))
            reported.add(kind)
    return differences


def _in_place(block: Block) -> str:
    return f"{block.place or 'text'}: {show(block)}"


def _compare_block(a: Block, b: Block) -> Iterator[Difference]:
    """The differences of two blocks of one kind."""
    if a.detail != b.detail:
        kind = _DETAIL.get(a.kind, a.kind)
        yield Difference(kind=kind, old=show(a), new=show(b))
    if a.runs == b.runs:
        return
    for kind in _kinds_of_change(a, b):
        yield Difference(kind=kind, old=show(a), new=show(b))


def _kinds_of_change(a: Block, b: Block) -> Iterator[str]:
    """What differs in the lines of two blocks of one kind."""
    if a.kind in ("code", "embed"):
        yield a.kind
        return
    is_same_text = _words(a.runs) == _words(b.runs)
    if not is_same_text:
        yield _TEXT.get(a.kind, a.kind)
    for kind, values in _PARTS.items():
        if values(a.runs) != values(b.runs):
            yield kind
    if values_of(a.runs, "picture") == values_of(b.runs, "picture") and _alts(a) != _alts(b):
        yield "alt"
    if not _lead_to_same(_links(a.runs), _links(b.runs)):
        yield "link"
    if is_same_text:
        if _marked(a.runs) != _marked(b.runs):
            yield "marks"
        if values_of(a.runs, "break") != values_of(b.runs, "break"):
            yield "line-break"


def values_of(runs: tuple[Run, ...], kind: str) -> list[str]:
    return [run.text for run in runs if run.kind == kind]


_PARTS: dict[str, Callable[[tuple[Run, ...]], list[str]]] = {
    "picture": lambda runs: values_of(runs, "picture"),
    "math": lambda runs: values_of(runs, "math"),
    "footnote": lambda runs: values_of(runs, "note"),
    "table-cell": lambda runs: values_of(runs, "cell"),
}


def _words(runs: tuple[Run, ...]) -> list[str]:
    """The text alone, cell by cell."""
    text = "".join(_SPOKEN.get(run.kind, "") or run.text for run in runs if run.kind not in _SILENT)
    return text.split()


_SILENT = frozenset({"picture", "math", "note"})
_SPOKEN = {"break": " ", "cell": " | "}


def _alts(block: Block) -> list[str]:
    return [run.alt for run in block.runs if run.kind == "picture"]


def _marked(runs: tuple[Run, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Every character but spaces with its marks; links may divide words into runs."""
    return [(c, run.marks) for run in runs if run.kind == "text" for c in run.text if c != " "]


def _links(runs: tuple[Run, ...]) -> list[str]:
    """Where the links lead, each once however many marks are in it."""
    found: list[str] = []
    is_open = False
    for run in runs:
        if run.link and not (is_open and found[-1] == run.link):
            found.append(run.link)
        is_open = bool(run.link) or (is_open and run.text == " ")
    return found


def _lead_to_same(old: list[str], new: list[str]) -> bool:
    return len(old) == len(new) and all(map(_is_same_target, old, new))


def _is_same_target(a: str, b: str) -> bool:
    if a == b:
        return True
    (page_a, sharp_a, place_a), (page_b, sharp_b, place_b) = a.partition("#"), b.partition("#")
    return page_a == page_b and bool(sharp_a and sharp_b) and is_same_place(place_a, place_b)


def show(block: Block) -> str:
    """A block for people, on one line."""
    line = plain(block.runs) if block.kind == "code" else shown(block.runs)
    match block.kind:
        case "heading":
            return f"{'#' * int(block.detail)} {line}"
        case "code":
            return f"```{block.detail}\n{block.runs[0].text}"
        case "text" | "picture" | "math":
            return line
        case "item":
            return f"- {block.detail} {line}" if block.detail else f"- {line}"
        case _:
            said = " ".join(part for part in (block.kind, block.detail) if part)
            return f"{said}: {line}" if line else said
