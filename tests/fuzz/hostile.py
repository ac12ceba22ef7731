"""What hostile documents cost, for each byte, beside the posts that people write.

`python -m tests.fuzz --hostile`: each pattern fills 64 KB, is read as each dialect and written as every other; then
the files of sites (`hostile_files.py`).
As in the command line program, Python looks for rings of objects seldom.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from syndicate.adapter import Adapter
from syndicate.body.dialect import Dialect
from syndicate.body.html.article import article_of
from syndicate.body.nodes import Body
from syndicate.body.render import render
from syndicate.cli.program import COLLECT_AFTER
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.source.text import SourceText, Span
from tests.fuzz.campaign import TookTooLong, patience
from tests.fuzz.hostile_files import GROWTH, hostile_files, times_of
from tests.fuzz.laws import READERS, TARGETS

SIZE: Final = 64 * 1024  # bytes of a document, about
ALLOWED: Final = 20.0  # times what a byte of a median post costs
POSTS: Final = 25  # whose median is the yardstick
ROUNDS: Final = 100  # in which it is read and written
ENOUGH: Final = 4.0  # seconds for one step: more than is allowed to any

REPEATED: Final = (
    "export const a = {\n\n", "import a from 'b'\n\n", "export const a = `\n\n", "export const a = \"\n\n",
    "{", "{\n", "{\n\n", "{`", "{'", "{/*", "}", "{a}", "${", "{{", "}}", "{{<", "{{< a ", "{{< a >}}", "{{%",
    "{{< a >}}\n\n", "{{< /a >}}", "{{</*", "{{< a \"", "{{< a `", "{{% a %}}\n", "{%", "{% ", "{% if a %}",
    "{% raw %}", "{% comment %}", "{% highlight a %}\n", "{% include a", "{{ a", "{{ a }}", "{% for a in b %}\n",
    "<", "<a ", "<a>", "<a>\n\n", "<a b=", "<a b='", "<a b={", "<A>", "<A>\n\n", "</", "</a>", "<!--", "<!-- ",
    "<?", "<![CDATA[", "<!A", "<div>", "<div>\n\n", "<div>\n", "<details>\n\n", "<details><summary>", "<p>a\n",
    "<details>\n\r<summary>\n\n</details>\n\r</summary>", "<table><td>", "<pre>", "<pre>\n\n", "<script>", "<b><i>",
    "<https://a", "<a@b", "<img src='", "<video>\n", "<br>", "<ul><b>", "<pre>a<br>\n",
    "<b><p>a</p></b>\n", "<b>a<p>a</p>", "<ul>a<li>b</li>\n",
    "[", "]", "[a](", "](", "[](", "[a", "[a][", "[a]", "[a]: b\n", "[a]: <", "[a]: b '", "![", "![](", "![a](b)",
    "[[", "[![", "[a](<b", "[^a]", "[^a]: ", "[^a]: b\n\n", "[^", "^", "*[a]: b\n", "\\[", "\\", "\\(", "\\\\[",
    "> ", ">", ">\n", "> a\n\n", "> [!NOTE]\n", "> [!NOTE] a\n\n", ">[!G] .\r\r", "a\n> ", "| ", "|", "|a|\n",
    "|a|\n|-|\n", "a | b\n", "|-", "-|-\n", "$", "$$", "$$\n", "$a ", "$$a$$\n", "$ $$ ", ":::", ":::a\n", ":::a\n\n",
    "::::a[b]{c\n", ":a", ":a[", ":a:", "* ", "* a\n", "* a\n\n", "* a\n  ", "- ", "- a\n\n\n", "1. ", "1. a\n",
    "+ a\n* b\n", "- [ ] a\n", "*", "**", "*a ", "**a ", "*a **a ", "_", "_a ", "__a", "~", "~~", "~~a ", "a~b",
    "&", "&a", "&#", "&amp;", "`", "``", "` ``", "`a ", "```\n", "```a\n\n", "~~~\n", "```a title=\"", "'", "\"",
    "\"a ", "a--", "#", "# ", "# a\n", "# a {#b}\n", "# a {#", "a {: .b}\n", "{: .b}\n", "{:a", "{::a}\n",
    "{::nomarkdown}", "{:toc}\n", "term\n: a\n", ": a\n", ": a\n\n", "a\n===\n", "===\n", "---\n", "-", "a\n-\n",
    "\n", "\r", "\r\n", " ", "\t", " \n", "    a\n", "a  \n", "a\r", "\r\r", "a", "a ", "한글 ", "\x00", "\ufeff", "é",
    "http://a", "http://a.b/(", "www.", "www.a.b ", "a@b.c ", "@", "a@", "require('./a')", "<!-- more -->\n",
    "{/* truncate */}\n\n", "<a\n", "<a\n\n", "> - ", "- > ", "* > a\n", "1) > - ", "-\t", ">\t", "* * *\n", "**_",
    "[*a](", "![*", "*[", "`[", "<`", "{`a`}", "{<a>", "<a>{", "<A b={<", "</A>\n\n<A>",
)  # fmt: skip
"""What is repeated until a document is full: what opens, and is never closed; what must be looked far ahead for."""


def documents() -> Iterator[tuple[str, str]]:
    """Name and text of each hostile document."""
    for piece in REPEATED:
        count = max(SIZE // len(piece.encode()), 1)
        yield repr(piece), piece * count
    half = SIZE // 4
    for opens, closes in (("[", "]"), ("{", "}"), ("<a>", "</a>"), ("<A>", "</A>"), ("(", ")")):
        yield f"{opens!r} nested in itself", opens * half + closes * half
    for opens, closes in (
        ("{{< a >}}", "{{< /a >}}"),
        ("{% if a %}", "{% endif %}"),
        ("*a ", "a*"),
    ):
        count = SIZE // len(opens + closes)
        yield f"{opens!r} nested in itself", opens * count + closes * count
    yield "lists in lists", "<ul>" * 90 + "<b>a</b>\n" * 8_000
    yield "a staircase of items", "".join(f"{' ' * 2 * n}- a\n" for n in range(250))
    yield "a staircase of quotes", "".join(f"{'> ' * n}a\n" for n in range(250))
    yield "fences of growing length", "".join(f"{'`' * n} a\n" for n in range(3, 360))
    yield "code of growing length", "".join(f"{'`' * n} " for n in range(1, 360))
    yield "colons of growing length", "".join(f"{':' * n}a\n\n" for n in range(3, 360))
    yield "links to unlike labels", "".join(f"[a{n}]\n\n" for n in range(7_000))
    yield "labels that are defined", "".join(f"[a{n}]: b{n}\n" for n in range(4_600))
    yield "notes, each called", "".join(f"[^{n}]\n\n[^{n}]: a\n\n" for n in range(2_900))
    yield "a table of many columns", f"{'|a' * 10_000}|\n{'|-' * 10_000}|\n{'|b' * 10_000}|\n"
    yield "headings of one name", "# a\n\n" * 13_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds that each byte of a document took to read as `reader`, and to write as each target."""

    reader: str
    read: float
    written: Mapping[str, float]

    def over(self, yardstick: Cost) -> tuple[float, str]:
        """How many times the yardstick, at the worst; and where that is."""
        ways = [(self.read / yardstick.read, f"{self.reader}, reading")]
        for target, seconds in self.written.items():
            whole = yardstick.read + yardstick.written[target]
            ways.append(((self.read + seconds) / whole, f"{self.reader} to {target}"))
        return max(ways)


