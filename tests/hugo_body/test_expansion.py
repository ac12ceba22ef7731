"""The site's own shortcodes as their templates print them: compared with what the engine shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.body.nodes import Verbatim
from tests.hugo_body.shown import differences
from tests.hugo_body.test_site_shortcodes import body_in

CONFIG = """
title = "The Site"
[params]
author = "Ann & Bob"
[markup.goldmark.renderer]
unsafe = true
"""
TEMPLATES = {
    "hello": "Hello, {{ .Get 0 | default \"you\" }}!",
    "box": "<div class=\"box\">\n  {{ with .Get \"title\" }}<h4>{{ . }}</h4>{{ end }}\n"
    "  {{ .Inner | markdownify }}\n</div>\n",
    "badge": "<strong>{{ .Get 0 | markdownify }}</strong>",
    "picture": "{{ $src := .Get \"src\" }}{{- if not (hasPrefix $src \"http\") -}}{{ $src = printf "
    "\"/%s\" $src }}{{ end -}}\n"
    "<img src=\"{{ $src }}\" alt=\"{{ .Get \"alt\" }}\">",
    "about": "{{/* who */}}{{ .Page.Title }} of {{ .Site.Title }} by {{ site.Params.author }}",
    "side": "{{ if eq (.Get \"on\") \"left\" }}<p>left: {{ .Get \"text\" }}</p>{{ else if "
    ".IsNamedParams }}<p>right</p>{{ else }}<p>none</p>{{ end }}",
    "raw": "<div>{{ .Inner }}</div>",
    "mdout": "**{{ .Get 0 }}**: {{ .Inner }}",
    "base": "<span class=\"b\">https://x.example/?a&amp;b=_{{ .Get 0 }}_</span>",
    "coloured": "<p style=\"color: {{ .Get 0 }}; width: {{ .Get \"w\" | default \"5%\" }}\">c</p>",
    "noted": "{{ $.Scratch.Set \"colour\" (default \"green\" (.Get \"colour\")) }}\n<div\n  {{ if not "
    "($.Scratch.Get \"colour\") }}class=\"x\"{{ else }}style=\"background-color: "
    "{{ $.Scratch.Get \"colour\" }}\"{{ end }}\n  >\n"
    "  <span>{{ partial \"sign.html\" (.Get \"sign\") }}{{ partial \"sum\" . }}</span>\n"
    "  {{- .Inner | markdownify -}}\n</div>\n",
    "card": "{{- $parts := split (.Get 0) \"/\" -}}\n<a class=\"c\" href=\"https://x.example/{{ .Get 0 }}\">\n  "
    "<span>{{ index $parts 0 }}</span>/<strong>{{ index $parts 1 }}</strong>\n</a>\n",
    "styled": "<p style='{{ .Get 0 }}'>s</p>",
    "link": "<a href=\"{{ .Get 0 | relURL }}\">{{ .Get 1 }}</a>",
}  # fmt: skip
TEXTS = {
    "hello": "{{< hello >}} and {{< hello \"a <b> *c*\" >}}\n",
    "box": "{{< box title=\"T & U\" >}}\ntext **b**\n\n- x\n- [y](https://x.example/)\n{{< /box >}}\n\nafter\n",
    "box-line": "{{< box >}}one *line*{{< /box >}}\n",
    "box-above-a-line": "{{< box >}}one{{< /box >}}\n**two** [x](https://x.example/ \"t\")\n\nafter\n",
    "badge-above-a-line": "one\n{{< badge \"x\" >}}\n**two**\n",
    "box-in-box": "{{< box >}}\n{{< box title=\"in\" >}}\nx **y**\n{{< /box >}}\n{{< /box >}}\n",
    "badge": "a {{< badge \"b *c* `d`\" >}} e\n",
    "picture": "{{< picture src=\"a b.png\" alt=\"A \\\"q\\\"\" >}}\n\n"
    "{{< picture src=\"https://x.example/a.png\" >}}\n",
    "about": "{{< about >}}\n",
    "side": "{{< side on=\"left\" text=\"t\" >}}\n\n{{< side on=\"x\" >}}\n\n{{< side >}}\n",
    "raw": "{{< raw >}}\n<p>*no* emphasis</p>\n\n<p>two</p>\n{{< /raw >}}\n",
    "mdout": "{{% mdout \"x y\" %}}some *text*{{% /mdout %}}\n",
    "link": "go {{< link \"about/\" \"there\" >}}.\n",
    "in-code": "```sh\nwget {{< base \"x\" >}}/*a* \\\\\n{{% mdout \"k\" %}}v{{% /mdout %}}\n```\n\n"
    "and `{{< base \"y\" >}}`\n",
    "noted": "{{< noted sign=\"a <b>\" >}}\ntext **b**\n{{< /noted >}}\n\n"
    "{{< noted colour=\"url(x)\" >}}c{{< /noted >}}\n",
    "box-indented": "- a\n\n    {{< box >}}\n    one *x*\n    {{< /box >}}\n\n- b\n",
    "card": "{{< card \"me/it\" >}}\n",
    "coloured": "{{< coloured \"#a0f\" >}}\n\n{{< styled \"float:left\" >}}\n",
    "box-with-code": "1.  a\n\n    {{< box >}}\n    deep *text*\n    {{< /box >}}\n\n"
    "{{< box >}}\n    x\n{{< /box >}}\n",
    "in-list": "- a {{< badge \"x\" >}}\n\n  {{< box >}}\n  y **z**\n  {{< /box >}}\n- b\n",
}  # fmt: skip


def test_calls_read_as_the_engine_shows_them(tmp_path: Path) -> None:
    files = {f"layouts/_shortcodes/{name}.html": text for name, text in TEMPLATES.items()}
    files["static/a b.png"] = "x"
    files["layouts/_partials/sign.html"] = "<em>{{ with . }}{{ . }}{{ else }}none{{ end }}</em>"
    files["layouts/_partials/sum.html"] = '<b>{{ .Get "sign" }} {{ $.Page.Title }}</b>'
    assert differences(tmp_path, TEXTS, files, CONFIG, expands=True) == {}


def test_html_of_a_template_stays_where_that_of_the_author_does_not(tmp_path: Path) -> None:
    files = {"layouts/_shortcodes/badge.html": TEMPLATES["badge"]}
    texts = {"p": "a <b>c</b> {{< badge x >}}\n\n{{% badge y %}}\n"}
    assert differences(tmp_path, texts, files, 'title = "T"\n', expands=True) == {}


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ range .Params }}{{ . }}{{ end }}", "it uses 'range'"),
        ("{{ .Page.Scratch }}", "it asks for '.Page.Scratch'"),
        ("{{ resources.Get (.Get 0) }}", "it calls 'resources.Get'"),
        ("<script>{{ .Get 0 }}</script>", "it fills in a script or a style"),
        ("<p style='{{ printf `%s\\\\(1)` (.Get 0) }}'>", "it fills in 'style'"),
        ("<p onclick='{{ .Get 0 }}'>", "it fills in 'onclick'"),
        ("{{ partial `x` . }}", "there is no partial 'x'"),
        ("{{ .Scratch.Add `x` 1 }}", "it calls '.Scratch.Add'"),
        ("{{ if .Get 0 }}x", "a block is not ended"),
        ("{{ len 1 }}", "its functions are given something else"),
    ],
)
def test_what_cannot_be_read_is_left_and_reported(
    template: str, reason: str, tmp_path: Path
) -> None:
    files = {"layouts/_shortcodes/a.html": template}
    nodes, said = body_in(tmp_path, "x\n\n{{< a b >}}\n", files, expands=True)
    assert [node.KIND for node in nodes] == ["component"]
    assert [(found.code, found.line) for found in said] == [("shortcode-unread", 6)]
    assert reason in said[0].message


def test_html_that_is_printed_among_code_is_its_text_and_reported(tmp_path: Path) -> None:
    files = {"layouts/_shortcodes/a.html": "<b>{{ .Get 0 }}</b>"}
    nodes, said = body_in(tmp_path, "```\nx {{< a b_c >}}\n```\n", files, expands=True)
    assert [node.text for node in nodes if isinstance(node, Verbatim)] == ["b_c"]
    assert [(found.code, found.line, found.column) for found in said] == [
        ("shortcode-unread", 5, 3)
    ]


def test_a_parameter_among_code_is_printed_without_escapes(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL="https://example.org/"\n[params]\na="A*_b_"\n',
    }
    nodes, _ = body_in(tmp_path, "`{{< param a >}}` {{< param a >}}\n", files)
    assert [node.text for node in nodes if isinstance(node, Verbatim)] == ["A*_b_", "A\\*\\_b\\_"]


def test_templates_are_read_only_where_that_is_asked_for(tmp_path: Path) -> None:
    files = {"layouts/_shortcodes/a.html": "A"}
    assert [node.KIND for node in body_in(tmp_path, "{{< a >}}\n", files)[0]] == ["component"]
    assert [node.KIND for node in body_in(tmp_path, "{{< a >}}\n", files, expands=True)[0]] == [
        "insert"
    ]
