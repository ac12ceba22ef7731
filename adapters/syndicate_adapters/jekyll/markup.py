"""What a file is written in, and the extension of what Jekyll makes of it.

Source: Jekyll 4.4.1, `converters/`, and the converters that have plugins of their own.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from syndicate_adapters.jekyll.config import JekyllConfig


class Markup(Enum):
    """How the text of a document is read after Liquid."""

    MARKDOWN = "markdown"
    HTML = "html"
    OTHER = "other"


_HTML: Final = (".html", ".htm", ".xhtml")
_PLUGINS: Final = {
    ".textile": "jekyll-textile-converter",
    ".adoc": "jekyll-asciidoc",
    ".asciidoc": "jekyll-asciidoc",
    ".ad": "jekyll-asciidoc",
    ".org": "jekyll-org",
    ".rst": "jekyll-rst",
}
"""Extensions that become HTML where a plugin is loaded."""


def markup_of(extension: str, config: JekyllConfig) -> Markup:
    """What a document with this extension is written in."""
    if extension.lower() in config.markdown_ext:
        return Markup.MARKDOWN
    return Markup.HTML if extension.lower() in _HTML else Markup.OTHER


def converted_extension(extension: str, config: JekyllConfig) -> str:
    """The extension of the file that is written, where the permalink has none."""
    lower = extension.lower()
    if lower in config.markdown_ext or _PLUGINS.get(lower) in config.plugins:
        return ".html"
    if lower in (".scss", ".sass"):
        return ".css"
    if lower == ".coffee" and "jekyll-coffeescript" in config.plugins:
        return ".js"
    return extension
