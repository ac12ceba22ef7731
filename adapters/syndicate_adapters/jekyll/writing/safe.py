"""A text that CommonMark reads as it is meant, changed where kramdown would read something else in it.

Both readings are compared; a block that differs is written anew, at first as little as may do, at last as HTML.
Source: kramdown 2.4.0; tests/jekyll_writing asks the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from syndicate.body import markdown
from syndicate.body.markdown import Mask
from syndicate.body.outline import Outline, mark, read_outline
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import Reading, fragment_of, read
from syndicate_adapters.jekyll.kramdown.hidden import disjoint, masks_of
from syndicate_adapters.jekyll.kramdown.patterns import BLOCK_TAGS, SPAN_TAGS
from syndicate_adapters.jekyll.kramdown.seen import Seen
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.tree import walk_line
from syndicate_adapters.jekyll.writing.blocks import BlockWriter
from syndicate_adapters.jekyll.writing.html import unpaired
from syndicate_adapters.jekyll.writing.lines import LineWriter
from syndicate_adapters.jekyll.writing.pieces import Piece, read_pieces
from syndicate_adapters.jekyll.writing.sight import Sight

_ATTEMPTS: Final = 4
_STRICT_AGAIN: Final = 2
_UNCOUNTED: Final = (mark("risky"), mark("closed"), mark("unclosed"))
"""What is marked for parsers that read otherwise than CommonMark, which does not matter here."""


class Region(NamedTuple):
    """Where the readings differ: from `start` to `end`, the blocks there, and whether it is one line only.

    seen_end: behind the last block that kramdown finds there. is_definitions: these are lists of definitions.
    """

    start: int
    end: int
    pieces: tuple[Outline, ...]
    is_line: bool = False
    seen_end: int = 0
    is_definitions: bool = False


class Safe(NamedTuple):
    """A text for kramdown, and where in it the readings still differ."""

    text: str
    left: tuple[Region, ...] = ()


def safe(text: str, options: KramdownOptions, *, keeps_definitions: bool = False) -> Safe:
    """`text`, whose lines end with "\\n", for kramdown. Raises ParserFailure.

    keeps_definitions: lists of definitions, of which our parser knows nothing, are meant as kramdown reads them.
    """
    regions, masks = _compare(text, options, keeps_definitions=keeps_definitions)
    pieces: Sequence[Piece] = ()
    for attempt in range(_ATTEMPTS):
        if not regions:
            break
        if attempt == _STRICT_AGAIN and pieces:
            continue  # the last attempt changed nothing, and this one is no other
        pieces = pieces or read_pieces(text, masks)
        changed = _changed(text, pieces, regions, masks, attempt)
        if changed != text:
            text, pieces = changed, ()
            regions, masks = _compare(text, options, keeps_definitions=keeps_definitions)
    return Safe(text, tuple(regions))


def _compare(
    text: str, options: KramdownOptions, *, keeps_definitions: bool
) -> tuple[list[Region], list[Mask]]:
    """Where the readings of a text differ, and what of it the parser of CommonMark did not read."""
    reading = read(fragment_of(text, Span(0, len(text))), options, {})
    masks = list(disjoint(_masks(reading)))
    regions = _differences(text, reading, masks)
    if keeps_definitions:
        regions = [each for each in regions if not each.is_definitions]
    return regions, masks


def _changed(
    text: str,
    pieces: Sequence[Piece],
    regions: Sequence[Region],
    masks: Sequence[Mask],
    attempt: int,
) -> str:
    said: list[str] = []
    done = 0
    for region in regions:
        start, found = region.start, _found(pieces, region)
        if start < done:
            continue
        end = _end(text, region, found)
        made = _anew(text, region._replace(end=end), found, masks, attempt)
        said += (text[done:start], made)
        done = end
    said.append(text[done:])
    return "".join(said)


def _end(text: str, region: Region, found: Sequence[Piece]) -> int:
    """The end of what is written anew: behind the last block that either of them sees, without blanks."""
    end = region.end
    if not region.is_line:
        ends = [region.seen_end, *(piece.end for piece in found)]
        end = min(max(ends), end) if max(ends) > region.start else end
    while end > region.start and text[end - 1].isspace():
        end -= 1
    return end


def _anew(
    text: str, region: Region, found: Sequence[Piece], masks: Sequence[Mask], attempt: int
) -> str:
    """What is to stand in a region."""
    prefix = prefix_at(text, region.start)
    depth = prefix.count(">")
    if attempt == _ATTEMPTS - 1 or any(map(_opens_line_tag, found)):
        said = _as_html(text, region, masks, depth)
    elif region.is_line and found:
        in_cell = found[0].kind == "cell"
        if found[0].kind == "h":
            said = _heading(text, found[0], masks)
        else:
            said = LineWriter(text, masks, in_cell=in_cell).line(found[0])
        return _with_prefix(said, prefix)
    elif not found:
        said = _definitions(text, region)
    else:
        writer = BlockWriter(text, masks, is_strict=attempt > 0)
        said = writer.blocks(found, region.start, region.end, depth)
    above, below = _gaps(text, region, depth)
    return _with_prefix(f"{above}{said}{below}", prefix)


def _heading(text: str, piece: Piece, masks: Sequence[Mask]) -> str:
    said = " ".join(LineWriter(text, masks).line(piece).split("\n"))
    last = piece.children[-1].end if piece.children else piece.start
    tail = "".join(
        text[m.span.start : m.span.end] for m in masks if last <= m.span.start < piece.end
    )
    return f"{'#' * int(piece.detail)} {said}{tail}"


def _found(pieces: Sequence[Piece], region: Region) -> list[Piece]:
    """The pieces that a region is made of."""
    if not region.pieces:
        return []
    first = region.pieces[0]
    level: Sequence[Piece] = pieces
    while True:
        behind = bisect_right(level, first.start, key=_start)
        for at in range(bisect_left(level, first.start, key=_start), behind):
            if level[at].kind == first.kind:
                return list(level[at : at + len(region.pieces)])
        if not behind or first.start >= level[behind - 1].end:
            return []
        level = level[behind - 1].children


_start: Final = attrgetter("start")


def _with_prefix(text: str, prefix: str) -> str:
    if not prefix:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{prefix}{line}" if line else prefix.rstrip() for line in rest)])


def _gaps(text: str, region: Region, depth: int) -> tuple[str, str]:
    """The ends of lines that keep a region apart from the lines that touch it."""
    line = text.rfind("\n", 0, region.start) + 1
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].strip(" \t>\n")
    newline = text.find("\n", region.end)
    newline = len(text) if newline < 0 else newline
    after = text.find("\n", newline + 1)
    below = text[newline + 1 : after if after >= 0 else len(text)].strip(" \t>")
    is_marked = text[line : region.start].strip(" \t>") != ""
    before = "\n" if above and not is_marked else ""
    return before, "\n" if below and not below.startswith("{:") else ""


def _definitions(text: str, region: Region) -> str:
    """The link definitions in a region, as kramdown reads them."""
    import pyromark

    said: list[str] = []
    for label, found in pyromark.reference_definitions(text[region.start : region.end]).items():
        title = found.get("title") or ""
        quote = "'" if '"' in title else '"'
        url = str(found["dest"]).replace("|", "%7C")
        said.append(f"[{label}]: <{url}>" + (f" {quote}{title}{quote}" if title else ""))
    return "\n".join(said) or text[region.start : region.end]


def _as_html(text: str, region: Region, masks: Sequence[Mask], depth: int) -> str:
    """A region as the HTML that CommonMark makes of it, which kramdown leaves alone."""
    prefix = prefix_at(text, region.start)
    column = len(prefix) if not depth else 0
    lines = []
    for number, line in enumerate(text[region.start : region.end].split("\n")):
        for _ in range(depth if number else 0):
            line = re.sub(r"^[ \t]*> ?", "", line)
        lines.append(line[min(column, len(line) - len(line.lstrip())) :] if number else line)
    # A blank line would end the HTML for CommonMark; only in code it is seen.
    made = markdown.to_html("\n".join(lines)).strip()
    last = made.rfind("</pre>") + 1
    made = _PRE.sub(
        lambda match: match[0].replace("\n\n", "\n&#10;").replace("\n\n", "\n&#10;"),
        made[: last + len("/pre>")] if last else "",
    ) + (made[last + len("/pre>") :] if last else made)
    made = re.sub(r"\n[ \t]*(?=\n)", "", made)
    # For a browser only a letter of ASCII begins a tag, for kramdown any.
    made = re.sub(r"<(?=/?[^\W\d_A-Za-z])", "&lt;", made)
    made = re.sub(r"(?<!\$)\$\$(.+?)\$\$", r"\\(\1\\)", made, flags=re.DOTALL)
    is_whole = _is_one_element(made) or any(unpaired(made))
    return made if is_whole else f"{{::nomarkdown}}\n{made}\n{{:/}}"


def _masks(reading: Reading) -> Iterator[Mask]:
    """What the parser of CommonMark is not to read: what only kramdown knows, and never a definition of a link."""
    definitions = {block.span for block in reading.blocks if block.definition is not None}
    yield from (mask for mask in masks_of(reading) if mask.span not in definitions)


def _opens_line_tag(piece: Piece) -> bool:
    """Whether a block of HTML opens an element of a line that goes on below: kramdown has no such thing."""
    if piece.kind != "html":
        return False
    starts, _ = unpaired(piece.text)
    names = (_TAG_NAME.match(piece.text, start) for start in starts)
    return any(name is not None and name[1].lower() in SPAN_TAGS for name in names)


_PRE: Final = re.compile(r"<pre.*?</pre>", re.DOTALL)


def _is_one_element(html: str) -> bool:
    """Whether all of a text stands in one element that begins a block, or in several, each in lines of its own."""
    name = re.match(r"<([a-z][a-z0-9]*)", html)
    is_block = name is not None and name[1] in BLOCK_TAGS
    return is_block and not re.search(r"</(?:p|div|h[1-6])>[^\n<]*[^\s<]", html)


# -- what differs ---------------------------------------------------------------------------------


def _differences(text: str, reading: Reading, masks: Sequence[Mask]) -> list[Region]:
    outline = read_outline(text, 0, masks=masks)
    seen = list(Sight(reading).blocks(reading.root.children))
    return _joined(list(_compared(text, seen, outline.blocks, len(text))), outline.blocks)


def _joined(regions: list[Region], outlines: Sequence[Outline]) -> list[Region]:
    """The regions; one that opens an element of a line goes on to the one that closes it."""
    found: list[Region] = []
    closing = _closing(regions)
    starts = [each.start for each in outlines]
    for region in regions:
        if found and region.start < found[-1].end:
            continue
        names = {name for each in region.pieces for name in _line_tags(each, is_closing=False)}
        behind = (_next(closing[name], region) for name in names & closing.keys())
        last = min(filter(None, behind), key=_start, default=None)
        if last is not None:
            pieces = outlines[bisect_left(starts, region.start) : bisect_left(starts, last.end)]
            region = Region(region.start, last.end, tuple(pieces), seen_end=last.seen_end)
        found.append(region)
    return found


def _next(regions: Sequence[Region], region: Region) -> Region | None:
    """The first of the regions that begins behind `region`."""
    at = bisect_right(regions, region.start, key=_start)
    return regions[at] if at < len(regions) else None


def _closing(regions: Sequence[Region]) -> dict[str, list[Region]]:
    """The regions, in order, that close each element of a line without its other tag."""
    found: dict[str, list[Region]] = {}
    for region in regions:
        names = {name for each in region.pieces for name in _line_tags(each, is_closing=True)}
        for name in names:
            found.setdefault(name, []).append(region)
    return found


def _line_tags(outline: Outline, *, is_closing: bool) -> list[str]:
    """The elements of a line that a block of HTML opens, or closes, without the other tag."""
    if outline.kind != "html":
        return []
    starts = unpaired(outline.line)[is_closing]
    matches = (_TAG_NAME.match(outline.line, start) for start in sorted(starts))
    names = [match[1].lower() for match in matches if match is not None]
    return [name for name in names if name in SPAN_TAGS]


_TAG_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")


def _compared(
    text: str, seen: Sequence[Seen], outlines: Sequence[Outline], end: int
) -> Iterator[Region]:
    """Where two readings of one stretch differ, in order."""
    seen_starts = [_line(text, each.block.frag.origin(each.block.start)) for each in seen]
    starts = [_line(text, each.start) for each in outlines]
    common = sorted(set(seen_starts) & set(starts))
    if not common or min(seen_starts[0], starts[0]) < common[0]:
        common.insert(0, min([*seen_starts[:1], *starts[:1]], default=0))
    for number, start in enumerate(common):
        stop = common[number + 1] if number + 1 < len(common) else end
        is_last = number + 1 == len(common)
        high = len(seen) if is_last else bisect_left(seen_starts, stop)
        ours = seen[bisect_left(seen_starts, start) : high]
        high = len(outlines) if is_last else bisect_left(starts, stop)
        theirs = outlines[bisect_left(starts, start) : high]
        if ours or theirs:
            yield from _one(text, ours, theirs, stop)


def _line(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _one(
    text: str, seen: Sequence[Seen], outlines: Sequence[Outline], end: int
) -> Iterator[Region]:
    if len(seen) == len(outlines) == 1 and is_alike(seen[0], outlines[0]):
        return
    if len(seen) == len(outlines) == 1:
        narrowed = _narrowed(text, seen[0], outlines[0], end)
        if narrowed is not None:
            yield from narrowed
            return
    first = outlines[0].start if outlines else seen[0].block.frag.origin(seen[0].block.start)
    seen_end = max((each.block.span.end for each in seen), default=0)
    is_definitions = bool(seen) and all(each.block.kind == "dl" for each in seen)
    yield Region(first, end, tuple(outlines), seen_end=seen_end, is_definitions=is_definitions)


def _narrowed(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    """The parts that differ of one block; None where it differs as a whole."""
    if (seen.kind, seen.detail) != (outline.kind, outline.detail):
        return None
    if not seen.children and not outline.children:
        if seen.kind not in ("p", "h"):
            return None
        return [Region(outline.start, _leaf_end(seen, end), (outline,), is_line=True)]
    if seen.kind in ("table", "note") or len(seen.children) != len(outline.children):
        return None if seen.kind != "quote" else _inside(text, seen, outline, end)
    if seen.kind == "list":
        return _items(text, seen, outline, end)
    return _inside(text, seen, outline, end)


def _items(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    found: list[Region] = []
    for number, (inner, other) in enumerate(zip(seen.children, outline.children, strict=True)):
        if is_alike(inner, other):
            continue
        is_last = number + 1 == len(outline.children)
        stop = end if is_last else _line(text, outline.children[number + 1].start)
        narrowed = _narrowed(text, inner, other, stop)
        if narrowed is None or not all(each.is_line for each in narrowed):
            return None
        found += narrowed
    return found


def _inside(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    found = list(_compared(text, seen.children, outline.children, end))
    # A part of it must be apart from what stands before it on its line.
    is_free = all(each.is_line or each.pieces for each in found)
    return found if is_free else None


def _leaf_end(seen: Seen, end: int) -> int:
    block = seen.block
    found = block.span.end
    return min(found, end)


def is_alike(seen: Seen, outline: Outline) -> bool:
    """Whether readers see the same in both."""
    if seen.kind == "p" and outline.kind == "html":
        return _is_only_tags(seen) and _counted(seen.line).replace(mark("tag"), "") != ""
    if seen.kind == "html" and outline.kind == "p":
        return _as_written(outline.line) == seen.line
    if seen.kind != outline.kind or seen.detail != outline.detail:
        return False
    if _counted(seen.line) != outline.line.replace(_MAIL, _ADDRESS) or len(seen.children) != len(
        outline.children
    ):
        return False
    return all(map(is_alike, seen.children, outline.children))


def _counted(line: str) -> str:
    for each in _UNCOUNTED:
        if each in line:
            line = line.replace(each, "").strip()
    return line.replace(_MAIL, _ADDRESS)


_MAIL: Final = "\x01a\x02mailto:"
_ADDRESS: Final = "\x01a\x02"
"""Only one of the two parsers says so of an address between angle brackets."""


_TAG_MARK: Final = re.compile(r"\x01tag\x02(.*?)\x03")


def _as_written(line: str) -> str:
    """The line of a paragraph of nothing but tags, and text that means the same outside of Markdown."""
    tags = _TAG_MARK.findall(line)
    rest = _TAG_MARK.sub("", line)
    is_plain = all(_TEXT.fullmatch(word) for word in rest.split())
    return _TAG_MARK.sub(lambda match: str(match[1]), line) if tags and is_plain else ""


_TEXT: Final = re.compile(r"[^\s<>&*_`\\\"'\[\]|$~-]*")


def _is_only_tags(seen: Seen) -> bool:
    """Whether a paragraph holds tags only, and text without marks."""
    block = seen.block
    line = list(walk_line(block.line))
    if not line or any(inline.kind not in ("html", "comment", "br") for inline in line):
        return False
    written = block.frag.text[block.text_start : block.text_end]
    if any(unpaired(written)):
        return False
    text = re.sub(r"<[^>]*>", "", written)
    return all(_TEXT.fullmatch(word) for word in text.split())
