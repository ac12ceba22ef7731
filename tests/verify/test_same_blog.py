"""One blog of three engines reads the same, and what is broken in one of them is found.

The engines are the judge: the pages are what they build of tests/verify/same_blog.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from syndicate.verify import Status, verify
from syndicate.verify.pages import PageKind
from tests.verify.conftest import ENGINES, POSTS

Built = Callable[[str], Path]


@pytest.mark.parametrize("new", ENGINES)
@pytest.mark.parametrize("old", ENGINES)
def test_the_blog_reads_the_same_whatever_engine_built_it(
    old: str, new: str, built_blog: Built
) -> None:
    verdict = verify(built_blog(old), built_blog(new))
    assert verdict.worst == ()
    assert verdict.posts == verdict.posts_kept == len(POSTS)
    assert verdict.count(PageKind.POST, status=Status.SAME) == len(POSTS)
    assert not verdict.kinds
    assert not verdict.unsaid
    assert [feed.address for feed in verdict.feeds if feed.is_found] == ["/blog/rss.xml"]
    assert not verdict.is_worse, verdict.summary()


# -- what is broken is found ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of a built page: `change` gets its root, `kinds` are to be reported, no others."""

    name: str
    page: str
    kinds: str
    change: Callable[[HtmlElement], None]


def find(root: HtmlElement, tags: str, text: str) -> HtmlElement:
    """The innermost element with one of `tags` in the article whose text has `text` in it."""
    article = next(e for e in root.iter("article"))
    found = [e for e in article.iter(*tags.split()) if text in e.text_content()]
    assert found, f"no {tags} with {text!r}"
    return found[-1]


def retext(tags: str, old: str, new: str) -> Callable[[HtmlElement], None]:
    """Changes a word in an element, wherever a highlighter or a mark has put it."""

    def change(root: HtmlElement) -> None:
        for element in find(root, tags, old).iter():
            for name in ("text", "tail"):
                said = getattr(element, name)
                if said and old in said:
                    setattr(element, name, said.replace(old, new, 1))
                    return
        raise AssertionError(f"{old!r} is spread over several elements")

    return change


def drop(tags: str, text: str) -> Callable[[HtmlElement], None]:
    return lambda root: find(root, tags, text).drop_tree()


def unwrap(tags: str, text: str) -> Callable[[HtmlElement], None]:
    return lambda root: find(root, tags, text).drop_tag()


def rename(tags: str, text: str, new: str) -> Callable[[HtmlElement], None]:
    def change(root: HtmlElement) -> None:
        find(root, tags, text).tag = new

    return change


def set_link(text: str, href: str) -> Callable[[HtmlElement], None]:
    return lambda root: find(root, "a", text).set("href", href)


def first(css_tag: str, attribute: str, value: str | None) -> Callable[[HtmlElement], None]:
    """Sets an attribute of the first element of that tag in the article, or takes it away."""

    def change(root: HtmlElement) -> None:
        article = next(e for e in root.iter("article"))
        element = next(e for e in article.iter(css_tag) if attribute in e.attrib or value)
        if value is None:
            del element.attrib[attribute]
        else:
            element.set(attribute, value)

    return change


def picture(alt: str) -> Callable[[HtmlElement], HtmlElement]:
    return lambda root: next(e for e in root.iter("img") if e.get("alt") == alt)


def swap_paragraphs(root: HtmlElement) -> None:
    a, b = find(root, "p", "Water is"), find(root, "p", "snowman")
    place = b.getprevious()
    a.addprevious(b)
    assert place is not None
    place.addnext(a)


def lift_item(root: HtmlElement) -> None:
    inner = find(root, "li", "with oil")
    outer = find(root, "li", "a lamp")
    while "trimmed" not in outer.text_content():
        outer = outer.getparent()
    outer.addnext(inner)


def swap_items(root: HtmlElement) -> None:
    inner = find(root, "li", "with oil")
    second = inner.getnext()
    assert second is not None
    second.addnext(inner)


