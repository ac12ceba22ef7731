"""What a reader finds in a site beside its posts, and nobody converts."""

from __future__ import annotations

from collections.abc import Sequence

from syndicate.body.nodes import Body, Component, Container, Expression, Node, Unknown
from syndicate.catalogue import CODES
from syndicate.diagnostics import PLACES, Diagnostic

SECRETS = ("file that may hold secrets", "files that may hold secrets")
"""The kind of those that `holds_secrets` knows by their names."""

_HARMLESS = (".example", ".sample", ".template", ".dist")


def holds_secrets(name: str) -> bool:
    """Whether a file of this name is where people keep what nobody else should see: `.env`, `.env.local`.

    Its example for other people (`.env.example`) is not.
    """
    return name == ".env" or (name.startswith(".env.") and not name.endswith(_HARMLESS))


PAGES = ("page", "pages")
"""The kind of what is no post, for `left_behind`."""

FILES = ("file that no post shows", "files that no post shows")
"""The kind of those that a site serves as they are, and only some of them come along."""

PAGES_WAY = "--pages carries those that are plain Markdown"
"""The remark on pages where reading all of them would cost too much to say how many."""


def is_plain(body: Body) -> bool:
    """Whether nothing in the text of a page needs its engine: no component, no code, no unknown call."""
    pending: list[Node] = list(body.nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, Component | Expression | Unknown):
            return False
        if isinstance(node, Container):
            pending += node.children
    return True


def left_behind(kind: tuple[str, str], places: Sequence[str], remark: str = "") -> Diagnostic:
    """The one note on all files of a kind that a reader found at `places` and that are not converted.

    kind: its name for one and for several. remark: what can be done.
    """
    number = f"1 {kind[0]} is" if len(places) == 1 else f"{len(places):,} {kind[1]} are"
    more = f" and {len(places) - PLACES:,} more" if len(places) > PLACES else ""
    message = f"{number} not converted: {', '.join(places[:PLACES])}{more}"
    code = CODES["left-behind"]
    return Diagnostic(
        path=places[0],
        line=1,
        column=1,
        severity=code.severity,
        code=code.name,
        message=f"{message}; {remark}" if remark else message,
    )
