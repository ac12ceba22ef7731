"""What the engine takes from the text of a post: its title, its description, where the list cuts it.

Source: Docusaurus 3.10.2; tests/docusaurus/test_headline.py compares with what it said of 263 texts. The engine does
this with regular expressions over raw text, some of them quadratic; here each line is passed a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicate_adapters.docusaurus.ecmascript import LINE_END, SPACE, trim, trim_end, trim_start
from syndicate_adapters.docusaurus.markdown.lines import clean_line

TRUNCATE_MARKER = re.compile(
    rf"<!--[{SPACE}]*truncate[{SPACE}]*-->|\{{/\*[{SPACE}]*truncate[{SPACE}]*\*/\}}"
)

_IMPORT = re.compile(f"import[{SPACE}]")
_DECLARATION = re.compile(f"(?:import|export)[{SPACE}]")
_BLANK_LINES = re.compile(r"(?:\r?\n){2,}")
_ODD_LINE_END = re.compile("\r(?!\n)|[\u2028\u2029]")
_HASH_TITLE = re.compile(rf"#[ \t]+([^ \t][^{LINE_END}]*)(?:\r?\n|\Z)")
_UNDERLINED_TITLE = re.compile(rf"([^{LINE_END}]*)\r?\n=+(?:\r?\n|\Z)")
_UNDERLINED = re.compile(r"[^\r\n]*\r?\n=+")
_FINAL_ID = re.compile(r"\{#*[0-9A-Za-z_-]+\}\Z")
_CODE = re.compile("`([^`]*)`")


def title_of(body: str) -> str | None:
    """The title that the body begins with, None if it does not; it may be ""."""
    return split_title(body)[0]


def split_title(body: str) -> tuple[str | None, str]:
    """The title and the rest, both trimmed; import blocks before the title stay in the rest.

    body: the text behind the front matter. Only the ticks of inline code are taken from the title.
    """
    content = trim(body)
    rest = trim(content[_after_imports(content) :])
    if match := _HASH_TITLE.match(rest):
        title = _without_mark(trim(match[1]))
    elif match := _UNDERLINED_TITLE.match(rest):
        title = _without_end(trim(match[1]), "=")
    else:
        return None, content
    return trim(_CODE.sub(r"\1", title)), trim(content.replace(match[0], "", 1))


def _after_imports(content: str) -> int:
    """Where the blocks end that begin with `import`; a block ends at an empty line."""
    position = 0
    while start := _IMPORT.match(content, position):
        end = _BLANK_LINES.search(content, start.end())
        if end is None or _ODD_LINE_END.search(content, start.end(), end.start()):
            break
        position = end.end()
    return position


def _without_mark(title: str) -> str:
    """The title without the `{#id}` or the `##` at its end."""
    if title.endswith("}") and (mark := _FINAL_ID.search(title, max(title.rfind("{"), 0))):
        return trim_end(title[: mark.start()])
    return _without_end(title, "#")


def _without_end(text: str, character: str) -> str:
    return trim_end(text.rstrip(character)) if text.endswith(character) else text


def truncate_marker(body: str, pattern: re.Pattern[str] = TRUNCATE_MARKER) -> re.Match[str] | None:
    """The first marker in the raw text, wherever it stands; what precedes it is the excerpt."""
    return pattern.search(body)


def description_of(body: str) -> str:
    """The first line of the body that has text, without most of its Markdown; "" without any.

    body: the text behind the front matter, its title included.
    """
    return description_in(split_title(body)[1])


def description_in(content: str) -> str:
    """The same, given what stands below the title."""
    for line in _text_lines(content):
        if text := clean_line(line):
            return text
    return ""


def _text_lines(content: str) -> Iterator[str]:
    """The lines outside of imports, exports and fences of backticks."""
    fence = 0  # ticks that opened it
    in_declaration = False
    for line in _lines(content):
        stripped = trim(line)
        if not stripped:
            in_declaration = False
        elif not fence and (in_declaration or _DECLARATION.match(line)):
            in_declaration = True
        elif stripped.startswith("```"):
            ticks = len(stripped) - len(stripped.lstrip("`"))
            if not fence:
                fence = ticks
            elif ticks >= fence:
                fence = 0
        elif not fence:
            yield line


def _lines(content: str) -> Iterator[str]:
    content = trim_start(content)
    underlined = _UNDERLINED.match(content)
    start = underlined.end() if underlined else 0
    while (end := content.find("\n", start)) >= 0:
        yield content[start:end].removesuffix("\r")
        start = end + 1
    yield content[start:]
