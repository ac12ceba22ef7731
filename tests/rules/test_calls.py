"""Rules of a site for what it defines itself: followed alike for all engines, and clear about what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.body.dialect import Dialect
from syndicate.body.render import render
from syndicate.body.templates import as_markdown, filled, template_of
from syndicate.diagnostics import UsageError

HUGO = 'baseURL = "https://a.example/"\n'
JEKYLL = "url: https://a.example\n"
DOCUSAURUS = "export default {title: 'T', url: 'https://a.example', baseUrl: '/', presets: [['classic', {}]]};"
HEADER = "---\ntitle: A\ndate: 2024-01-02\n---\n\n"

CASES = {
    "docusaurus": (
        "docusaurus.config.js",
        DOCUSAURUS,
        "blog/2024-01-02-a.md",
        '<Remark kind="tip" title="a *b*">\n\nSome **text**.\n\n</Remark>\n\nPress <Key name="x" />.\n',
        "[components.Remark]\nnode = 'callout'\nkind = '{kind|note}'\ntitle = '{title}'\n"
        "[components.Key]\nhtml = '<kbd>{name}</kbd>'\n",
    ),
    "hugo": (
        "hugo.toml",
        HUGO,
        "content/posts/a.md",
        '{{< remark tip "a *b*" >}}\nSome **text**.\n{{< /remark >}}\n\nPress {{< key x >}}.\n',
        "[shortcodes.remark]\nnode = 'callout'\nkind = '{0|note}'\ntitle = '{1}'\n"
        "[shortcodes.key]\nhtml = '<kbd>{0}</kbd>'\n",
    ),
    "jekyll": (
        "_config.yml",
        JEKYLL,
        "_posts/2024-01-02-a.md",
        '{% remark tip "a *b*" %}\nSome **text**.\n{% endremark %}\n\nPress {% include key.html name="x" %}.\n',
        "[tags.remark]\nnode = 'callout'\nkind = '{0|note}'\ntitle = '{1}'\n"
        "[includes.'key.html']\nhtml = '<kbd>{name}</kbd>'\n",
    ),
}


def site(
    root: Path, engine: str, rules: str | None = None, body: str | None = None
) -> syndicate.Site:
    config, config_text, path, text, own = CASES[engine]
    for name, content in (
        (config, config_text),
        (path, f"{HEADER}{text if body is None else body}"),
        ("syndicate.toml", own if rules is None else rules),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return syndicate.read(root)


def written(found: syndicate.Site, to: str = "devto") -> str:
    payload = syndicate.export_post(found, to=to).payload
    assert isinstance(payload, dict)
    article = payload["article"]
    assert isinstance(article, dict)
    return str(article["body_markdown"])


@pytest.mark.parametrize("engine", CASES)
def test_a_rule_serves_every_engine_alike(engine: str, tmp_path: Path) -> None:
    found = site(tmp_path, engine)
    text = written(found)
    assert "Some **text**." in text
    assert "Press <kbd>x</kbd>." in text
    assert text.startswith("> ")
    assert "a \\*b\\*" in text  # what an argument says is plain text


@pytest.mark.parametrize("engine", ["hugo", "jekyll"])
def test_a_rule_is_followed_on_the_way_to_docusaurus(engine: str, tmp_path: Path) -> None:
    found = site(tmp_path / "in", engine)
    syndicate.convert(found, to="docusaurus", out=tmp_path / "out").run()
    (post,) = (tmp_path / "out/blog").rglob("*a.md")
    assert "Press <kbd>x</kbd>." in post.read_text()
    assert ":::tip" in post.read_text()


@pytest.mark.parametrize("engine", CASES)
def test_a_rule_that_nothing_matches_is_told(engine: str, tmp_path: Path) -> None:
    to = "jekyll" if engine == "hugo" else "hugo"
    found = site(tmp_path, engine, "[components.Gone]\ndrop = true\n", "Text.\n")
    result = syndicate.convert(found, to=to, out=tmp_path.parent / f"{engine}-out").dry_run()
    unused = [str(each) for each in result.diagnostics if each.code == "rule-unused"]
    assert unused == ["syndicate.toml:1:1: note: no post has a component Gone [rule-unused]"]
    used = site(tmp_path, engine)
    result = syndicate.convert(used, to=to, out=tmp_path.parent / f"{engine}-out").dry_run()
    assert "rule-unused" not in {each.code for each in result.diagnostics}
    assert len([each for each in result.diagnostics if each.code == "rule-followed"]) == 2


def test_changed_rules_render_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = tmp_path / "site"
    syndicate.convert(site(source, "jekyll"), to="hugo", out=out).run()
    again = syndicate.convert(site(source, "jekyll"), to="hugo", out=out).run()
    assert again.written == ()
    rules = CASES["jekyll"][4].replace("<kbd>{name}</kbd>", "<b>{name}</b>")
    changed = syndicate.convert(site(source, "jekyll", rules), to="hugo", out=out)
    assert "+Press <b>x</b>." in "".join(changed.diff())
    assert len(changed.run().written) == 1


@pytest.mark.parametrize(
    ("rule", "body", "wanted"),
    [
        ("drop = true", "a {{< own >}} b", "a  b"),
        ("text = '**{0}** {inner} *end*'", "{{< own go >}}in{{< /own >}}", "**go**\n\nin\n\n*end*"),
        ("text = '[{0}](/posts/a/)'", "{{< own go >}}", "[go](/posts/a/)"),
        ("text = '{0:markdown}'", "{{< own `*go*` >}}", "*go*"),
        ("html = '<b>{0}</b>'", '{{< own "<i>" >}}', "<b>&lt;i&gt;</b>"),
        ("node = 'inner'", "{{< own >}}in{{< /own >}}", "in"),
        ("node = 'embed'\nurl = 'https://v.example/{id:url}'", '{{< own id="a b" >}}', "a%20b"),
        (
            "node = 'figure'\nsrc = '{0}'\nalt = 'p'",
            '{{< own "https://i.example/p.png" >}}',
            "![p]",
        ),
        ("node = 'code'\nlang = 'js'", "{{< own >}}\nlet a\n{{< /own >}}", "```js\nlet a\n```"),
        ("node = 'element'\nname = 'mark'", "a {{< own >}}in{{< /own >}}", "<mark>in</mark>"),
        ("node = 'details'\nsummary = '{0}'", "{{< own S >}}\nin\n{{< /own >}}", "S"),
    ],
)
def test_what_a_rule_can_make(rule: str, body: str, wanted: str, tmp_path: Path) -> None:
    (post,) = site(tmp_path, "hugo", f"[shortcodes.own]\n{rule}\n", f"{body}\n").posts
    plain = Dialect(name="plain", parse=post.dialect.parse)  # everything as CommonMark has it
    assert wanted in render(post.body(), post.dialect, plain).text


def test_an_argument_that_is_missing_leaves_the_call_and_is_told(tmp_path: Path) -> None:
    rules = "[shortcodes.own]\nnode = 'embed'\nurl = '{id}'\n"
    found = syndicate.export_post(site(tmp_path, "hugo", rules, "{{< own >}}\n"), to="devto")
    codes = [each.code for each in found.diagnostics]
    assert "rule-unfilled" in codes
    assert "component-degraded" in codes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[shortcode.x]\n",
            "syndicate.toml:1:2: shortcode: nothing is called so; did you mean 'shortcodes'?",
        ),
        ("[tags.x]\n", "syndicate.toml:1:2: tags.x: say what it becomes by one of node, text"),
        (
            "[tags.x]\nnode = 'calout'\n",
            "syndicate.toml:2:1: tags.x.node: 'calout' is none of these; did you mean 'callout'?",
        ),
        (
            "[tags.x]\nnode = 'callout'\ntitel = 'x'\n",
            "syndicate.toml:3:1: tags.x.titel: nothing is called so; did you mean 'title'?",
        ),
        ("[tags.x]\nnode = 'embed'\n", "a rule for embed must say 'url'"),
        ("[tags.x]\ntext = 'a {b'\n", "syndicate.toml:2:1: tags.x.text: a brace that is no place"),
        ("[tags.x]\ntext = '{b:uri}'\n", "nothing is filled in so; there are: url, markdown"),
        (
            "[front_matter]\na = 'titel'\n",
            "syndicate.toml:2:1: front_matter.a: 'titel' is none of these; did you mean 'title'?",
        ),
        ("[to.hugoo]\n", "to.hugoo: 'hugoo' is none of these; did you mean 'hugo'?"),
        (
            "[to.feed]\nlimt = 3\n",
            "syndicate.toml:2:1: to.feed.limt: nothing is called so; did you mean 'limit'?",
        ),
        ("[read]\nrun-config = true\n", "only the command line can allow this"),
        ("[read]\nconfig = '../x.toml'\n", "this file lies outside of the site"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        site(tmp_path, "hugo", text)
    assert said in str(error.value)


def test_keys_of_headers_mean_what_the_rules_say(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(JEKYLL)
    (tmp_path / "_posts").mkdir()
    header = (
        "---\ntitle: A\nsubtitle: Deep # thought\ncover:\n  image: /a.png\nother: 1\n---\nText.\n"
    )
    (tmp_path / "_posts/2024-01-02-a.md").write_text(header)
    rules = "[front_matter]\nsubtitle = 'description'\ncover.image = 'image'\n"
    (tmp_path / "syndicate.toml").write_text(rules)
    found = syndicate.read(tmp_path)
    assert (found.posts[0].description, found.posts[0].image) == ("Deep", "/a.png")
    text = syndicate.convert(found, to="hugo", out=tmp_path.parent / "keys").diff()
    lines = "".join(text)
    assert "+description: Deep # thought\n" in lines
    assert "+other: 1\n" in lines


def test_options_of_the_site_yield_to_those_that_are_given(tmp_path: Path) -> None:
    found = site(tmp_path, "hugo", "[to.feed]\nlimit = 0\nformat = 'json'\n")
    assert syndicate.feed(found).text.startswith("{")
    assert syndicate.feed(found, options={"format": "atom"}).text.startswith("<?xml")


def test_the_site_says_how_it_wants_to_be_read(tmp_path: Path) -> None:
    site(tmp_path, "hugo", "[read]\nurl = 'https://b.example'\nset = {title = 'Other'}\n")
    found = syndicate.read(tmp_path)
    assert (found.url, found.title) == ("https://b.example", "Other")
    assert syndicate.read(tmp_path, url="https://c.example").url == "https://c.example"


def test_a_file_elsewhere_takes_the_place_of_the_site_s_own(tmp_path: Path) -> None:
    site(tmp_path / "site", "hugo", "")
    other = tmp_path / "other.toml"
    other.write_text("[shortcodes.key]\ndrop = true\n")
    found = syndicate.read(tmp_path / "site", rules_file=other)
    assert [name for _, name in found.rules] == ["key"]


def test_templates_fill_in_plain_text() -> None:
    values = {"a": "*x* [y] <z> 1. #"}
    assert filled(template_of("{{{a}}} {b|none}"), values) == "{*x* [y] <z> 1. #} none"
    assert as_markdown("*x* [y] <z>") == r"\*x\* \[y\] \<z\>"