def change_class(old: str, new: str) -> Callable[[HtmlElement], None]:
    """Changes a word in all classes and attributes of the article that hold it."""

    def change(root: HtmlElement) -> None:
        for element in next(e for e in root.iter("article")).iter():
            for name, value in element.attrib.items():
                if name in ("class", "data-lang", "data-kind"):
                    element.set(name, value.replace(old, new))

    return change


def unbox(root: HtmlElement) -> None:
    box = find(root, "p", "Two pencils")
    while "tip" not in box.get("class", ""):
        box = box.getparent()
    del box.attrib["class"]
    box.tag = "div"


def untag(root: HtmlElement) -> None:
    next(e for e in root.iter("a") if e.get("rel") == "tag" and e.text == "Ink").drop_tree()


def in_head(tag: str, attribute: str, value: str) -> Callable[[HtmlElement], None]:
    def change(root: HtmlElement) -> None:
        element = next(e for e in root.iter(tag) if attribute in e.attrib)
        element.set(attribute, value)

    return change


def retitle(root: HtmlElement) -> None:
    next(e for e in root.iter("h1")).text = "Marks in the centre"


def unbreak(root: HtmlElement) -> None:
    find(root, "p", "author meant").find(".//br").drop_tree()


def tick(root: HtmlElement) -> None:
    box = find(root, "li", "paint the hut").find(".//input")
    assert box is not None
    box.set("checked", "checked")


def drop_number(root: HtmlElement) -> None:
    find(root, "p", "A claim").findall("sup")[1].drop_tree()


def leave_cell(root: HtmlElement) -> None:
    find(root, "td", "3.1").drop_tree()


