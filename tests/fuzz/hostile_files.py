# A table: one line for a pattern, as long as it needs.
# ruff: noqa: E501
"""What hostile headers, configs, rules and lists cost: each pattern fills a file of a small site.

The site is read, fed, exported and converted, as a campaign does it. The yardstick is a median post in such a site.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from tests.fuzz.campaign import TookTooLong, patience
from tests.fuzz.trials import check_site
from tests.hostile.sites import ENGINES, ORIGIN, config_of, good, place, post

SIZES: Final = (16 * 1024, 64 * 1024)  # bytes
GROWTH: Final = 8.0  # times what the smaller takes: between four, as linear is, and the square
NOTICED: Final = 0.5  # seconds: below, growth is noise

Pattern = Callable[[int], str]
"""A text of about so many bytes."""


def _again(piece: str, before: str = "", after: str = "") -> Pattern:
    """A piece that fills a text."""
    return lambda size: (
        before + piece * (size // len(piece.encode("utf-8", "surrogatepass"))) + after
    )


def _nested(
    opens: str, closes: str, before: str = "", inside: str = "", after: str = ""
) -> Pattern:
    def made(size: int) -> str:
        count = size // len(opens + closes)
        return before + opens * count + inside + closes * count + after

    return made


def _numbered(piece: str, before: str = "", after: str = "") -> Pattern:
    """A piece that holds a number, `{}`."""

    def made(size: int) -> str:
        count = size // len(piece.format(10_000))
        return before + "".join(piece.format(number) for number in range(count)) + after

    return made


YAML: Final[Mapping[str, Pattern]] = {
    "lists in lists": _nested("[", "]", "a: "),
    "lists that stay open": _again("[", "a: "),
    "maps in maps": _nested("{a: ", "}", "a: ", "b"),
    "maps that stay open": _again("{", "a: "),
    "items of items": _again("- ", "a:\n  ", "b\n"),
    "keys of keys": _again("? ", "", "b\n"),
    "deeper and deeper": lambda size: "".join(f"{' ' * n}a:\n" for n in range(int((2 * size) ** 0.5))),
    "one key": lambda size: f"{'k' * size}: a\n",
    "one value": lambda size: f"title: {'v ' * (size // 2)}\n",
    "one quoted value": lambda size: f'title: "{"v " * (size // 2)}"\n',
    "escapes": _again("\\x41", 'title: "', '"\n'),
    "folded": _again("v\n  ", "title: >\n  ", "\n"),
    "folded in quotes": _again("v\n\n  ", 'title: "', '"\n'),
    "many keys": _numbered("k{}: a\n"),
    "one key again and again": _again("title: a\n"),
    "many tags": _numbered("t{}, ", "tags: [", "]\n"),
    "one tag again and again": _again("a, ", "tags: [", "]\n"),
    "tags by lines": _numbered("- t{}\n", "tags:\n"),
    "tags in one text": _again("a ", "tags: ", "\n"),
    "tags with commas": _again("a,", "tags: ", "\n"),
    "keywords": _again("a, ", "keywords: [", "]\n"),
    "categories": _numbered("c{}, ", "categories: [", "]\n"),
    "authors": _numbered("a{}, ", "authors: [", "]\n"),
    "authors of maps": _numbered("- name: n{}\n", "authors:\n"),
    "aliases": _numbered("/a{}/, ", "aliases: [", "]\n"),
    "redirects": _numbered("- /a{}/\n", "redirect_from:\n"),
    "anchors": _numbered("k{0}: &a{0} b\n"),
    "one anchor": _again("- &a b\n", "a:\n"),
    "aliases of one": _again("*a , ", "a: &a b\nc: [", "]\n"),
    "aliases of a map": _again("- *a\n", "a: &a {b: c, d: e}\nf:\n"),
    "aliases of aliases": _numbered("k{0}: &k{0} [*k, *k]\n", "k: &k a\n"),
    "a bomb": lambda size: "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, size // 30)),
    "merges": _again("<<: *a\n", "a: &a {b: c}\n"),
    "a merge of many": _again("*a , ", "a: &a {b: c}\n<<: [", "]\n"),
    "merges of merges": lambda size: "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: *a{n - 1}\n  k{n}: 1\n" for n in range(1, size // 36)),
    "dates": _again("2024-01-02, ", "a: [", "]\n"),
    "times": _again("2024-01-02T03:04:05Z, ", "a: [", "]\n"),
    "no date": lambda size: f"date: 2024-01-02{' ' * size}x\n",
    "a date of digits": lambda size: f"date: {'1' * size}\n",
    "a date of colons": _again("1:", "date: ", "1\n"),
    "a number": lambda size: f"a: {'9' * size}\nweight: {'9' * size}\n",
    "an odd number": lambda size: f"a: 0x{'f' * size}\nb: 0b{'1' * size}\n",
    "underscores": lambda size: f"a: 1{'_' * size}x\nb: 1{'_0' * (size // 2)}.\n",
    "comments": _again("# a\n", "title: a\n"),
    "one comment": lambda size: f"title: a #{' a' * (size // 2)}\n",
    "dashes": _again("-", "a: "),
    "documents": _again("--- a\n", "a: b\n"),
    "blanks": lambda size: f"a:{' ' * size}b\n",
    "blank lines": _again("\n", "a: b"),
    "tabs": lambda size: f"a:{chr(9) * size}b\n",
    "tags of types": _again("!!str ", "a: "),
    "types": _again("- !a b\n", "a:\n"),
    "binary": _again("QUJD", "a: !!binary "),
    "old ends": _again("a: b\r"),
    "half characters": _again("\ud800", "title: "),
    "slug": _again("/a", "slug: ", "\n"),
    "slug of marks": _again("..%2f", "slug: ", "\n"),
    "address": _again("[a](b) ", "url: ", "\n"),
    "permalink": _again(":title", "permalink: /", "/\n"),
    "a title of HTML": _again("<a>&amp;", "title: '", "'\n"),
    "a title of Markdown": _again("*a ", "title: '", "'\n"),
    "a title of brackets": _again("[", "title: '", "'\n"),
    "a title of quotes": _again("\\\"", 'title: "', '"\n'),
    "a description of calls": _again("{{ a }}", "description: '", "'\n"),
    "a description of tags": _again("{% a %}", "description: '", "'\n"),
    "an image": _again("../", "image: ", "a.png\n"),
    "a title of controls": _again("\\x1b[", 'title: "', '"\n'),
}  # fmt: skip
TOML: Final[Mapping[str, Pattern]] = {
    "arrays in arrays": _nested("[", "]", "a = "),
    "arrays that stay open": _again("[", "a = "),
    "tables in tables": _nested("{a = ", "}", "a = ", "1"),
    "a dotted key": _again("a.", "", "a = 1\n"),
    "dotted keys": _numbered("a.b.c.k{} = 1\n"),
    "a table of dots": _again("a.", "[", "a]\n"),
    "tables": _numbered("[t{}]\na = 1\n"),
    "arrays of tables": _again("[[a]]\n"),
    "arrays of tables in tables": _again("[[a.b]]\n", "[[a]]\n"),
    "deeper tables": lambda size: "".join(f"[{'.'.join('a' * n)}]\n" for n in range(1, int(size**0.5))),
    "one key": lambda size: f"{'k' * size} = 1\n",
    "one value": lambda size: f"title = '{'v ' * (size // 2)}'\n",
    "escapes": _again("\\u0041", 'title = "', '"\n'),
    "lines": _again("a\n", 'title = """', '"""\n'),
    "quotes that stay open": _again('"""', "title = "),
    "quotes": _again("''", "title = "),
    "many keys": _numbered("k{} = 1\n"),
    "one key again and again": _again("title = 'a'\n"),
    "many tags": _numbered("'t{}', ", "tags = [", "]\n"),
    "numbers": _again("1_0, ", "a = [", "]\n"),
    "a number": lambda size: f"a = {'9' * size}\n",
    "a float": lambda size: f"a = 1{'_1' * (size // 2)}.5\n",
    "dates": _again("1979-05-27T07:32:00Z, ", "a = [", "]\n"),
    "comments": _again("# a\n"),
    "blanks": lambda size: f"a ={' ' * size}1\n",
    "commas": _again(",", "a = ["),
    "equals": _again("=", "a "),
    "aliases": _numbered("'/a{}/', ", "aliases = [", "]\n"),
}  # fmt: skip
JSON: Final[Mapping[str, Pattern]] = {
    "arrays in arrays": _nested("[", "]", '{"a": ', "", "}\n"),
    "arrays that stay open": _again("[", '{"a": '),
    "objects in objects": _nested('{"a":', "}", "", "1", "\n"),
    "many keys": _numbered('"k{}": 1, ', "{", '"a": 1}\n'),
    "one key again and again": _again('"title": "a", ', "{", '"a": 1}\n'),
    "escapes": _again("\\u0041", '{"title": "', '"}\n'),
    "half characters": _again("\\ud800", '{"title": "', '"}\n'),
    "a number": lambda size: f'{{"a": {"9" * size}}}\n',
    "quotes": _again('"', '{"a": '),
    "blanks": lambda size: f'{{"a":{" " * size}1}}\n',
    "many tags": _numbered('"t{}", ', '{"tags": [', '"a"]}\n'),
}  # fmt: skip
SCRIPT: Final[Mapping[str, Pattern]] = {
    "lists in lists": _nested("[", "]", "const a = ", "", ";\n"),
    "lists that stay open": _again("[", "const a = "),
    "objects in objects": _nested("{a: ", "}", "const a = ", "1", ";\n"),
    "objects that stay open": _again("{a: ", "const a = "),
    "brackets": _nested("(", ")", "const a = ", "1", ";\n"),
    "calls": _again("f(", "const a = "),
    "functions": _again("() => ", "const a = ", "1;\n"),
    "blocks": _again("{", "function f() "),
    "templates in templates": _again("`${", "const a = "),
    "a template": _again("${a}", "const a = `", "`;\n"),
    "a string": lambda size: f"const a = '{'v ' * (size // 2)}';\n",
    "escapes": _again("\\x41", "const a = '", "';\n"),
    "quotes": _again("'", "const a = "),
    "strings": _again("'a' + ", "const a = ", "'b';\n"),
    "comments": _again("/* a */"),
    "comments that stay open": _again("/*"),
    "lines of comments": _again("// a\n"),
    "an expression": _again("/", "const a = "),
    "expressions": _again("/[/]/, ", "const a = [", "];\n"),
    "classes": _again("[", "const a = /"),
    "signs": _again("!", "const a = ", "1;\n"),
    "signs of numbers": _again("- ", "const a = ", "1;\n"),
    "questions": _again("a ? b : ", "const a = ", "c;\n"),
    "questions that stay open": _again("a ? ", "const a = "),
    "members": _again(".a", "const b = a", ";\n"),
    "spreads": _again("...a, ", "const a = [1];\nconst b = [", "];\n"),
    "spreads of spreads": lambda size: "const a0 = ['x', 'x'];\n" + "".join(f"const a{n} = [...a{n - 1}, ...a{n - 1}];\n" for n in range(1, size // 40)),
    "texts of texts": lambda size: "const a0 = 'xx';\n" + "".join(f"const a{n} = a{n - 1} + a{n - 1};\n" for n in range(1, size // 32)),
    "constants": _numbered("const a{} = 1;\n"),
    "constants of constants": lambda size: "const a0 = 1;\n" + "".join(f"const a{n} = a{n - 1};\n" for n in range(1, size // 26)),
    "itself": _again("const a = a;\n"),
    "imports": _numbered("import a{} from './a';\n"),
    "requires": _numbered("const a{} = require('./a');\n"),
    "exports": _again("export default {};\n"),
    "arms": _again("if (a) ", "", "b;\n"),
    "loops": _again("for (;;) ", "", "b;\n"),
    "keys": _numbered("k{}: 1, ", "module.exports = {", "};\n"),
    "tags": _again("<a>", "const a = "),
    "semicolons": _again(";"),
    "commas": _again(",", "const a = ["),
    "equals": _again("a = ", "", "1;\n"),
    "maps": _again(".map((x) => x)", "const a = [1, 2]", ";\n"),
    "concats": _again(".concat([1])", "const a = [1, 2]", ";\n"),
    "a number": lambda size: f"const a = {'9' * size};\n",
    "blanks": lambda size: f"const a ={' ' * size}1;\n",
}  # fmt: skip
RULES: Final[Mapping[str, Pattern]] = {
    "calls": _numbered("[shortcode.c{}]\nas = 'drop'\n"),
    "components": _numbered("[component.C{}]\nas = 'drop'\n"),
    "a key": lambda size: f"[shortcode.'{'k' * size}']\nas = 'drop'\n",
    "a template": _again("{a} ", "[shortcode.a]\nas = '", "'\n"),
    "exclusions": _numbered("'a{}', ", "exclude = [", "]\n"),
    "stars": _again("*", "exclude = ['", "']\n"),
    "stars and letters": _again("*a", "exclude = ['", "']\n"),
    "deep stars": _again("**/", "exclude = ['", "']\n"),
    "classes": _again("[", "exclude = ['", "']\n"),
    "fields": _numbered("k{} = 'title'\n", "[fields]\n"),
}  # fmt: skip


def _fenced(pattern: Pattern, fence: str) -> Pattern:
    return lambda size: f"{fence}\n{pattern(size)}{fence}\n\nText.\n"


def _below(pattern: Pattern, base: str) -> Pattern:
    return lambda size: base + pattern(size)


def _above(pattern: Pattern, base: str) -> Pattern:
    return lambda size: f"{pattern(size)}\n{base}"


class HostileFile(NamedTuple):
    """A file of a small site. what: kind of file; path: in the site."""

    engine: str
    what: str
    path: str
    name: str
    text: Pattern


def hostile_files() -> Iterator[HostileFile]:
    """Every pattern in every kind of file that it can stand in."""
    config = {engine: good(engine)[config_of(engine)] for engine in ENGINES}
    for engine in ENGINES:
        for name, made in YAML.items():
            yield HostileFile(engine, "post", place(engine), name, _fenced(made, "---"))
        for name, made in {**TOML, **RULES}.items():
            yield HostileFile(engine, "rules", "syndicate.toml", name, made)
    for name, made in TOML.items():
        yield HostileFile("hugo", "post in TOML", place("hugo"), name, _fenced(made, "+++"))
        yield HostileFile("hugo", "config", "hugo.toml", name, _below(made, config["hugo"]))
    for name, made in JSON.items():
        yield HostileFile("hugo", "post in JSON", place("hugo"), name, made)
    for name, made in YAML.items():
        base = f"baseURL: {ORIGIN}/\n"
        yield HostileFile("hugo", "config in YAML", "hugo.yaml", name, _below(made, base))
        yield HostileFile("jekyll", "config", "_config.yml", name, _below(made, config["jekyll"]))
        yield HostileFile("jekyll", "data", "_data/a.yml", name, made)
        yield HostileFile("docusaurus", "authors", "blog/authors.yml", name, made)
        yield HostileFile("docusaurus", "tags", "blog/tags.yml", name, made)
    for name, made in SCRIPT.items():
        path = config_of("docusaurus")
        yield HostileFile("docusaurus", "config", path, name, _above(made, config["docusaurus"]))


def times_of(file: HostileFile, median: str) -> tuple[float, float]:
    """How many times a byte of a median post a byte of the file costs, and how many times 16 KB 64 KB do."""
    usual = _usual(file.engine, median)
    idle = _seconds(file, 0)
    small, large = (max(_seconds(file, size) - idle, 1e-3) for size in SIZES)
    growth = large / small if large > NOTICED else 0.0
    return large / SIZES[1] / usual, growth


@cache
def _usual(engine: str, median: str) -> float:
    """Seconds that each byte of a post with this text costs."""
    file = HostileFile(
        engine, "median", place(engine), "", lambda size: post(median if size else "Text.\n")
    )
    _seconds(file, 0)  # what is loaded at the first use is no part of it
    whole, idle = (min(_seconds(file, size) for _ in range(5)) for size in (1, 0))
    return (whole - idle) / len(median.encode())


def _seconds(file: HostileFile, size: int) -> float:
    """Processor time of a site whose file has this size; infinite where it is more than any document may take."""
    text = file.text(size)
    gc.collect()
    begin = time.process_time()
    try:
        with patience():
            check_site(f"{file.what} of {file.engine}", file.engine, file.path, text)
    except TookTooLong:
        return float("inf")
    return time.process_time() - begin
