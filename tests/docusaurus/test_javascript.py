"""Configs read without running them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate_adapters.docusaurus.javascript import (
    Function,
    Module,
    Native,
    Pattern,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    evaluate,
    is_expression,
)

SITE = Path(__file__).parent / "site"


def plain(value: Value) -> object:
    """A value as plain data; what is unknown as its reason in angle brackets."""
    match value:
        case Scalar():
            return value.value
        case Undefined():
            return "<undefined>"
        case Sequence():
            return [plain(item) for item in value.items] + (["<more>"] if value.rest else [])
        case Record():
            entries = {key: plain(item) for key, item in value.entries.items()}
            return {**entries, "...": "<more>"} if value.rest else entries
        case Module():
            return f"<module {value.name}>"
        case Pattern():
            return f"/{value.source}/{value.flags}"
        case Function() | Native():
            return "<function>"
        case Unknown():
            return f"<{value.reason}>"


def run(source: str, folder: Path, name: str = "config.ts", **files: str) -> object:
    for path, text in files.items():
        file = folder / path.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    file = folder / name
    file.write_text(source)
    return plain(evaluate(file, root=folder))


EXPRESSIONS = {
    # constants
    "'a\\n\\u00e9\\x41\\u{1F4D6}\\'b'": "a\né\x41\U0001f4d6'b",
    "'\\uD83D\\uDCD6'": "\U0001f4d6",
    "'a\\\nb'": "ab",
    "0x10 + 1e2 + .5 + 1_000": 1116.5,
    "10n": 10,
    "null": None,
    "undefined": "<undefined>",
    "/a\\/b/gi": "/a\\/b/gi",
    "new RegExp('<!-- more -->', 'i')": "/<!-- more -->/i",
    # templates and sums
    "`a${1 + 1}b${'c'}`": "a2bc",
    "'a' + 1 + null + true": "a1nulltrue",
    "1 + 2 * 3 - 4 / 2 % 3": 5,
    "`© ${new Date().getFullYear()}`": "<new Date is not known without running it>",
    # members
    "({a: {b: [1, 2]}}).a.b[1]": 2,
    "({a: 1})['a']": 1,
    "({}).a": "<undefined>",
    "({}).a.b": "<b of null or undefined is not known>",
    "({})?.a?.b?.c": "<undefined>",
    "'abc'.length + [1, 2].length": 5,
    # conditions
    "process.env.X ? 'a' : 'b'": "b",
    "process.env.X || 'a'": "a",
    "process.env.X ?? 'a'": "a",
    "process.env.X && 'a'": "<undefined>",
    "process.env.NODE_ENV === 'production'": True,
    "!!process.env.X": False,
    "0 || '' || null || 'x'": "x",
    "false ?? 'x'": False,
    "'a' === 'a' && 1 !== 2 && null == undefined && !(1 == 2)": True,
    "true === 1": False,
    "1 == '1'": "<== of different kinds is not known>",
    "2 > 1 && 'b' > 'a' && 1 <= 1": True,
    "'a' in {a: 1}": True,
    "typeof 'a' + typeof undefined + typeof (() => 1)": "stringundefinedfunction",
    "Date.now() ? {a: 1, b: 2} : {a: 1, b: 3}": {"a": 1, "b": "<Date is not known here>"},
    "Date.now() || 'x'": "<Date is not known here>",
    # objects and arrays
    "({a: 1, 'b': 2, 3: 4, ['c' + 1]: 5})": {"a": 1, "b": 2, "3": 4, "c1": 5},
    "({...{a: 1, b: 2}, b: 3, ...null, ...undefined})": {"a": 1, "b": 3},
    "({a: 1, ...Date.now()})": {"a": "<Date is not known here>", "...": "<more>"},
    "({...Date.now(), a: 1})": {"a": 1, "...": "<more>"},
    "({a: 1, b: 2, ...(Date.now() && {b: 3})})": {"a": 1, "b": "<Date is not known here>"},
    "({a: 1, ...(process.env.X && {a: 2})})": {"a": 1},
    "({get a() { return 1; }, b() { return 2; }})": {"a": 1, "b": "<function>"},
    "[1, ...[2, 3], ...Date.now()]": [1, 2, 3, "<more>"],
    "[[1], [2]].flat().concat([3], 4).reverse()": [4, 3, 2, 1],
    # types
    "({a: 1} as const satisfies object)!": {"a": 1},
    # functions
    "(() => 1)()": 1,
    "((a, {b = 2, ...c}, [d], ...e) => [a, b, c, d, e])(1, {x: 9}, [3], 4, 5)": [
        1, 2, {"x": 9}, 3, [4, 5],
    ],
    "(function (a = 'b') { return a; })()": "b",
    "(async () => 'a')()": "a",
    "['a', 'b'].map((x, i) => `${x}${i}`).join('-')": "a0-b1",
    "[0, 1, '', 'a'].filter(Boolean)": [1, "a"],
    "[1, 2, 3].find((x) => x > 1)": 2,
    "[1, 2].some((x) => x > 1) && [1, 2].every((x) => x > 0)": True,
    "Object.entries({a: 1}).map(([k, v]) => k + v)": ["a1"],
    "Object.fromEntries([['a', 1]])": {"a": 1},
    "Object.assign({a: 1}, {b: 2}, null)": {"a": 1, "b": 2},
    "Object.keys({a: 1, b: 2}).includes('b')": True,
    "' A-b '.trim().toLowerCase().replace('-', '_').split('_')": ["a", "b"],
    "'abcdef'.slice(1, -1)": "bcde",
    "[1, 2, 3].slice(-2).at(-1)": 3,
    "Math.max(1, 2) + Number('3')": 5,
    "await Promise.resolve('a')": "a",
    "require('remark-math')": "<module remark-math>",
    "require('remark-math').default": "<module remark-math>",
    "[require.resolve('./src/css/custom.css')]": ["<module ./src/css/custom.css>"],
    "(await import('remark-math')).default": "<module remark-math>",
    "require('prism-react-renderer').themes.github": "<themes comes from the package prism-react-renderer>",
    "require('x')({a: 1})": "<what x gives back is not known>",
    "JSON.parse('{\"a\": [1, null]}')": {"a": [1, None]},
    # what is not followed
    "<b>x</b>": "<jsx element is not evaluated>",
    "class {}": "<class is not evaluated>",
    "this.x": "<this is not evaluated>",
    "nowhere": "<nowhere is not known here>",
    "[3, 1].sort()": "<sort(): a change that is not followed>",
    "'aa'.replace(/a/, 'b')": "ba",
    "'/a/b/a'.replace(/\\/(\\w)/g, '$1$$$&')": "a$/ab$/ba$/a",
    "'a'.replace(/a/, (a) => a)": "<replace(): its arguments are not known>",
    "'a'.replace(/(a)+/, 'b')": "<replace(): this pattern is not followed>",
    "/^\\/blog/.test('/blog/x') ? 1 : 2": 1,
    "/x$/.test('y') ? 1 : 2": 2,
    "/x/g.test('x')": "<test(): this pattern is not followed>",
    "'/a/b'.match(/(\\w)\\/(\\w)/)": ["a/b", "a", "b"],
    "'aba'.match(/a/g)": ["a", "a"],
    "'a'.match(/b/) ?? 'none'": "none",
    "'a'.match(/a|(b)/)[1] ?? 'none'": "none",
}  # fmt: skip


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_an_expression_is_known_or_says_why_not(source: str, tmp_path: Path) -> None:
    name = "config.jsx" if source.startswith("<") else "config.ts"
    assert run(f"export default {source};", tmp_path, name) == EXPRESSIONS[source]


PROGRAMS = {
    "a name may be given a value later": (
        "let a; a = 1; const b = {c: a}; b.d = 2; b['e'] = 3; b.c += 4; export default b;",
        {"c": 5, "d": 2, "e": 3},
    ),
    "two names for one object see one object": (
        "const blog = {path: 'a'}; const config = {blog}; blog.path = 'b'; export default config;",
        {"blog": {"path": "b"}},
    ),
    "an array grows": (
        "const a = []; a.push(1, 2); if (true) { a.unshift(0); } a.push(...[3]); module.exports = a;",
        [0, 1, 2, 3],
    ),
    "a function may stand before what it uses": (
        "export default f(); function f() { return g() + 1; } function g() { return 1; }",
        2,
    ),
    "the branch that a condition takes counts": (
        "function f(x) { if (x === 1) { return 'a'; } else if (x === 2) return 'b'; return 'c'; }\n"
        "export default [f(1), f(2), f(3)];",
        ["a", "b", "c"],
    ),
    "what both branches of an unknown condition return is known": (
        "function f() { if (Date.now()) return {a: 1, b: 2}; return {a: 1, b: 3}; }\nexport default f();",
        {"a": 1, "b": "<Date is not known here>"},
    ),
    "what a branch nobody can decide changes is unknown": (
        "const a = {b: 1, c: 2}; const d = [1]; let e = 1;\n"
        "if (Date.now()) { a.b = 3; d.push(2); e = 2; }\nexport default {a, d, e};",
        {
            "a": {"b": "<Date is not known here>", "c": 2},
            "d": [1, "<more>"],
            "e": "<Date is not known here>",
        },
    ),
    "a loop over known things is followed": (
        "const a = {}; for (const [k, v] of Object.entries({x: 1, y: 2})) { a[k] = v + 1; }\nexport default a;",
        {"x": 2, "y": 3},
    ),
    "a loop that is not followed leaves what it changes unknown": (
        "const a = [1]; let b = 1; for (let i = 0; i < 3; i++) { a.push(i); b += 1; }\nexport default {a, b};",
        {"a": [1, "<more>"], "b": "<this is not followed>"},
    ),
    "a try succeeds": (
        "let a = 1; try { a = 2; } catch { a = 3; } export default a;",
        2,
    ),
    "throwing on a missing variable is the build's own affair": (
        "if (!process.env.URL) { throw new Error('set URL'); } export default {a: 1};",
        {"a": 1},
    ),
    "parts of an object get names": (
        "const {a, b: {c = 3, ...d}, ...e} = {a: 1, b: {x: 2}, f: 4}; const [g, , h] = [5, 6, 7];\n"
        "export default {a, c, d, e, g};",
        {"a": 1, "c": 3, "d": {"x": 2}, "e": {"f": 4}, "g": 5},
    ),
    "types are not looked at": (
        "import type {Config} from 'x'; interface A {b: string} type C = A; enum D {E}\n"
        "const a: Config = <C>{b: 'c'}; export default a satisfies Config;",
        {"b": "c"},
    ),
    "an export may be named at the end": (
        "const config = {a: 1}; export {config as default};",
        {"a": 1},
    ),
    "a config may be a function, async too": (
        "module.exports = async function createConfig() { const a = await 1; return {a}; };",
        {"a": 1},
    ),
    "TypeScript's own export": ("const a = {b: 1}; export = a;", {"b": 1}),
    "the environment may be set by the config": (
        "process.env.A = 'b'; export default process.env.A;",
        "b",
    ),
    "an endless recursion ends": (
        "const f = (x) => f(x + 1); export default f(1);",
        "<this is nested too deeply>",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_followed(name: str, tmp_path: Path) -> None:
    source, expected = PROGRAMS[name]
    assert run(source, tmp_path) == expected


def test_a_long_sum_is_no_deep_one(tmp_path: Path) -> None:
    assert run("export default " + "+".join(["'a'"] * 3000), tmp_path) == "a" * 3000


def test_files_of_the_site_are_read_and_no_others(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.json").write_text('"secret"')
    (site / "link.json").symlink_to(tmp_path / "secret.json")
    found = run(
        "import a, {b as c} from './data'; import * as d from './data.js'; import v from './v.json';\n"
        "import out from '../secret.json'; import link from './link.json';\n"
        "const path = require('path'); const fs = require('node:fs');\n"
        "const there = fs.existsSync(path.join(__dirname, 'v.json'));\n"
        "const text = JSON.parse(fs.readFileSync(path.resolve(__dirname, 'v.json'), 'utf8'));\n"
        "const far = fs.readFileSync('/etc/passwd', 'utf8');\n"
        "export default {a, c, d: d.b, v, out, link, there, text, far, m: require('./deep').x};",
        site,
        data_dot_js="export default {x: 1}; export const b = 2;",
        v_dot_json='["1.0"]',
        deep__index_dot_ts="export const x = 'deep';",
    )
    assert found == {
        "a": {"x": 1},
        "c": 2,
        "d": 2,
        "v": ["1.0"],
        "out": "<there is no ../secret.json in the site>",
        "link": "<there is no ./link.json in the site>",
        "there": True,
        "text": ["1.0"],
        "far": "<a file outside of the site is not read>",
        "m": "deep",
    }


def test_modules_of_both_kinds_work_together(tmp_path: Path) -> None:
    found = run(
        "import a from './a.cjs'; import {x} from './a.cjs'; import * as ns from './a.cjs';\n"
        "const b = require('./b'); export * from './b'; export {y as z} from './b';\n"
        "export default {a, x, ns: ns.x, b};",
        tmp_path,
        a_dot_cjs="exports.x = 1; module.exports.w = 2;",
        b_dot_ts="export const y = 3; export default {v: 4};",
    )
    assert found == {
        "a": {"x": 1, "w": 2},
        "x": 1,
        "ns": 1,
        "b": {"y": 3, "default": {"v": 4}, "v": 4},
    }


def test_files_that_import_each_other_end(tmp_path: Path) -> None:
    found = run(
        "import {b} from './b'; export const a = 1; export default b;",
        tmp_path,
        b_dot_ts="import {a} from './config'; export const b = {a, c: 2};",
    )
    assert found == {"a": "<undefined>", "c": 2}


def test_a_value_knows_where_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "data.js").write_text("\n\nexport const url = process.env.URL;\n")
    file = tmp_path / "docusaurus.config.js"
    file.write_text(
        "import {url} from './data';\nexport default {\n  url,\n  title: 'x' + nope,\n};\n"
    )
    config = evaluate(file, root=tmp_path)
    assert isinstance(config, Record)
    url, title = config.entries["url"], config.entries["title"]
    assert isinstance(url, Undefined)
    assert (url.place.path, url.place.line) == ("data.js", 3)
    assert "process.env.URL" in url.reason
    assert isinstance(title, Unknown)
    assert (title.place.path, title.place.line) == ("docusaurus.config.js", 4)
    assert config.place_of("url").line == 3


@pytest.mark.parametrize(
    "source",
    [
        "const a = [1]; for (const x of a) { a.push(...a); } export default a;",
        "let a = 'x'; " + "a = a + a;" * 64 + "export default a;",
        "let a = [1]; " + "a = [...a, ...a];" * 64 + "export default a;",
        "const f = () => [f(), f()]; export default f();",
        "const a = {}; a.a = a; export default {...a, x: Date.now() ? a : {a: {a}}};",
        "export default " + "(" * 5000 + "1" + ")" * 5000,
        "export default " + "[" * 5000,
        "export default " + "!" * 5000 + "1",
        "export default `" + "${`" * 500,
        "export default a" + ".b" * 5000,
        "import './config'; import a from './config'; export default a;",
    ],
)
def test_hostile_configs_end_soon(source: str, tmp_path: Path) -> None:
    file = tmp_path / "config.ts"
    file.write_text(source)
    evaluate(file, root=tmp_path)


TOKENS = (
    "export default const let a b { } [ ] ( ) , ; : => ... ? ?. ?? || && = += == ! . 'x' `y ${ } ` 1 /r/ "
    "function async await return if else for of new class import from require module exports as < > \n"
).split(" ")


@settings(max_examples=200)
@given(st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join))
def test_no_text_makes_it_fail(source: str) -> None:
    text = f"export default {{a: 1}};\n{source}".encode()
    evaluate(SITE / "docusaurus.config.mjs", root=SITE, load=lambda path: text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a", True),
        ("a.b.c", True),
        ("$x._y", True),
        ("{...x, a: 1, *g() {}}", True),
        ("/a/.test(b)", True),
        ("/* nothing */", True),
        ("// nothing", True),
        ("<b>{x}</b>", True),
        ("class.a", False),
        ("a b", False),
        ("% if a %", False),
        ("{ page.title }", False),
        ("{< figure >}", False),
        ("{% raw %}", False),
        ("= 1", False),
        (": a", False),
    ],
)
def test_an_expression_is_known(text: str, is_one: bool) -> None:
    assert is_expression(text) is is_one
