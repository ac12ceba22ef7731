"""The header of a page: its values, where they stand, and what Hugo refuses in them.

Source: Hugo 0.168; tests/hugo_reading/vectors/errors.json holds the headers that stop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Diagnostic
from syndicate.source.frontmatter import HUGO, FrontMatter, FrontMatterError, read_front_matter
from syndicate.source.text import SourceText, Span, UnreadableSource, read_source
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.codes import HEADER_REFUSED
from syndicate_adapters.hugo.reading.content import ContentFile
from syndicate_adapters.hugo.reading.params import Params, folded, params_of, text_of, texts_of
from syndicate_adapters.hugo.reading.versions import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header. front: over a text that ends with it, so that bodies do not stay in memory. values: keys folded.

    is_refused: the engine stops at it.
    """

    front: FrontMatter
    values: Params = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    is_refused: bool = False

    def finding(self, key: str, code: Code, message: str) -> Diagnostic:
        """A finding at a key, or at the start of the file where it does not stand there."""
        at = self.front.at(key) if key in self.front else 0
        return self.front.source.diagnostic(at, code, message)


_FATAL: Final = frozenset(("source-unreadable", "front-matter-broken"))
_OLD_TRUTHS: Final = frozenset("yes Yes YES on On ON y Y".split())


def read_header(file: ContentFile, engine: Engine) -> Header:
    """The header of a file."""
    findings: list[Diagnostic] = []
    text = _text(file, findings)
    front = _front_matter(text, findings)
    values = params_of(folded(front.values))
    if front.format is None and text.text.lstrip(" \t\r\n\ufeff").startswith("#+"):
        values = org_values(text.text[: front.body_start])
    if not engine.has(152) and text_of(values.get("draft")) in _OLD_TRUTHS:
        values = {**values, "draft": True}  # YAML 1.1, as Hugo read it before
    header = Header(front=_alone(front), values=values)
    findings += _refusals(header)
    is_refused = any(found.code in (*_FATAL, HEADER_REFUSED.name) for found in findings)
    return replace(header, findings=tuple(findings), is_refused=is_refused)


def _text(file: ContentFile, findings: list[Diagnostic]) -> SourceText:
    try:
        text = read_source(file.file, file.source)
    except UnreadableSource as error:
        text = SourceText(file.source, "")
        findings.append(text.diagnostic(0, CODES["source-unreadable"], str(error)))
    if text.replaced:
        message = f"{len(text.replaced)} places are no UTF-8; each is read as U+FFFD"
        findings.append(text.diagnostic(text.replaced[0], CODES["encoding-replaced"], message))
    return text


def _front_matter(text: SourceText, findings: list[Diagnostic]) -> FrontMatter:
    try:
        return read_front_matter(text, HUGO)
    except FrontMatterError as error:
        findings.append(text.diagnostic(error.offset, CODES["front-matter-broken"], str(error)))
        start = error.body_start
        return FrontMatter(
            source=text,
            rules=HUGO,
            format=None,
            block=Span(0, start),
            content=Span(start, start),
            body_start=start,
        )


def _alone(front: FrontMatter) -> FrontMatter:
    text = front.source
    return replace(front, source=SourceText(text.path, text.text[: front.body_start], text.has_bom))


def _refusals(header: Header) -> Iterator[Diagnostic]:
    """What the header says that stops the engine, beside dates."""
    values = header.values
    for key, addresses in (
        ("url", (text_of(values.get("url")),)),
        ("aliases", texts_of(values.get("aliases"))),
    ):
        if any(address.startswith(("http://", "https://")) for address in addresses):
            message = f"Hugo takes no address with a scheme for {key!r}; write a path"
            yield header.finding(key, HEADER_REFUSED, message)
    for key in ("build", "_build", "params"):
        if key in values and values[key] is not None and not isinstance(values[key], dict):
            message = f"Hugo wants a table for {key!r}, and stops"
            yield header.finding(key, HEADER_REFUSED, message)


# --- org -----------------------------------------------------------------------------------------

_ORG_LINE: Final = re.compile(r"#\+(\w+)(\[\])?:[ \t]*([^\n]*)\n?")
_ORG_DATE: Final = re.compile(r"[<\[](\d{4}-\d\d-\d\d)[^>\]]*[>\]]")
_ORG_DATES: Final = frozenset(("date", "lastmod", "publishdate", "expirydate"))


def org_values(text: str) -> Params:
    """The keywords at the start of an Org file; `[]` makes a list of one, and so does saying it twice."""
    values: Params = {}
    for found in _ORG_LINE.finditer(text):
        key, said = found[1].lower(), found[3].strip()
        value: Value = said
        if found[2]:
            value = list(said.split())
        elif key == "filetags":
            value = [word for word in said.split(":") if word.strip()]
        elif key in _ORG_DATES and (date := _ORG_DATE.search(said)):
            value = date[1]
        old = values.get(key)
        if isinstance(old, list):
            values[key] = [*old, *(value if isinstance(value, list) else [value])]
        elif old is not None:
            values[key] = [old, value]
        else:
            values[key] = value
    return values
