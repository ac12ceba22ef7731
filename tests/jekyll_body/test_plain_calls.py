"""Calls that are looked up print what they print when they are run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.dialect import parse
from syndicate_adapters.jekyll.liquid import expansion
from syndicate_adapters.jekyll.read import read_site
from syndicate_adapters.jekyll.settings import JekyllSettings

CALLS = r"""{% post_url 2024-01-02-x %}|{%- post_url 2024-01-02-x %}|{% post_url 2024-01-02-x -%}
{% post_url /a/2024-01-02-x %}
{% post_url 2024-01-02-x%}|{%post_url 2024-01-02-x %}|{% post_url 2024-01-02-no %}|{% post_url  a b %}|{% post_url %}
{% link about.md %}|{% link /about.md %}|{% link no.md %}|{% link assets/a.css -%}|{% link {{ page.file }} %}|{% link %}
{{ site.baseurl }}|{{site.url}}|{{- site.title -}}|{{ site.title | upcase }}|{{ site.nothing }}|{{ site.number }}
{{ site.data }}|{{ site.time }}|{{ site.size }}|{{ site.words }}|{{ site.source }}|{{ site.first }}
{{ site.title.size }}|{{ site.posts.size }}|{{ site.collections }}|{{ site.notes }}|{{ site["title"] }}
{{ site }}|{{ site.github }}
{% assign site = page %}{{ site.title }}{{ site.baseurl }}|{% capture site %}c{% endcapture %}{{ site.title }}
{% assign title = "t" %}{{ site.title }}|{% include said.html what="a b" %}|{%- include said.html what='c' -%}
{% include said.html %}|{% include said.html what=page.title %}|{% include said.html what %}|{% include no.html %}
{% include {{ page.part }} what="d" %}|{% include
  said.html
  what="e -" %}|{% include_cached said.html what="f" %}|{% include said.html what="-%" %}|{% include ../a.html %}
{% include said.html what="g" -%}|{% include said.html - %}|{% include deep.html %}|{% include %}
{% include again.html %}
{% include said.html what="{{ site.title }}" %}|{% include said.html what="h"%}{{ include.what }}
{% include assigns.html %}{{ site.title }}"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> JekyllSettings:
    folder = tmp_path_factory.mktemp("calls")
    for path, text in {
        "_config.yml": (
            "title: Site\nurl: https://a.b\nbaseurl: /c\nnumber: 3\nwords: [a]\nplugins: []\nsource: .\n"
            "collections: {notes: {output: true}}\n"
        ),
        "_posts/2024-01-02-x.md": "---\ntitle: X\nfile: about.md\npart: said.html\n---\n",
        "_includes/said.html": "<b>{{ include.what }}</b>",
        "_includes/deep.html": '{% include said.html what="deep" %}{{ site.title }}',
        "_includes/again.html": "{% include again.html %}",
        "_includes/assigns.html": '{% assign site = "assigned" %}',
        "about.md": "---\n---\n",
        "assets/a.css": "",
    }.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    post = read_site(folder, ReadOptions(), lambda found: None).posts[0]
    assert isinstance(post.settings, JekyllSettings)
    return post.settings


def expanded(text: str, settings: JekyllSettings) -> tuple[str, list[Diagnostic]]:
    found: list[Diagnostic] = []
    source, span = SourceText("_posts/2024-01-02-x.md", text), Span(0, len(text))
    return repr(parse(source, span, settings, found.append)), found


@pytest.mark.parametrize("call", CALLS.replace("%}\n", "%}|").replace("}}\n", "}}|").split("|{"))
def test_looked_up_and_run_calls_print_the_same(
    call: str, settings: JekyllSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"a {call if call.startswith('{') else '{' + call} b\n"
    for has in (
        settings,
        replace(settings, listing=None),
        replace(settings, root=None, listing=None),
    ):
        quick = expanded(text, has)
        with monkeypatch.context() as patch:
            for name in ("address_of", "of_site", "words_of_include"):
                patch.setattr(expansion, name, lambda *_: None)
            assert expanded(text, has) == quick


def test_most_calls_need_no_template(
    settings: JekyllSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(expansion, "run", refuse)
    monkeypatch.setattr(expansion, "context_of", refuse)
    text = "[a]({% post_url 2024-01-02-x %}), [b]({{ site.baseurl }}/b), {% link about.md %}\n"
    said, found = expanded(text, settings)
    assert "[a](/c/2024/01/02/x.html), [b](/c/b), /c/about.html" in said
    assert not found