MUTATIONS = [
    Mutation("a link leads to another page", "links", "link", set_link("another", "/blog/marks/")),
    Mutation("a link leads nowhere", "links", "link", set_link("another", "/blog/list/")),
    Mutation(
        "a link to another part", "links", "link", set_link("a part of it", "../lists/#words")
    ),
    Mutation("a link to no part", "links", "link", set_link("a part of this", "#gauge-and-hut")),
    Mutation("a link out", "links", "link", set_link("the outside", "https://example.net/pat")),
    Mutation("a mail address", "links", "link", set_link("mail", "mailto:keeper@tide.example")),
    Mutation("text that is no link any more", "links", "link", unwrap("a", "another entry")),
    Mutation("a word", "marks", "text", retext("p", "snowman", "snowmen")),
    Mutation("a word in Korean", "marks", "text", retext("p", "조수", "조사")),
    Mutation("a paragraph lost", "marks", "text", drop("p", "Water is")),
    Mutation("paragraphs swapped", "marks", "order", swap_paragraphs),
    Mutation("a mark lost", "marks", "marks", unwrap("strong", "loud")),
    Mutation("another mark", "marks", "marks", rename("del", "wrong", "em")),
    Mutation("code that is text", "marks", "marks", unwrap("code", "exact")),
    Mutation("a line end lost", "marks", "line-break", unbreak),
    Mutation("an item lost", "lists", "list-item", drop("li", "a coat")),
    Mutation("an item changed", "lists", "list-item", retext("li", "a coat", "a hat")),
    Mutation("items swapped", "lists", "order", swap_items),
    Mutation("an item less deep", "lists", "list", lift_item),
    Mutation("a list without order", "lists", "list-order", rename("ol", "metres", "ul")),
    Mutation("a list from another number", "lists", "list-order", first("ol", "start", "2")),
    Mutation("a list from one", "lists", "list-order", first("ol", "start", None)),
    Mutation("a task done", "lists", "task", tick),
    Mutation("another heading level", "tables", "heading-level", rename("h3", "smaller", "h4")),
    Mutation("a heading that links lead to", "lists", "heading", retext("h2", "Chores", "Duties")),
    Mutation("a heading that is text", "tables", "heading", rename("h3", "smaller", "p")),
    Mutation("a heading lost", "tables", "heading", drop("h4", "And a smaller")),
    Mutation("a term", "lists", "term", retext("dt", "Neap", "Near")),
    Mutation("a definition lost", "lists", "definition", drop("dd", "A weak")),
    Mutation("a line of code", "code", "code", retext("code", "0.3048", "0.3")),
    Mutation("an indented line of code", "code", "code", retext("code", "println", "print")),
    Mutation("another language", "code", "code-language", change_class("diff", "patch")),
    Mutation("the title of code", "code", "caption", retext("div figcaption", "gauge.js", "a.js")),
    Mutation(
        "a picture lost", "pictures", "picture", lambda r: picture("a large square")(r).drop_tree()
    ),
    Mutation(
        "another picture",
        "pictures",
        "picture",
        lambda r: picture("a large square")(r).set("src", picture("a small square")(r).get("src")),
    ),
    Mutation(
        "a picture from elsewhere",
        "pictures",
        "picture",
        lambda r: picture("remote")(r).set("src", "https://example.net/r.png"),
    ),
    Mutation(
        "the text for a picture",
        "pictures",
        "alt",
        lambda r: picture("a gauge")(r).set("alt", "a gouge"),
    ),
    Mutation("a caption", "pictures", "caption", retext("figcaption", "Figure 1", "Figure 2")),
    Mutation("the kind of a callout", "callouts", "callout-kind", change_class("tip", "danger")),
    Mutation(
        "the title of a callout",
        "callouts",
        "callout-title",
        retext("div p strong", "Deep water", "Deep"),
    ),
    Mutation("a callout without its box", "callouts", "callout", unbox),
    Mutation("text in a callout", "callouts", "text", retext("p", "Two pencils", "Ten pencils")),
    Mutation("a list in a callout", "callouts", "list-item", drop("li", "one short")),
    Mutation("a cell", "tables", "table-cell", retext("td", "12:25", "12:52")),
    Mutation("a cell lost", "tables", "table-cell", leave_cell),
    Mutation("a row lost", "tables", "table-row", drop("tr", "12:25")),
    Mutation("a quote without its box", "tables", "quote", unwrap("blockquote", "gulls")),
    Mutation("a rule lost", "tables", "rule", lambda r: next(r.iter("hr")).drop_tree()),
    Mutation("a formula", "extras", "math", retext("p", "cos", "sin")),
    Mutation("the summary of details", "extras", "details", retext("summary", "built", "made")),
    Mutation("details without their box", "extras", "details", unwrap("details", "hut")),
    Mutation(
        "another film",
        "extras",
        "embed",
        lambda r: next(r.iter("iframe")).set("src", "https://www.youtube.com/embed/zzz123XYZ_0"),
    ),
    Mutation("a film lost", "extras", "embed", lambda r: next(r.iter("iframe")).drop_tree()),
    Mutation("the label of a tab", "extras", "tab", retext("li button", "Neap tide", "Neap")),
    Mutation("text in a hidden tab", "extras", "text", retext("p", "low", "slow")),
    Mutation("a footnote", "links", "footnote", retext("li", "A short", "A long")),
    Mutation("a footnote's number lost", "links", "footnote", drop_number),
    Mutation("the title", "marks", "title", retitle),
    Mutation("the date", "marks", "date", first("time", "datetime", "2024-01-09T09:30:00Z")),
    Mutation("a tag lost", "marks", "tags", untag),
    Mutation("the language", "marks", "language", in_head("html", "lang", "ko")),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name.replace(" ", "-"))
def test_what_is_broken_is_found_and_nothing_else(
    mutation: Mutation, engine: str, built_blog: Built, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(built_blog(engine), new, copy_function=shutil.copyfile)
    page = new / f"blog/{mutation.page}/index.html"
    root = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    mutation.change(root)
    page.write_bytes(lxml.html.tostring(root, encoding="utf-8", doctype="<!doctype html>"))

    verdict = verify(built_blog(engine), new)

    assert set(verdict.kinds) == set(mutation.kinds.split()), verdict.summary()
    assert [p.address for p in verdict.worst] == [f"/blog/{mutation.page}/"]
    assert verdict.is_worse
