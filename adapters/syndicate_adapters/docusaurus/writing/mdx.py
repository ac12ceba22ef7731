"""MDX from plain Markdown that holds directives, raw HTML and, on lines of their own, our components.

What MDX would read as JavaScript or JSX is escaped, and HTML is spelled as JSX. An element that stands
in one block is put in as it is (`dangerouslySetInnerHTML`), so that no byte of it is read anew.
Source: Docusaurus 3.10.2 with MDX 3; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from syndicate.body import markdown
from syndicate.body.commonmark import VOID
from syndicate.body.markdown import Construct
from syndicate.body.raw import tag_matches
from syndicate.body.render import without_prefix
from syndicate.body.tree import prefix_at
from syndicate_adapters.docusaurus.writing import flow
from syndicate_adapters.docusaurus.writing.indented import fence_of
from syndicate_adapters.docusaurus.writing.jsx import jsx_attributes

_IMPORTS: Final = "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n"
_COMPONENTS: Final = frozenset({"Tabs", "TabItem"})
_STRUCTURE: Final = frozenset({"details", "summary"}) | _COMPONENTS
_KINDS: Final = frozenset(
    {
        "code",
        "code_span",
        "html",
        "html_inline",
        "link",
        "image",
        "math",
        "math_display",
        "quote",
        "item",
        "paragraph",
        "heading",
        "cell",
        "emphasis",
        "strong",
        "deletion",
    }
)
"""What holds the two halves of a tag apart, and what is written otherwise."""

_TOKEN: Final = re.compile(
    r"(?P<comment><!--(?P<words>.*?)-->)"
    r"|(?P<other><[!?][^>]*>)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*"
    r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*(?P<void>/?)>",
    re.DOTALL,
)
_LIVE: Final = re.compile(r"[{}<]")
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~]")
_ENDS: Final = re.compile(r"[ \t]+(?=\r?\n)")
_BLOCK_START: Final = re.compile(
    r"^([ \t]*(?:\d{1,9}(?=[.)][ \t]))?)([-+.)](?=[ \t])|-+[ \t]*$|=+[ \t]*$)", re.MULTILINE
)
_QUOTE: Final = re.compile(r"^([ \t]*)>", re.MULTILINE)
"""What would be a list, a heading or a quote, in text of HTML in which Markdown is not read."""

_DECLARES: Final = re.compile(r"^([ \t>]*)(im|ex)(port)(?=\s)", re.MULTILINE)
_DIRECTIVE: Final = re.compile(
    r"^[ \t>]*:{3,}[A-Za-z][\w-]*(?:\[.*\])?(\{[^{}\n]*\})[ \t]*$", re.MULTILINE
)


class Lost(NamedTuple):
    """What MDX has no words for, and the tag that said it."""

    what: str
    tag: str


def to_mdx(text: str, *, has_math: bool, lost: list[Lost]) -> str:
    """`text` so that MDX shows what plain Markdown showed. lost: gets what could not be said."""
    extensions = (*markdown.GFM, markdown.MATH) if has_math else markdown.GFM
    found = markdown.parse(text, extensions=extensions, kinds=_KINDS)
    writer = _Writer(text=text, found=found, lost=lost)
    written = writer.written()
    used = any(tag.name in _COMPONENTS for tag in writer.tags)
    return f"{_IMPORTS}{written}" if used else written


@dataclass(slots=True)
class _Tag:
    """A tag that is written as JSX.

    inside: what it must find its other half in, and whether that is a line of text.
    ends: elements in the one it closes, which end with that. resumed: those of them that go on behind it.
    is_silent: closes what has ended already.
    """

    start: int
    end: int
    match: re.Match[str]
    inside: tuple[int, bool]
    is_paired: bool = False
    ends: list[_Tag] = field(default_factory=list)
    resumed: list[_Tag] = field(default_factory=list)
    is_silent: bool = False

    @property
    def name(self) -> str:
        name = self.match["name"]
        return name if name in _COMPONENTS else name.lower()

    @property
    def is_void(self) -> bool:
        return self.name in VOID or (bool(self.match["void"]) and self.name in _COMPONENTS)


class _Open(NamedTuple):
    """An element that goes on. ended_by: the tag behind which it does."""

    tag: _Tag
    ended_by: _Tag | None = None


@dataclass(slots=True, kw_only=True)
class _Writer:
    """One pass over one text. done: stretches that need no further look, with what they become."""

    text: str
    found: Sequence[Construct]
    lost: list[Lost]
    tags: list[_Tag] = field(default_factory=list)
    done: list[tuple[int, int, str | None]] = field(default_factory=list)
    in_lines: dict[int, int] = field(default_factory=dict)
    loose: list[flow.Loose] = field(default_factory=list)

    def written(self) -> str:
        for construct in self.found:
            self._take(construct)
        for match in _DIRECTIVE.finditer(self.text):
            self.done.append((match.start(1), match.end(1), None))
        self._pair()
        self.done += ((t.start, t.end, self._jsx(t)) for t in self.tags)
        if self.in_lines:
            self._hold_lines()
        self.done.sort(key=lambda piece: (piece[0], -piece[1]))
        return "".join(self._pieces())

    def _hold_lines(self) -> None:
        """Puts a blank that MDX counts before lines of nothing but tags, which stay in their paragraph so."""
        pairs = list(flow.neighbours(self.text, self.loose)) if self.loose else []
        joined = {block.start for pair in pairs for block in pair}
        held = set(flow.alone(self.text, self.in_lines, joined))
        self.done = [
            (start, end, f"&#32;{said}") if start in held and said else (start, end, said)
            for start, end, said in self.done
        ]
        self.done += (flow.between(self.text, above, below) for above, below in pairs)

    def _pieces(self) -> Iterator[str]:
        position = 0
        for start, end, said in self.done:
            if start < position:
                continue
            yield self._plain(position, start)
            yield self.text[start:end] if said is None else said
            position = end
        yield self._plain(position, len(self.text))

    def _plain(self, start: int, end: int) -> str:
        """Text between the constructs: braces and angle brackets are escaped, unless they are already."""

        def escaped(match: re.Match[str]) -> str:
            at = match.start()
            while at and piece[at - 1] == "\\":
                at -= 1
            return match[0] if (match.start() - at) % 2 else f"\\{match[0]}"

        piece = self.text[start:end]
        piece = _LIVE.sub(escaped, piece) if _LIVE.search(piece) else piece
        if "port" not in piece:
            return piece
        is_line = start == 0 or self.text[start - 1] == "\n"
        entities = {"im": "&#105;m", "ex": "&#101;x"}
        return _DECLARES.sub(
            lambda m: m[0] if not is_line and m.start() == 0 else f"{m[1]}{entities[m[2]]}{m[3]}",
            piece,
        )

    def _take(self, construct: Construct) -> None:
        start, end = construct.span
        match construct.kind:
            case "code" if construct.detail is None:
                span, said = fence_of(self.text, construct, self.found)
                self.done.append((*span, said))
            case "code" | "code_span" | "math" | "math_display":
                self.done.append((start, end, None))
            case "html":
                self._block(start, end, construct)
            case "html_inline":
                self._inline(start, end, construct.parent)
            case "link" if construct.id in ("Autolink", "Email"):
                shown = _MARKUP.sub(lambda m: f"\\{m[0]}", self.text[start + 1 : end - 1])
                self.done.append((start, end, f"[{shown}]({_destination(str(construct.detail))})"))
        if construct.destination is not None:
            self._address(*construct.destination)

    def _address(self, start: int, end: int) -> None:
        written = self.text[start:end]
        if "{" in written or "}" in written or written.startswith("<"):
            said = written.replace("{", "%7B").replace("}", "%7D")
            self.done.append((start, end, said))

    # -- HTML ---------------------------------------------------------------------------------------

    def _inline(self, start: int, end: int, parent: int) -> None:
        match = _TOKEN.fullmatch(self.text, start, end)
        self.in_lines[start] = end
        if self.text.startswith(("<?", "<![CDATA["), start):
            self.done.append((start, end, _shown_of_instruction(self.text[start:end])))
        elif match is None or match["name"] is None:
            self.done.append((start, end, _comment(match)))
        else:
            self.tags.append(_Tag(start, end, match, (parent, True)))

    def _block(self, start: int, end: int, construct: Construct) -> None:
        """One block of raw HTML, element by element."""
        prefix = prefix_at(self.text, start)
        position = start
        matches = list(tag_matches(_TOKEN, self.text, start, end))
        closing = _closing(matches)
        is_loose = (
            found := flow.loose(self.text, start, end, construct.parent, matches)
        ) is not None
        if found is not None:
            self.loose.append(found)
        for match in matches:
            if match.start() < position:
                continue
            self._words(position, match.start(), prefix)
            position = self._element(match, closing, prefix, construct)
            if is_loose:
                self.in_lines[match.start()] = position
        self._words(position, end, prefix)

    def _element(
        self,
        match: re.Match[str],
        closing: Mapping[int, re.Match[str]],
        prefix: str,
        construct: Construct,
    ) -> int:
        """Takes an element of a block with all that is in it, a tag or a comment; gives where it ends."""
        if match["name"] is None:
            self.done.append((*match.span(), _comment(match)))
            return match.end()
        found = _Tag(*match.span(), match, (construct.parent, False))
        close = closing.get(match.start())
        if close is None or found.is_void or found.name in _STRUCTURE:
            self.tags.append(found)
            return match.end()
        inner = without_prefix(self.text[match.end() : close.start()], prefix)
        self.done.append((match.start(), close.end(), self._whole(found, inner)))
        return close.end()

    def _whole(self, found: _Tag, inner: str) -> str:
        attributes = self._attributes(found)
        if not inner.strip():
            return f"<{found.name}{attributes}></{found.name}>"
        text = json.dumps(inner, ensure_ascii=False).replace("\u2028", "\\u2028")
        return f"<{found.name}{attributes} dangerouslySetInnerHTML={{{{__html: {text}}}}} />"

    def _words(self, start: int, end: int, prefix: str) -> None:
        """Text in a block of HTML, in which Markdown is not read."""
        words = self.text[start:end]
        said = _ENDS.sub("", words) if "\n" in words else words
        if _MARKUP.search(said):
            said = re.sub(r"[\\`*_{}\[\]<#|~]", r"\\\g<0>", said)
        said = _BLOCK_START.sub(r"\1\\\2", said)
        if ">" in said and ">" not in prefix:
            said = _QUOTE.sub(r"\1\\>", said)
        said = said.replace("://", ":{/* */}//").replace("www.", "www{/* */}.")
        if said != words:
            self.done.append((start, end, said))

    def _pair(self) -> None:
        """Finds the other half of each tag; what has none becomes a comment, as no page of MDX holds it."""
        stacks: dict[tuple[int, bool], list[_Open]] = {}
        opened: Counter[tuple[str, int, bool]] = Counter()
        for found in sorted(self.tags, key=lambda found: found.start):
            stack = stacks.setdefault(found.inside, [])
            if found.is_void:
                found.is_paired = True
            elif not found.match["close"]:
                stack.append(_Open(found))
                opened[found.name, *found.inside] += 1
            elif opened[found.name, *found.inside]:
                opened[found.name, *found.inside] -= 1
                inner = self._close(found, stack)
                opened.subtract((each.tag.name, *found.inside) for each in inner)

    def _close(self, found: _Tag, stack: list[_Open]) -> list[_Open]:
        """Closes an element; gives those opened in it that are over for good.

        In a line, what was opened in it ends with it and goes on behind it, as browsers have it.
        """
        inner: list[_Open] = []
        while (outer := stack.pop()).tag.name != found.name:
            inner.append(outer)
        outer.tag.is_paired = found.is_paired = True
        found.is_silent = not self._goes_on(outer, found)
        if not found.inside[1]:
            return inner
        for each in inner:
            each.tag.is_paired = True
            if self._goes_on(each, found):
                found.ends.append(each.tag)
        stack += (_Open(each.tag, found) for each in reversed(inner))
        return []

    def _goes_on(self, opened: _Open, until: _Tag) -> bool:
        """Whether something of an element stands before a closing tag."""
        last = opened.ended_by
        if last is None:
            return True
        is_shown = bool(self.text[last.end : until.start].strip())
        if is_shown:
            last.resumed.append(opened.tag)
        return is_shown

    def _jsx(self, found: _Tag) -> str:
        if not found.is_paired:  # browsers leave out a closing tag that closes nothing
            if not found.match["close"]:
                self.lost.append(
                    Lost(f"<{found.name}>, which has no other half there", found.match[0])
                )
            return _commented(found.match[0])
        if found.match["close"] and found.name in VOID:  # browsers break the line at `</br>`
            return "<br />" if found.name == "br" else _commented(found.match[0])
        if not found.match["close"]:
            return self._opening(found)
        ends = "".join(f"</{each.name}>" for each in found.ends)
        own = "" if found.is_silent else f"</{found.name}>"
        resumed = sorted(found.resumed, key=lambda each: each.start)
        return f"{ends}{own}{''.join(map(self._opening, resumed))}" or _commented(found.match[0])

    def _opening(self, found: _Tag) -> str:
        if found.name in _COMPONENTS:
            return f"<{found.name}{found.match['attributes']}>"
        return f"<{found.name}{self._attributes(found)}{' /' if found.is_void else ''}>"

    def _attributes(self, found: _Tag) -> str:
        lost: list[str] = []
        attributes = jsx_attributes(found.match["attributes"], found.name, lost)
        self.lost += (Lost(each, found.match[0]) for each in lost)
        return attributes


def _closing(matches: Sequence[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The other half of each opening tag that has one, by where the tag begins."""
    opened: dict[str, list[int]] = {}
    found: dict[int, re.Match[str]] = {}
    for match in matches:
        name = (match["name"] or "").lower()
        if not name or name in VOID:
            continue
        stack = opened.setdefault(name, [])
        if not match["close"]:
            stack.append(match.start())
        elif stack:
            found[stack.pop()] = match
    return found


def _comment(match: re.Match[str] | None) -> str:
    words = match["words"] if match is not None else None
    if words is None:
        return ""
    return _commented(words)


def _shown_of_instruction(written: str) -> str:
    """What a browser shows of an instruction or of character data: what stands behind the first bracket."""
    return _MARKUP.sub(lambda m: f"\\{m[0]}", written.partition(">")[2])


def _commented(words: str) -> str:
    return f"{{/*{words.replace('*/', '* /')}*/}}"


def _destination(url: str) -> str:
    url = html.unescape(url)
    url = f"mailto:{url}" if "@" in url and ":" not in url else url
    return url.replace("{", "%7B").replace("}", "%7D").replace("(", "%28").replace(")", "%29")
