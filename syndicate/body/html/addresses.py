"""The addresses of one article, made absolute: those in its Markdown first, then what its tags bring along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from syndicate.body.nodes import Body, Destination, Place, Role
from syndicate.body.render import Relink
from syndicate.source.text import SourceText, Span
from syndicate.web.urls import join_url

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
_PICTURE: Final = re.compile(r"data:image/[a-z0-9.+-]+[;,]", re.IGNORECASE)
_CANDIDATE: Final = re.compile(r"[\s,]*+([^\s,]\S*+)([^,]*+)")


def encoded(url: str) -> str:
    """`url` without surrounding blanks, everything that an address cannot hold percent-encoded."""
    return quote(url.strip(), safe=_SAFE, errors="replace")


@dataclass(slots=True, kw_only=True)
class Addresses:
    """How one article's addresses are resolved; remembers what was left as it is, so that nothing is reported twice.

    base: the address of the post; relative ones are joined to it when nobody knows better.
    """

    body: Body
    base: str
    relink: Relink | None
    left: set[str] = field(default_factory=set)

    def asked(self, source: SourceText, node: Destination) -> str | None:
        """The new address of a node of the text."""
        url = self.relink(source, node) if self.relink is not None else None
        if url is None:
            self.left.add(encoded(node.url))
        return url

    def absolute(self, url: str, role: Role = Role.ATTRIBUTE) -> str:
        """The address that a tag names, absolute and percent-encoded."""
        url = encoded(url)
        if _SCHEME.match(url):
            return url
        if url.startswith("//"):
            return f"https:{url}"
        if url not in self.left and not url.startswith("#") and url:
            found = self.asked(self.body.source, self._found(url, role))
            if found is not None:
                url = encoded(found)
        return join_url(self.base, url) if self.base else url

    def srcset(self, value: str) -> str:
        """The candidates of a `srcset`, each absolute."""
        found = (
            f"{self.absolute(url.rstrip(','), Role.IMAGE)}{'' if url.endswith(',') else size}"
            for url, size in _CANDIDATE.findall(value)
        )
        return ", ".join(candidate.rstrip() for candidate in found)

    def picture(self, url: str) -> str | None:
        """The address of an image; a picture inside of the address is let through, nothing else of that kind."""
        if url.lstrip()[:5].lower() == "data:":
            return url.strip() if _PICTURE.match(url.strip()) else None
        return self.absolute(url, Role.IMAGE)

    def _found(self, url: str, role: Role) -> Destination:
        """A node for an address in a tag, at the first place where the text has it."""
        text, span = self.body.source.text, self.body.span
        at = text.find(url, span.start, span.end)
        where = Span(at, at + len(url)) if at >= 0 else Span(span.start, span.start)
        return Destination(span=where, url=url, role=role, place=Place.HTML)
