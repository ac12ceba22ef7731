"""How many random edits of the tree of a page are seen, of those that a reader would see."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from lxml.html import HtmlElement

from syndicate.verify import compare_articles
from tests.verify.conftest import ENGINES, POSTS

Edit = Callable[[HtmlElement, random.Random], bool]
"""Edits at an element, or gives back False where a reader would not see it."""

EDITS_PER_PAGE = 60
SHOWN_SHARE = 0.9

# What readers do not see, or see as decoration: icons, what copies addresses, notes for machines.
_UNSEEN_CLASSES = ("hash-link", "sr-only", "admonitionIcon", "lineno", "codeLineNumber", "token")
_UNSEEN_TAGS = frozenset({"svg", "path", "script", "style", "source", "br", "tbody", "thead"})


def seen_elements(root: HtmlElement) -> list[HtmlElement]:
    """The elements of the author's words that a reader sees."""
    article = next(iter(root.iter("article")))
    bodies = [e for e in article.iter() if is_body(e)]
    found = []
    for element in (bodies[0] if bodies else article).iterdescendants():
        chain = [element, *element.iterancestors()]
        if not isinstance(element.tag, str) or any(map(is_unseen, chain)):
            continue
        found.append(element)
    return found


def is_body(element: HtmlElement) -> bool:
    names = (element.get("id"), element.get("class"))
    return "__blog-post-container" in names or "e-content" in names


def is_unseen(element: HtmlElement) -> bool:
    classes = str(element.get("class", ""))
    style = str(element.get("style", ""))
    return (
        element.tag in _UNSEEN_TAGS
        or any(name in classes for name in _UNSEEN_CLASSES)
        or "user-select:none" in style
        or classes in ("post-meta", "post-tags")
        or (element.tag == "h1" and element.getparent().tag == "article")
        or (element.tag == "h2" and element.get("id") == "footnote-label")
    )


def is_shown(element: HtmlElement) -> bool:
    """Whether anything of it is to be seen."""
    shows = ("img", "hr", "iframe", "video", "input")
    return bool(element.text_content().strip()) or any(e.tag in shows for e in element.iter())


def drop(element: HtmlElement, _: random.Random) -> bool:
    if not is_shown(element):
        return False
    element.drop_tree()
    return True


def duplicate(element: HtmlElement, _: random.Random) -> bool:
    if not is_shown(element) or element.tag in ("summary", "input"):
        return False
    copy = lxml.html.fromstring(lxml.html.tostring(element, with_tail=False))
    if copy.tag != element.tag:
        return False
    element.addnext(copy)
    copy.tail, element.tail = element.tail, None
    return True


def change_word(element: HtmlElement, dice: random.Random) -> bool:
    for name in ("text", "tail"):
        words = (getattr(element, name) or "").split(" ")
        places = [k for k, word in enumerate(words) if any(c.isalnum() for c in word)]
        if places:
            words[dice.choice(places)] = "changed"
            setattr(element, name, " ".join(words))
            return True
    return False


def swap(element: HtmlElement, _: random.Random) -> bool:
    other = next(element.itersiblings(tag=lxml.etree.Element), None)
    if other is None or not (is_shown(element) and is_shown(other)):
        return False
    if is_unseen(other) or other.text_content() == element.text_content():
        return False
    other.tail, element.tail = element.tail, other.tail
    other.addnext(element)
    return True


def unwrap(element: HtmlElement, _: random.Random) -> bool:
    """Takes away what gives text a look; a picture or a cell has nothing to unwrap."""
    if not element.text_content().strip():
        return False
    looks = "a blockquote code del em h2 h3 h4 kbd li mark ol pre strong sub summary sup table ul"
    if element.tag not in looks.split() or element.getparent().tag in ("pre", "code"):
        return False
    element.drop_tag()
    return True


def rename(element: HtmlElement, _: random.Random) -> bool:
    other = {"h2": "h3", "h3": "h4", "strong": "em", "ul": "ol", "ol": "ul", "p": "blockquote"}
    if element.tag not in other or not element.text_content().strip():
        return False
    element.tag = other[element.tag]
    return True


def readdress(element: HtmlElement, _: random.Random) -> bool:
    for name in ("href", "src"):
        value = element.get(name)
        if value and not value.startswith("data:"):
            path, sign, query = value.partition("?")
            element.set(name, f"{path}-changed{sign}{query}")
            return True
    return False


EDITS: dict[str, Edit] = {
    "drop": drop,
    "duplicate": duplicate,
    "change a word": change_word,
    "swap": swap,
    "unwrap": unwrap,
    "rename": rename,
    "readdress": readdress,
}


def random_edits(html: str, seed: str) -> Iterator[tuple[str, str, str]]:
    """The kind of an edit, where it was done, and the page with it."""
    dice = random.Random(seed)
    done = 0
    while done < EDITS_PER_PAGE:
        root = lxml.html.document_fromstring(html)
        element = dice.choice(seen_elements(root))
        name = dice.choice(list(EDITS))
        place = lxml.html.tostring(element, encoding="unicode", with_tail=False)[:120]
        if EDITS[name](element, dice):
            done += 1
            yield name, place, lxml.html.tostring(root, encoding="unicode")


@pytest.mark.parametrize("engine", ENGINES)
def test_nine_of_ten_edits_that_a_reader_would_see_are_seen(
    engine: str, built_blog: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    seen: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed: list[str] = []
    for post in POSTS:
        html = (built_blog(engine) / f"blog/{post}/index.html").read_text(encoding="utf-8")
        page = lxml.html.tostring(lxml.html.document_fromstring(html), encoding="unicode")
        assert compare_articles(html, page) == ()
        for name, place, edited in random_edits(page, f"{engine} {post}"):
            total[name] += 1
            if compare_articles(page, edited):
                seen[name] += 1
            else:
                missed.append(f"{name} at {post}: {place}")
    share = seen.total() / total.total()
    with capsys.disabled():
        by_kind = ", ".join(f"{name} {seen[name]}/{total[name]}" for name in EDITS)
        print(f"\n{engine}: {share:.1%} of {total.total()} edits are seen ({by_kind})")  # noqa: T201
    assert share >= SHOWN_SHARE, "\n".join(missed)
