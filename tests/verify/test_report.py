"""The verdict in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from syndicate.verify import verify

Sites = Callable[..., Path]


def page(title: str, body: str) -> str:
    return (
        f"<html lang=en><title>{title}</title><main><article><h1>{title}</h1>"
        f'<time datetime="2024-01-02">then</time><div class="e-content">{body}</div></article></main>'
    )


OLD = {
    "a/index.html": page("A", "<p>One word and <a href='/b/'>a link</a>.</p><ul><li>x<li>y</ul>"),
    "b/index.html": page("B", "<p>Nothing changes here.</p>"),
    "c/index.html": page("C", "<p>This one goes.</p>"),
    "d.html": page("D", "<p>And this is spelled otherwise.</p>"),
    "e/index.html": page("E", "<p>This one is redirected.</p>"),
    "about/index.html": page("About", "<p>Who</p>").replace("<time", "<b").replace("</time", "</b"),
    "tags/x/index.html": "<main><h1>x</h1><ul><li><a href=/a/>A</a></ul></main>",
    "feed.xml": "<rss><channel><item><guid>1</guid></item></channel></rss>",
}
NEW = {
    "a/index.html": page("A", "<p>One wird and <a href='/c/'>a link</a>.</p><ul><li>x</ul>"),
    "b/index.html": OLD["b/index.html"],
    "d/index.html": OLD["d.html"],
    "f/index.html": OLD["e/index.html"],
    "e/index.html": '<meta http-equiv=refresh content="0;url=/f/">',
    "about/index.html": OLD["about/index.html"],
    "feed.xml": "<rss><channel><item><guid>2</guid></item></channel></rss>",
}
SUMMARY = """\
1 of 5 posts have the same address and read the same (20 %)
posts:      2 same, 1 respelled, 1 redirected, 1 missing; 3 equal, 1 different
pages:      1 same; 1 equal
list pages: 1 missing
  missing: /c/
  respelled: /d.html
differences: 1 text, 1 link, 1 list-item
  /a/
    text            One word and [a link](/b).             | One wird and [a link](/c).
    link            One word and [a link](/b).             | One wird and [a link](/c).
    list-item       - y                                    | (nothing)
feed /feed.xml: 1 difference
    feed-id         1                                      | 2"""


def test_the_summary_tells_all_on_one_screen(site: Sites) -> None:
    verdict = verify(site("old", OLD), site("new", NEW))
    assert verdict.summary() == SUMMARY
    assert verdict.is_worse


def test_many_differences_still_fit_on_a_screen(site: Sites) -> None:
    words = [f"<p>{k} {'word ' * 60}</p><h2>{k}</h2><pre>{k}</pre>" for k in range(30)]
    old = {f"{k}/index.html": page(f"Old {k}", "".join(words)) for k in range(60)}
    new = {f"{k}/index.html": page(f"New {k}", "".join(words[::-1])) for k in range(30)}
    lines = verify(site("old", old), site("new", new)).summary(width=90).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 90


def test_no_title_drives_the_terminal(site: Sites) -> None:
    old = {"a.html": page("A\x1b[31m", "<p>a\x1b[2Jb</p>")}
    new = {"a.html": page("B", "<p>a\x1b[2Jc</p>")}
    assert "\x1b" not in verify(site("old", old), site("new", new)).summary()


def test_the_json_holds_counts_and_the_worst_pages(site: Sites) -> None:
    old, new = site("old", OLD), site("new", NEW)
    said = json.loads(json.dumps(verify(old, new).as_json()))
    assert said["old"] == str(old)
    assert said["score"] == 0.2
    assert said["worse"] is True
    assert said["pages"]["post"] == {"same": 2, "respelled": 1, "redirected": 1, "missing": 1}
    assert said["differences"] == {"text": 1, "link": 1, "list-item": 1}
    assert said["examples"] == {"respelled": ["/d.html"], "redirected": ["/e/"], "missing": ["/c/"]}
    assert said["worst"] == [
        {
            "address": "/a/",
            "kind": "post",
            "status": "same",
            "new_address": "/a/",
            "differences": [
                {
                    "kind": kind,
                    "old": "One word and [a link](/b).",
                    "new": "One wird and [a link](/c).",
                }
                for kind in ("text", "link")
            ]
            + [{"kind": "list-item", "old": "- y", "new": ""}],
        }
    ]
    assert said["feeds"][0]["differences"] == [{"kind": "feed-id", "old": "1", "new": "2"}]
