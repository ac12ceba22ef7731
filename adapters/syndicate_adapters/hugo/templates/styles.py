"""What html/template puts into an attribute `style`.

Source: Go 1.25, html/template/css.go (cssValueFilter), as Hugo 0.168 uses it.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.hugo.templates.tree import Unreadable

REFUSED: Final = "ZgotmplZ"
"""What stands there instead of a value that is not harmless."""

_UNSAFE: Final = re.compile("[\0\"'()/;@\\[\\]`{}<>]|(?<=-)-")
_NAME: Final = re.compile(r"[^A-Za-z0-9_-]")
_OPEN: Final = re.compile(r"url\([^)]*$|/\*(?:(?!\*/).)*$", re.IGNORECASE | re.DOTALL)


def filtered(value: str, before: str) -> str:
    """A value of CSS as it is printed. before: the attribute up to there. Raises Unreadable."""
    if "\\" in value or _OPEN.search(before):
        raise Unreadable("it fills in 'style'")
    names = _NAME.sub("", value).lower()
    is_refused = _UNSAFE.search(value) or "expression" in names or "mozbinding" in names
    return REFUSED if is_refused else value
