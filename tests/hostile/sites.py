# A table: one line for a site, as long as it needs.
# ruff: noqa: E501
"""Small sites of each engine that try to get out, to break in, or to break down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SECRET: Final = "TOP-SECRET"
"""What lies beside the site, and may turn up nowhere."""

ORIGIN: Final = "https://blog.example"

_CONFIG: Final[Mapping[str, tuple[str, str]]] = {
    "docusaurus": (
        "docusaurus.config.js",
        f"module.exports = {{title: 'T', url: '{ORIGIN}', baseUrl: '/', presets: [['classic', {{docs: false}}]]}};\n",
    ),
    "hugo": ("hugo.toml", f"baseURL = '{ORIGIN}/'\ntitle = 'T'\n"),
    "jekyll": ("_config.yml", f"title: T\nurl: {ORIGIN}\n"),
}
_POST: Final[Mapping[str, str]] = {
    "docusaurus": "blog/2024-01-{:02}-{}.md",
    "hugo": "content/posts/{1}.md",
    "jekyll": "_posts/2024-01-{:02}-{}.md",
}
ENGINES: Final = tuple(_CONFIG)


def place(engine: str, name: str = "bad", day: int = 2) -> str:
    """Where a post of that name lies."""
    return _POST[engine].format(day, name)


def post(body: str = "Text.\n", header: str = "title: Bad\n") -> str:
    """A post, with a date for the engine that has none in the name."""
    return f"---\n{header}date: 2024-01-02\n---\n\n{body}"


def good(engine: str) -> dict[str, str]:
    """A site with one post that nothing is wrong with."""
    name, config = _CONFIG[engine]
    return {name: config, place(engine, "good", 1): post("Good text.\n", "title: Good\n")}


def config_of(engine: str) -> str:
    """The name of the engine's config."""
    return _CONFIG[engine][0]


Files = Callable[[str], Mapping[str, str | bytes]]
Setup = Callable[[Path, str], object]


def _nothing(root: Path, engine: str) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """files: of an engine's site, beside or over the good ones. setup: what files cannot say, such as links.

    engines: for which it makes sense. What has to come of it stands in outcomes.txt.
    """

    name: str
    files: Files = lambda engine: {}
    setup: Setup = _nothing
    engines: tuple[str, ...] = ENGINES


def _body(text: str) -> Files:
    return lambda engine: {place(engine): post(text)}


def _header(text: str) -> Files:
    return lambda engine: {place(engine): post(header=text)}


def _link(path: Callable[[str], str], target: str) -> Setup:
    def setup(root: Path, engine: str) -> None:
        link = root / path(engine)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target if not target.startswith("SITE") else root.parent / target[5:])

    return setup


def _many(root: Path, engine: str) -> None:
    for number in range(1_500):
        file = root / place(engine, f"empty-{number}", 3)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


