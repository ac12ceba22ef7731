"""What Hugo shows of a text is what we say that it shows: pages of one site, built by the engine and compared."""

from __future__ import annotations

from pathlib import Path

from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Math
from syndicate_adapters.hugo.reading.site import read_site
from tests.hugo_body.shown import differences

CONFIG = """
enableEmoji = true
[params]
where = "the *site*"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.extensions.extras]
insert = {enable = true}
mark = {enable = true}
subscript = {enable = true}
superscript = {enable = true}
[markup.highlight]
noClasses = false
"""

TEXTS = {
    "paired": "- a\n\n  {{< details summary=\"Look *here*\" >}}\n  text **b**\n\n  - x\n  {{< /details >}}\n\n- c\n",
    "marked": "{{% fold \"x\" %}}\n## H\n\n[a](https://x.example/)\n{{% /fold %}}\n",
    "highlighted": '{{< highlight go "linenos=inline,hl_lines=1" >}}\nx {{</* y */>}}\n'
    '{{< /highlight >}}\n<br>\nafter **it**\n',
    "highlighted-in-list": "- a\n\n    {{< highlight js >}}\nif (x) {\n  y\n}\n{{< /highlight >}}\n\n- b\n",
    "highlighted-below-an-item": "- a\n{{< highlight sh >}}\n  x\ny\n{{< /highlight >}}\n- b\n"
    "  1. c\n{{< highlight sh >}}\nz\n{{< /highlight >}}\n\n- d\n\n{{< highlight sh >}}\nu\n{{< /highlight >}}\n"
    "\ntext\n{{< highlight sh >}}\nv\n{{< /highlight >}}\n",
    "highlighted-below-a-quote": "> a\n{{< highlight sh >}}\n  x\n\ny\n{{< /highlight >}}\n\nb\n",
    "played-below-an-item": "- a\n{{< youtube aqz-KE-bpKQ >}}\n- b\n{{% fold \"x\" %}}\nc\n{{% /fold %}}\n",
    "pictured": '{{< figure src="/a.png" caption="C *d*" attr="me" attrlink="https://x.example/" >}}\n\ntext\n',
    "pictured-in-line": 'a\n\n- b {{< figure src="/a.png" caption="C" >}}\n- c\n\nd {{< figure src="/a.png" >}} e\n',
    "played": "{{< youtube aqz-KE-bpKQ >}}\n\n{{< vimeo 55073825 >}}\n",
    "escaped": "{{</* a \"b\" */>}} and `{{%/* c */%}}`\n\n```\n{{</* d */>}}\n```\n",
    "referred": 'see [x]({{< ref "paired.md#b" >}}) and <a href="{{< relref "marked" >}}">c</a>\n',
    "printed": "so {{< param where >}} {{% param \"where\" %}} and {{< param title >}}\n",
    "emoji": ":smile: `:smile:` :crying_cat: :nope: :+1: [:heart:](https://x.example/)\n",
    "extras": "++ins++ ==mark== x^2^ `~a~` \\~b~ ~~gone~~ ~gone~\n",
    "attributes": "Para\n{.cls #id}\n\n> quote\n{.q}\n\n- item\n{.list}\n\n| a |\n|---|\n| 1 |\n{.tbl}\n"
    "\n```\n{.no}\n```\n",
    "headings": "## H {.a .b key=val}\n\n### C++ & C# {#own}\n\n## H {foo}\n",
    "bare": "http://127.0.0.1:80/a https://x.example/a?b=c. www.x.example, (https://y.example/z) a@b.example "
    "[ https://no.example/ ] x:https://no.example \"https://q.example/\" localhost:80 http://localhost/ "
    "(see [a](b) (https://x.example/c#d)), and https://x.example/e_(f)_g. (https://x.example/h&amp;)\n",
    "parted": "above <!--more--> below\n",
    "tabled": "| a | b |\n|---|:-:|\n| {{< param title >}} | `x` |\n",
    "defined": "term\n: meaning **one**\n\nother\n: second\n",
    "defined-long": "Word *x*\nother\n:   one `a` [l](/x/)\n    more\n\n:   two\n\n    - item\n\n"
    "    ```go\n    x\n    ```\n\nafter\n\n> T\n> : m\n>\n> U\n> : n\n\n- li\n\n  T\n  : m\n",
    "colons": "first\n:smile: x\n:::note\nadm\n:::\n\na\n:b\n\n| a | b |\n:--|:-:\n1 | 2\n",
    "tildes": "H~2~O and 3~4명, 5~6명 and a ~b~ c, ~ d ~ \\~e~ x~ y~ `f~g~h` [i](/j~k~l/)\n",
    "quoted": "say <<a>> and <<EOF and `<<b>>` 1 << 2\n",
    "noted-high": "A[^1] x^2^ and [^1]\n\n[^1]: n\n",
    "code-inline": 'in {{< highlight go "hl_inline=true" >}}x := `1`{{< /highlight >}} end\n',
    "noted": "a[^1] and b\n\n[^1]: the *note*\n",
    "html": '<div class="x">\n\n**md**\n\n</div>\n\ninline <span>x</span> and <br> <!-- c -->\n',
    "raw": "text\n<br>\nmore *text*\n",
}  # fmt: skip

