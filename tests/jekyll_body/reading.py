"""Texts read as Jekyll does, and said in nothing but CommonMark; what the engine made of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from syndicate.body.dialect import Dialect, says
from syndicate.body.markdown import to_html
from syndicate.body.nodes import Body, Math
from syndicate.body.render import plain_body, render
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.dialect import JEKYLL, parse
from syndicate_adapters.jekyll.settings import JekyllSettings

SETTINGS = JekyllSettings()
VECTORS = Path(__file__).with_name("vectors")


@cache
def said(name: str) -> Any:
    """One file of vectors: "kramdown" or "liquid"."""
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


class Vector(NamedTuple):
    """A text under one variant of the config, and the HTML that Jekyll makes of it."""

    variant: str
    name: str
    text: str
    html: str
    kramdown: dict[str, Value]

    def __str__(self) -> str:
        return f"{self.variant}-{self.name}"

    @property
    def settings(self) -> JekyllSettings:
        # Liquid is not what these are about.
        return JekyllSettings(kramdown=self.kramdown, has_liquid=False)

    @property
    def liquid_free(self) -> str:
        """The text as kramdown gets to see it."""
        return re.sub(r"\{% (?:end)?raw %\}", "", self.text)


def kramdown_vectors() -> Iterator[Vector]:
    found = said("kramdown")
    for variant, recorded in found["variants"].items():
        for name, made in recorded["html"].items():
            yield Vector(variant, name, found["texts"][name], made, recorded["kramdown"])


def body(text: str, settings: JekyllSettings = SETTINGS) -> Body:
    source = SourceText("_posts/2024-01-01-x.md", text)
    return parse(source, Span(0, len(text)), settings, lambda diagnostic: None)


_MARKS = re.compile(r"([\\`*_\[\]~|<])")


def _math(node: Math, inner: str) -> str:
    tex = _MARKS.sub(r"\\\1", html.escape(" ".join(node.tex.split()), quote=False))
    return rf"\\[{tex}\\]" if node.is_display else rf"\\({tex}\\)"


PLAIN = Dialect(
    name="plain",
    parse=lambda *_: plain_body(""),
    rows={Math: says(_math, "tex", "is_display")},
)
"""CommonMark and nothing else, formulas between the signs that kramdown writes."""


def in_commonmark(text: str, settings: JekyllSettings = SETTINGS) -> str:
    return render(body(text, settings), JEKYLL, PLAIN).text


def as_page(article: str) -> str:
    return f"<html><body><main><article>{article}</article></main></body></html>"


def page_of(text: str, settings: JekyllSettings = SETTINGS) -> str:
    """The page that CommonMark makes of a text of Jekyll."""
    return as_page(to_html(in_commonmark(text, settings)))