_BOMB: Final = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(f'*{old}' for _ in range(9))}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE: Final[tuple[Hostile, ...]] = (
    # -- out of the root
    Hostile(name="image by dots", files=_body("![a](../../../secret.png)\n![b](../../secret.png)\n")),
    Hostile(name="image by absolute path", files=_body("![a](/etc/passwd)\n")),
    Hostile(name="image by file URL", files=_body("![a](file:///etc/passwd)\n")),
    Hostile(name="image by escaped dots", files=_body("![a](..%2f..%2f..%2fsecret.png)\n![b](%2e%2e/%2e%2e/secret.png)\n")),
    Hostile(
        name="image by symbolic link",
        files=lambda engine: {place(engine): post("![a](./out.png)\n![b](/img/out.png)\n")},
        setup=lambda root, engine: [
            _link(way.format, "SITE/secret.png")(root, engine)
            for way in (f"{place(engine).rpartition('/')[0]}/out.png", "static/img/out.png", "img/out.png")
        ],
    ),
    Hostile(name="post by symbolic link", setup=_link(lambda engine: place(engine, "linked"), "SITE/secret.md")),
    Hostile(
        name="folder of posts by symbolic link",
        setup=lambda root, engine: _link(lambda name: f"{place(name).partition('/')[0]}/more", "SITE/")(root, engine),
    ),
    Hostile(name="link to itself", setup=_link(lambda engine: place(engine, "loop"), "2024-01-02-loop.md")),
    Hostile(
        name="include by dots", engines=("jekyll",),
        files=_body("{% include ../../secret.md %}\n{% include_relative ../../secret.md %}\n"),
    ),
    Hostile(
        name="include by symbolic link", engines=("jekyll",), files=_body("{% include out.md %}\n"),
        setup=_link(lambda engine: "_includes/out.md", "SITE/secret.md"),
    ),
    Hostile(
        name="partial by dots", engines=("docusaurus",),
        files=_body("import P from '../../secret.md';\nimport Q from '@site/../secret.md';\n\n<P />\n<Q />\n"),
    ),
    Hostile(
        name="partial by symbolic link", engines=("docusaurus",),
        files=_body("import P from './_out.md';\n\n<P />\n"),
        setup=_link(lambda engine: "blog/_out.md", "SITE/secret.md"),
    ),
    Hostile(
        name="shortcodes that read files", engines=("hugo",),
        files=lambda engine: {
            place(engine): post("{{< spill >}}\n{{% include \"../../secret.md\" %}}\n"),
            "layouts/_shortcodes/spill.html": '{{ readFile "/etc/passwd" }}{{ os.Getenv "HOME" }}',
        },
    ),
    Hostile(name="slug by dots", files=_header("title: Bad\nslug: ../../../../escape\n")),
    Hostile(name="permalink by dots", files=_header("title: Bad\npermalink: /../../../escape/\nurl: /../../escape/\n")),
    Hostile(name="slug with a null", files=_header('title: Bad\nslug: "a\\0b"\n')),
    Hostile(name="slug of 300 letters", files=_header(f"title: Bad\nslug: {'x' * 300}\npermalink: /{'x' * 300}/\n")),
    Hostile(name="alias by dots", files=_header("title: Bad\naliases: [../../../escape]\nredirect_from: [/../../escape]\n")),
    # -- YAML
    Hostile(name="alias bomb", files=_header(f"title: Bad\n{_BOMB}")),
    Hostile(name="deep flow", files=_header(f"title: Bad\nx: {'[' * 5000}{']' * 5000}\n")),
    Hostile(name="deep blocks", files=_header("title: Bad\n" + "".join(f"{' ' * n}k:\n" for n in range(400)))),
    Hostile(name="huge number", files=_header(f"title: Bad\nweight: {'9' * 6000}\n")),
    Hostile(name="keys that are no words", files=_header("title: Bad\n1: a\n[x, y]: b\n{a: b}: c\n~: d\n1.5: e\ntrue: f\n")),
    Hostile(name="objects of Python and Ruby", files=_header("title: Bad\nx: !!python/object/apply:os.system ['touch owned']\ny: !ruby/object:Gem {}\n")),
    Hostile(name="date beyond time", files=_header("title: Bad\ndate: 99999-99-99\n")),
    Hostile(name="bytes that are no text", files=lambda engine: {place(engine): b"---\ntitle: \xff\xfe\n---\n\x00\x80\xc3\n"}),
    # -- configs
    Hostile(
        name="config that runs code", engines=("docusaurus",),
        files=lambda engine: {
            config_of(engine): f"require('fs').writeFileSync('owned', 'x');\nprocess.exit(7);\n{_CONFIG[engine][1]}"
        },
    ),
    Hostile(name="config without an end", files=lambda engine: {config_of(engine): "{[(" * 3000}),
    Hostile(
        name="config with folders outside", engines=("hugo", "jekyll"),
        files=lambda engine: {config_of(engine): _CONFIG[engine][1] + {
            "hugo": "contentDir = '../../'\nstaticDir = '/etc'\n",
            "jekyll": "collections_dir: ../../\nincludes_dir: /etc\ndata_dir: ../..\n",
        }[engine]},
    ),
    # -- injection
    Hostile(name="script in a title", files=_header("title: \"</title><script>alert(1)</script>]]>\"\n")),
    Hostile(name="end of a comment in a title", files=_header("title: \"---><script>alert(1)</script>\"\ndescription: \"--!><script>alert(2)</script>\"\n")),
    Hostile(name="script in a body", files=_body("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))\n\n]]> &bad; <![CDATA[\n")),
    Hostile(name="terminal escapes in a title", files=_header('title: "\\e]0;owned\\a\\e[31mred\\e[2J"\nslug: "\\e[31m"\n')),
    Hostile(name="characters that XML forbids", files=_body("a\x01b\x08c\ufffed\n")),
    Hostile(name="template syntax of others", files=_body("`{{ site.x }}` {{< a >}} {% raw %} {{ '{{' }} <%= x %>\n")),
    # -- file names
    Hostile(name="newline in a name", setup=lambda root, engine: (root / place(engine, "a\nb")).write_text(post())),
    Hostile(name="escape in a name", setup=lambda root, engine: (root / place(engine, "a\x1b[31mb")).write_text(post())),
    Hostile(name="names that differ in case", setup=lambda root, engine: [(root / place(engine, name)).write_text(post()) for name in ("Case", "case")]),
    Hostile(name="a name of 255 bytes", setup=lambda root, engine: (root / place(engine).rpartition("/")[0] / f"2024-01-02-{'x' * 241}.md").write_text(post())),
    Hostile(name="reserved names", setup=lambda root, engine: [(root / place(engine, name)).write_text(post()) for name in ("con", "nul", "aux.txt")]),
    Hostile(name="a name that is no UTF-8", setup=lambda root, engine: Path(str(root / place(engine, "a")) + "\udcff.md").write_text(post())),
    Hostile(name="thousands of empty files", setup=_many),
    Hostile(name="a folder that is called like a post", setup=lambda root, engine: (root / place(engine, "folder")).mkdir()),
    # -- bodies
    Hostile(name="deep quotes", files=_body("> " * 3000 + "x\n")),
    Hostile(name="deep tags", files=_body("<b>" * 3000 + "x\n")),
    Hostile(name="a line of 60 KB of brackets", files=_body("[" * 60_000 + "\n")),
)  # fmt: skip