def cost_of(text: str, adapter: Adapter, *, rounds: int = 1) -> Cost:
    """What `text` costs, the mean of some rounds; what a dialect refuses costs what it took until then.

    Raises TookTooLong.
    """
    size = len(text.encode("utf-8", "surrogatepass")) * rounds
    said: list[Diagnostic] = []
    bodies: list[Body] = []
    dialect = adapter.dialect
    source = SourceText("post.md", text)

    def parse() -> None:
        bodies.append(dialect.parse(source, Span(0, len(text)), dialect.settings, said.append))

    def write(target: Dialect) -> None:
        render(bodies[0], dialect, target, report=said.append)

    def article() -> None:
        article_of(bodies[0], dialect, base="https://a.example/b/", report=said.append)

    read = _seconds(parse, rounds)
    written = {t.name: 0.0 for t in TARGETS if t.name != dialect.name} | {"article": 0.0}
    if bodies:
        for target in TARGETS:
            if target.name != dialect.name:
                written[target.name] = _seconds(partial(write, target), rounds) / size
        written["article"] = _seconds(article, rounds) / size
    return Cost(reader=adapter.name, read=read / size, written=written)


def _seconds(work: Callable[[], None], rounds: int) -> float:
    """Processor time of all rounds."""
    gc.collect()
    begin = time.process_time()
    try:
        with patience(ENOUGH * rounds):
            for _ in range(rounds):
                work()
    except SyndicateError:  # nested too deeply, says the dialect
        pass
    return time.process_time() - begin


def yardstick_of(adapter: Adapter) -> Cost:
    """What a byte costs in the median of posts like those that people write.

    Some systems count processor time in hundredths of a second only: hence many rounds.
    """
    middle = median_of(adapter.name)
    cost_of(middle, adapter)  # what is loaded at the first use is no part of it
    return cost_of(middle, adapter, rounds=ROUNDS)


@cache
def median_of(engine: str) -> str:
    """The text of the median of such posts."""
    with TemporaryDirectory() as folder:
        script = Path(__file__).parents[2] / "bench" / "make_blog.py"
        words = [str(POSTS), "--engine", engine, f"{folder}/blog", "--image-rate", "0"]
        subprocess.run([sys.executable, script, *words], check=True, capture_output=True)
        texts = sorted(map(_text_of, _posts(Path(folder, "blog"))), key=len)
    return texts[len(texts) // 2]


def _posts(blog: Path) -> list[Path]:
    files = (file for file in sorted(blog.rglob("*")) if file.suffix in (".md", ".mdx"))
    return [file for file in files if file.stat().st_size > 400]


def _text_of(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def dearest(engine: str = "", pattern: str = "") -> Iterator[tuple[float, str, str]]:
    """How many times the yardstick, where, and in which document: each document by each reader.

    engine, pattern: where given, only these.
    """
    gc.set_threshold(*COLLECT_AFTER)
    for adapter in READERS:
        if engine not in ("", adapter.name):
            continue
        yardstick = yardstick_of(adapter)
        for name, text in documents():
            if pattern not in name:
                continue
            try:
                times, way = cost_of(text, adapter).over(yardstick)
            except TookTooLong:
                times, way = float("inf"), adapter.name
            yield times, way, name
    for file in hostile_files():
        name = f"{file.what}: {file.name}"
        if engine not in ("", file.engine) or pattern not in name:
            continue
        times, growth = times_of(file, median_of(file.engine))
        way = f"{file.engine}, grows {growth:.1f}" if growth else file.engine
        yield (float("inf") if growth > GROWTH else times), way, name
