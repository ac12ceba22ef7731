"""What mutated documents are made of: our own texts in every dialect, and the pieces that readers look for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from syndicate.testing import read_cases
from tests.body.documents import FILES, PIECES, ROOT

LARGEST: Final = 3_000  # characters of a seed; a longer text is cut
VECTORS: Final = ("kramdown.json", "liquid.json")

TOKENS: Final = (
    *PIECES,
    "{% raw %}", "{% endraw %}", "{% highlight ruby linenos %}", "{% endhighlight %}", "{{ site.url }}",
    "{% include x.html a=\"b\" %}", "{% if a %}", "{% endif %}", "{% for p in site.posts %}", "{% endfor %}",
    "{% post_url 2020-01-01-a %}", "{% link a.md %}", "{% comment %}", "{% endcomment %}", "{% capture a %}",
    "{% endcapture %}", "{% assign a = 'b' %}", "{{ a | upcase | split: '' }}", "{{", "}}", "{%", "%}",
    "{: .note}", "{:.a #b c=\"d\"}", "{:toc}", "{::nomarkdown}", "{:/}", "{:ref: .x}", "* TOC", "^", "*[HTML]: y",
    "[^a]: b\n    c", "$$\nx\n$$", "$$x$$", "\\\\(x\\\\)", "a | b\n--|--\nc | d", "|", "+---+", "=====",
    "term\n: meaning",
    "{{< ref \"a.md\" >}}", "{{% relref \"b\" %}}", "{{< figure src=\"a.png\" >}}", "{{< /x >}}", "{{</* x */>}}",
    "{{< highlight go >}}", "{{< /highlight >}}", "{{< a \"b\\\"c\" `d` e=1 />}}", "{{<", ">}}", "{{%", "%}}",
    "<?php", "?>", "<![CDATA[", "]]>", "<!DOCTYPE x>", "<!--", "-->", "<div markdown=\"1\">", "<pre>", "</pre>",
    "<script>", "</script>", "<style>", "<a href=\"", "<img src='x", "<table>", "<td>", "<svg><path/></svg>",
    "</", "/>", "=>", "${", "import(", "export default", "<>", "</>", "<a.b:c-d {...e}>", "style={{", "require('./a')",
    "](", "][", "](<", "[[", "]]", "![", "\\[", "[a]: <b> (c", "**", "__", "***", "_", "~~", "~", "``", "`", "\\",
    "&#0;",
    "&#x110000;", "&amp", "&nbsp;", "\t", "  ", "   ", "     ", "\u00a0", "\u200b", "\u2028", "\u0085", "\u202e",
    "\ufeff", "\ufffd", "\x00", "\x1b[31m", "\x0c", "\x0b", "\x1c", "e\u0301", "👩‍💻", "한글", "ﬁ", "İ", "ß",
    "\U0010ffff",
    "\n", "\n\n", "\r\n", "\r", "---\n", "+++\n", "---\ntitle: x\n---\n", ":a:", ":a[b]{c=d}", "::a", "#a", "# {#",
    "#}",
    "1)", "99999999999999999999.", "- - - -", "+ ", "> ", ">", "<<<", "@a", "www.a.b", "https://a.b/(c", "ftp://a",
)  # fmt: skip
"""Pieces of all dialects, whole and broken."""


@cache
def seeds() -> tuple[str, ...]:
    """Texts of all dialects, each once, in a fixed order."""
    found = dict.fromkeys(text[:LARGEST] for text in _texts() if text.strip())
    return tuple(found)


def _texts() -> Iterator[str]:
    for case in read_cases(ROOT / "tests" / "cases"):
        for section in case.sections:
            if not section.is_report:
                yield section.text
    files = (*FILES, *sorted((ROOT / "samples").rglob("*.md")))
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        yield from (text[start : start + LARGEST] for start in range(0, len(text), LARGEST))
    for name in VECTORS:
        yield from strings(json.loads(Path(ROOT, "tests/jekyll_body/vectors", name).read_text()))


def strings(value: object) -> Iterator[str]:
    """The longer texts in a JSON value."""
    if isinstance(value, str):
        if "\n" in value or len(value) > 20:
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