OWN = {"layouts/_shortcodes/fold.html": "<section>\n\n{{ .Inner }}\n\n</section>\n"}


def test_texts_read_as_the_engine_shows_them(tmp_path: Path) -> None:
    files = {**OWN, "static/a.png": "x"}
    assert differences(tmp_path, TEXTS, files, CONFIG, expands=True) == {}


MATH = """
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"], ["\\\\[", "\\\\]"]]
inline = [["\\\\(", "\\\\)"], ["$", "$"]]
"""


def test_line_ends_are_kept_where_the_config_says_so(tmp_path: Path) -> None:
    text = "a\nb *c\nd*\n\n- e\n  f\n\n> g\n> h\n\n```\ni\nj\n```\n\nk  \nl\\\nm\n"
    config = "[markup.goldmark.renderer]\nhardWraps = true\n"
    assert differences(tmp_path, {"wrapped": text, "dos": "a\r\nb\r\n"}, {}, config) == {}


def test_line_ends_between_wide_letters_are_nothing_where_the_config_says_so(
    tmp_path: Path,
) -> None:
    text = "첫 줄\n둘째 줄\n日本語\nabc\n改行\n\n- 가나\n  다라\n\n> 마\n> 바\n\n**사**\n아 *자*\n**차**\n"
    config = "[markup.goldmark.extensions.cjk]\nenable = true\neastAsianLineBreaks = true\n"
    assert differences(tmp_path, {"wide": text}, {}, config) == {}


def test_one_tilde_is_small_where_two_delete_nothing(tmp_path: Path) -> None:
    config = f"{CONFIG}[markup.goldmark.extensions]\nstrikethrough = false\n"
    config = config.replace("[markup.highlight]\nnoClasses = false\n", "")
    assert differences(tmp_path, {"extras": "H~2~O x^2^ ++a++\n"}, {}, config) == {}


def test_html_that_the_config_does_not_allow_is_left_out(tmp_path: Path) -> None:
    texts = {
        "inline": "a <b>x</b> c\n",
        "block": "a\n\n<div>\nx\n</div>\n\ny\n",
        "alone": "a\n<br>\nb\n",
        "comment": "a <!-- b --> c\n\n<!-- d -->\n\ne\n",
        "highlighted": "a\n\n{{% highlight go %}}\nx := 1\n\ny := 2\n{{% /highlight %}}\n\n"
        "{{< highlight go >}}\nz\n{{< /highlight >}}\n\nb\n",
        "pictured": 'a\n\n{{% figure src="/a.png" title="T" %}}\n\n- b\n\n  {{% youtube aqz-KE-bpKQ %}}\n\n- c\n',
    }
    assert differences(tmp_path, texts, {}) == {}


def test_formulas_are_where_the_engine_has_them(tmp_path: Path) -> None:
    """Hugo prints a formula as it stands; so the texts of both show the same signs."""
    text = (
        "Inline $a_1 + b_2$ and \\(x_1*y*z\\) and \\$5, `$c$`\n\n$$\nE=mc^2 *x*\n$$\n\n"
        "\\[ a_b * c_d * \\]\n\n- $$p$$\n"
    )
    config = f'baseURL = "https://blog.example/"\n{MATH}'
    site = tmp_path / "site"
    for path, content in {
        "hugo.toml": config,
        "content/p.md": f"---\ntitle: P\n---\n{text}",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(content, encoding="utf-8")
    post = read_site(site, ReadOptions(), lambda found: None).posts[0]
    found = [(n.tex, n.is_display) for n in post.body().nodes if isinstance(n, Math)]
    assert found == [
        ("a_1 + b_2", False),
        ("x_1*y*z", False),
        ("E=mc^2 *x*", True),
        ("a_b * c_d *", True),
        ("p", True),
    ]
