"""The last look at a written text: kramdown is to read in it what the first engine showed, and Liquid nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from syndicate.body import markdown
from syndicate.body.nodes import Body
from syndicate.body.tree import prefix_at
from syndicate.diagnostics import Report
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import Reading, fragment_of, read
from syndicate_adapters.jekyll.kramdown.ids import Ids
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions, options_of
from syndicate_adapters.jekyll.kramdown.text import shown
from syndicate_adapters.jekyll.kramdown.tree import Block
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.writing.attributes import quoted
from syndicate_adapters.jekyll.writing.codes import CHARACTER_LEFT_OUT, READ_OTHERWISE
from syndicate_adapters.jekyll.writing.headings import PLAIN_ID
from syndicate_adapters.jekyll.writing.liquid import guarded
from syndicate_adapters.jekyll.writing.regions import Region
from syndicate_adapters.jekyll.writing.safe import safe


def finish(text: str, body: Body, settings: JekyllSettings, report: Report) -> str:
    """A text written by the table as Jekyll is to get it. Raises ParserFailure."""
    plain = _closed(_legal(text.replace("\r\n", "\n"), body, report))
    options = options_of(settings.kramdown)
    made = safe(plain, options, keeps_definitions=settings.keeps_definitions)
    for region in made.left:
        shown_there = " ".join(made.text[region.start : region.end].split())[:60]
        message = f"jekyll reads {shown_there!r} otherwise than the source does"
        at = _place(body, made.text, region)
        report(body.source.diagnostic(at, READ_OTHERWISE, message))
    said = _with_ids(made.text, options)
    said = guarded(said) if settings.has_liquid else said
    return said if body.source.newline == "\n" else said.replace("\n", body.source.newline)


_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _legal(text: str, body: Body, report: Report) -> str:
    """The text without control characters: with one of them no program reads the feed."""
    if _ILLEGAL.search(text) is None and "\x0b" not in text and "\x0c" not in text:
        return text
    message = "a control character, which no feed may hold; left out"
    places = list(_first_of_lines(body)) or [body.span.start]
    for at in places:
        report(body.source.diagnostic(at, CHARACTER_LEFT_OUT, message))
    return _BLANK_LIKE.sub(_as_blank, _ILLEGAL.sub("", text))


_FENCE: Final = re.compile(r"[ ]*(`{3,}|~{3,})")
_MARK: Final = re.compile(r"[^>\s]")


def _closed(text: str) -> str:
    """The text with the end of the fence that it leaves open, if it does.

    To kramdown that fence is text, and braces behind it are attributes, which it shows nowhere.
    """
    if "{:" not in text or not ("```" in text or "~~~" in text):
        return text
    found = markdown.parse(text, kinds=frozenset({"code"}))
    if not found or found[-1].detail is None or found[-1].span.end < len(text.rstrip()):
        return text
    start = found[-1].span.start
    fence = _FENCE.match(text, start)
    head, _, last = text.rstrip().rpartition("\n")
    if fence is None or (len(head) >= start and _ends(last, fence[1])):
        return text
    # Inside of quotes and items, their marks and indentation stand before the last line too.
    marks = _MARK.sub(" ", text[text.rfind("\n", 0, start) + 1 : fence.start(1)])
    return f"{text.rstrip(chr(10))}\n{marks}{fence[1]}\n"


def _ends(line: str, fence: str) -> bool:
    """Whether a line, in whatever quotes and items, closes what `fence` opened."""
    marks = line.strip(" \t>")
    return len(marks) >= len(fence) and set(marks) == {fence[0]}


_BLANK_LIKE: Final = re.compile(r"[ \x0b\x0c]*[\x0b\x0c]")


def _as_blank(match: re.Match[str]) -> str:
    """As many blanks, but for the ends of a line, where they would make code or a break."""
    text, (start, end) = match.string, match.span()
    is_edge = text[end : end + 1] in ("", "\n") or (start == 0 or text[start - 1] == "\n")
    return "" if is_edge else " " * (end - start)


def _first_of_lines(body: Body) -> Iterator[int]:
    """The first control character of each line that has one."""
    text, (at, end) = body.source.text, body.span
    while found := _CONTROL.search(text, at, end):
        yield found.start()
        newline = text.find("\n", found.end(), end)
        if newline < 0:
            return
        at = newline + 1


def _place(body: Body, written: str, region: Region) -> int:
    """Where in the source a region comes from: where its first words are, else the last ones above it."""
    within = _words(written[region.start : region.end])
    above = reversed(list(_words(written[max(region.start - _FAR, 0) : region.start])))
    for words in (*within, *above):
        at = body.source.text.find(words, *body.span)
        if at >= 0:
            return at
    return body.span.start


_FAR: Final = 2000
"""How many characters above a region words are looked for that tell its place."""


def _words(written: str) -> Iterator[str]:
    """The words of each line, without tags and what only kramdown knows."""
    for line in re.split(r"\n|<[^<>\n]*>", written):
        words = line.strip(" \t>-*+#|")
        if len(words) > 3 and not words.startswith("{:"):
            yield words


def _with_ids(text: str, options: KramdownOptions) -> str:
    """The text with the ids of headings in elements said, where kramdown goes by another rule than outside."""
    if 'markdown="1"' not in text or "#" not in text:
        return text
    reading = read(fragment_of(text, Span(0, len(text))), options, {})
    edits: list[tuple[int, str]] = []
    ids = Ids(options)
    for block in reading.blocks:
        if block.kind != "h" or block.attributes.get("id") or _says_id(block):
            continue
        wanted = ids.next_id(shown(block.frag, block.line, block.text_start, block.text_end))
        if wanted and wanted != reading.ids.get(id(block)):
            edits.append(_said_id(text, reading, block, wanted))
    for at, said in reversed(edits):
        text = f"{text[:at]}{said}{text[at:]}"
    return text


def _said_id(text: str, reading: Reading, block: Block, wanted: str) -> tuple[int, str]:
    """Where the id of a heading goes, and how it is said: behind its text, or on the line below."""
    end = _end(reading, block)
    if PLAIN_ID.fullmatch(wanted):
        return end, f" {{#{wanted}}}"
    newline = text.find("\n", end)
    said = f'\n{prefix_at(text, block.frag.origin(block.start))}{{: id="{quoted(wanted)}"}}'
    return newline if newline >= 0 else len(text), said


def _says_id(block: Block) -> bool:
    return block.ial is not None and "id" in block.ial.values


def _end(reading: Reading, block: Block) -> int:
    return block.frag.origin(block.text_end - 1) + 1
