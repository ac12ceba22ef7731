"""What is written for Docusaurus, in both formats; tests/docusaurus/test_write.py has the engine build such posts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.hugo.dialect import HUGO


@dataclass(frozen=True)
class Vector:
    """`source` as Hugo has it, and what Docusaurus is given in its formats `md` and `mdx`."""

    name: str
    source: str
    md: str
    mdx: str
    codes: tuple[str, ...] = ()


VECTORS = [
    Vector(
        "callout",
        "> [!TIP] Title {x}\n> text\n",
        ":::tip[Title {x}]\n\ntext\n\n:::\n",
        ":::tip[Title \\{x\\}]\n\ntext\n\n:::\n",
    ),
    Vector("braces", "a {x} b `{y}`\n", "a {x} b `{y}`\n", "a \\{x\\} b `{y}`\n"),
    Vector("less", "a <3 b\n", "a <3 b\n", "a \\<3 b\n"),
    Vector("break", "a<br>b\n", "a<br>b\n", "a<br />b\n"),
    Vector(
        "style",
        '<span style="color: red; margin-top:1px" class=a>b *c*</span> x\n',
        '<span style="color: red; margin-top:1px" class=a>b *c*</span> x\n',
        '<span style={{"color": "red", "marginTop": "1px"}} className="a">b *c*</span> x\n',
    ),
    Vector("export", "export const x\n", "export const x\n", "&#101;xport const x\n"),
    Vector("code", "a\n\n    b {c}\n", "a\n\n    b {c}\n", "a\n\n```\nb {c}\n```\n"),
    Vector(
        "deep-code", "     b {c}\n\n    d\n", "     b {c}\n\n    d\n", "```\n b {c}\n\nd\n```\n"
    ),
    Vector(
        "text-in-html",
        "<br>\na  \n- b http://c\n1. c\n---\nd. e\n",
        "<br>\na  \n- b http:<!-- -->//c\n1. c\n---\nd. e\n",
        "&#32;<br />\na\n\\- b http:{/* */}//c\n1\\. c\n\\---\nd. e\n",
    ),
    Vector(
        "address-in-html",
        "<br>\n[a](http://www.b)\n",
        "<br>\n[a](http://www.b)\n",
        "&#32;<br />\n\\[a\\](http:{/* */}//www{/* */}.b)\n",
    ),
    Vector("alone", 'a:\n<img src="/b">\n', 'a:\n<img src="/b">\n', 'a:\n&#32;<img src="/b" />\n'),
    Vector(
        "picture-in-a-link",
        '<a href="/x">  <img src="/b">\n</a> c\n\n- <i><b>d</b></i>\n  e\n\n<img src="/f">\n',
        '<a href="/x">  <img src="/b">\n</a> c\n\n- <i><b>d</b></i>\n  e\n\n<img src="/f">\n',
        '&#32;<a href="/x">  <img src="/b" />\n</a> c\n\n- <i><b>d</b></i>\n  e\n\n<img src="/f" />\n',
    ),
    Vector(
        "loose-html",
        "<br>\n> a <b>c</b>\n\n<br>\n\n<i>\nd</i>\n# e\n\nf\n\n<br>\ng\n",
        "<br>\n> a <b>c</b>\n\n<br>\n\n<i>\nd</i>\n# e\n\nf\n\n<br>\ng\n",
        '&#32;<br />\n\\> a <b dangerouslySetInnerHTML={{__html: "c"}} />\n&#32;<br />\n&#32;<i dangerously'
        'SetInnerHTML={{__html: "\\nd"}} />\n\\# e\n\nf\n\n&#32;<br />\ng\n',
    ),
    Vector(
        "halves-in-emphasis",
        "*a <b>c*</b> d\n",
        "*a <b>c*</b> d\n",
        "*a {/*<b>*/}c*{/*</b>*/} d\n",
        ("element-attributes-lost",),
    ),
    Vector(
        "quoted-html",
        "> <dl>\n> <dt>\n> > a\n> </dt>\n> </dl>\n",
        "> <dl>\n> <dt>\n> > a\n> </dt>\n> </dl>\n",
        '> <dl dangerouslySetInnerHTML={{__html: "\\n<dt>\\n> a\\n</dt>\\n"}} />\n',
    ),
    Vector(
        "quoted-blocks",
        "> <dl>\n> <dt>\n>\n> a\n>\n> </dt>\n> </dl>\n",
        "> <dl>\n> <dt>\n>\n> a\n>\n> </dt>\n> </dl>\n",
        "> <dl>\n> <dt>\n>\n> a\n>\n> </dt>\n> </dl>\n",
    ),
    Vector(
        "remark-between-lines",
        "a\n<!-- b -->\nc <!-- d -->\n",
        "a\n<!-- b -->\nc <!-- d -->\n",
        "a\n{/* b */}\nc {/* d */}\n",
    ),
    Vector(
        "script",
        "<script>\n// http://www.a\nlet b = [{c: 1}];\n</script>\n",
        "<script>\n// http://www.a\nlet b = [{c: 1}];\n</script>\n",
        '<script dangerouslySetInnerHTML={{__html: "\\n// http://www.a\\nlet b = [{c: 1}];\\n"}} />\n',
    ),
    Vector(
        "parameters",
        '<object data="/a"><param name="b" value="c"></param><param name="d"></object>\n',
        '<object data="/a"><param name="b" value="c"></param><param name="d"></object>\n',
        '<object data="/a"><param name="b" value="c" />{/*</param>*/}<param name="d" /></object>\n',
    ),
    Vector(
        "halves-across",
        "<sub><sup>a</sub></sup> <i>b <b>c</i> d</b> <u>e\n\nf</u>\n",
        "<sub><sup>a</sub></sup> <i>b <b>c</i> d</b> <u>e\n\nf</u>\n",
        "<sub><sup>a</sup></sub>{/*</sup>*/} <i>b <b>c</b></i><b> d</b> {/*<u>*/}e\n\nf{/*</u>*/}\n",
        ("element-attributes-lost",),
    ),
    Vector(
        "code-in-list",
        "- a\n\n      b {c}\n\n  d\n",
        "- a\n\n      b {c}\n\n  d\n",
        "- a\n\n  ```\n  b {c}\n  ```\n\n  d\n",
    ),
    Vector(
        "block",
        "<div><p>*a* {b}</p></div>\n",
        "<div><p>*a* {b}</p></div>\n",
        '<div dangerouslySetInnerHTML={{__html: "<p>*a* {b}</p>"}} />\n',
    ),
    Vector(
        "unpaired",
        "a </b> c\n",
        "a </b> c\n",
        "a {/*</b>*/} c\n",
    ),
    Vector(
        "closed-void",
        "a</br>b</hr>\n\n</br>\n",
        "a</br>b</hr>\n\n</br>\n",
        "a<br />b{/*</hr>*/}\n\n<br />\n",
    ),
    Vector(
        "unclosed",
        "a <b> c\n",
        "a <b> c\n",
        "a {/*<b>*/} c\n",
        ("element-attributes-lost",),
    ),
    Vector("colons", ":::note\nx\n", "\\:::note\nx\n", "\\:::note\nx\n"),
    Vector("directive", "a :b[c] d\n", "a \\:b[c] d\n", "a \\:b[c] d\n"),
    Vector(
        "first-heading",
        "# A *b*\n\n# C\n\n## D\n\n# E\n",
        "<h1>A <em>b</em></h1>\n\n<h1>C</h1>\n\n## D\n\n# E\n",
        '<h1 dangerouslySetInnerHTML={{__html: "A <em>b</em>"}} />\n\n'
        '<h1 dangerouslySetInnerHTML={{__html: "C"}} />\n\n## D\n\n# E\n',
    ),
    Vector(
        "heading-behind-rule",
        "Text\n\n---\n\n# C\n",
        "Text\n\n---\n\n# C\n",
        "Text\n\n---\n\n# C\n",
    ),
    Vector(
        "title",
        "# The *post*\n\na\n",
        "# The *post*\n\na\n",
        "# The *post*\n\na\n",
        ("title-shown-once",),
    ),
    Vector(
        "heading-below-a-definition",
        "a [b][]\n\n[b]: /c\n\n# D\n",
        "a [b][]\n\n[b]: /c\n\n<h1>D</h1>\n",
        'a [b][]\n\n[b]: /c\n\n<h1 dangerouslySetInnerHTML={{__html: "D"}} />\n',
    ),
    Vector(
        "address-over-a-line-end",
        '[a](http://b\nc) [d](http://e "f") [g](http://h(i)j)\n',
        '[a](http:<!-- -->//b\nc) [d](http://e "f") [g](http://h(i)j)\n',
        '[a](http:{/* */}//b\nc) [d](http://e "f") [g](http://h(i)j)\n',
    ),
    Vector(
        "code-behind-tabs",
        "a\n\n    b\n\tc\n\t\td\n\t e\n",
        "a\n\n    b\n\tc\n\t\td\n\t e\n",
        "a\n\n```\nb\nc\n\td\n e\n```\n",
    ),
    Vector(
        "address-on-the-next-line",
        "[a](\nhttp://www.b.example)\n",
        "[a](\nhttp://www.b.example)\n",
        "[a](\nhttp://www.b.example)\n",
    ),
    Vector(
        "links-to-headings",
        "[a](#a-1) [b](#b) [c](#c)\n\n# A *1*\n\n## C\n\n# B\n\n# D\n\nB\n===\n",
        '[a](#a-1) [b](#b) [c](#c)\n\n<h1><a id="a-1"></a>A <em>1</em></h1>\n\n## C\n\n'
        '# <a id="b"></a>B\n\n# D\n\nB\n===\n',
        '[a](#a-1) [b](#b) [c](#c)\n\n<h1 dangerouslySetInnerHTML={{__html: "<a id=\\"a-1\\"></a>A <em>1</em>"}} />\n\n'
        '## C\n\n# <a id="b"></a>B\n\n# D\n\nB\n===\n',
    ),
    Vector(
        "divider-in-a-line",
        "a <!--more--> b\n",
        "a \n\n<!-- truncate -->\n\n b\n",
        "a \n\n{/* truncate */}\n\n b\n",
    ),
    Vector(
        "bare",
        "http://1.2.3.4/x [http://1.2.3.4](http://www.a.example) www.a a.@.b\n\n"
        "[a]:http://www.a.example 'http://c'\n[b]:\nhttp://www.b.example\n",
        "http:<!-- -->//1.2.3.4/x [http://1.2.3.4](http://www.a.example) www<!-- -->.a a.<!-- -->@.b\n\n"
        "[a]:http://www.a.example 'http://c'\n[b]:\nhttp://www.b.example\n",
        "http:{/* */}//1.2.3.4/x [http://1.2.3.4](http://www.a.example) www{/* */}.a a.{/* */}@.b\n\n"
        "[a]:http://www.a.example 'http://c'\n[b]:\nhttp://www.b.example\n",
    ),
    Vector(
        "broken",
        '[a](http://%20x/) <http://:1/> `[a](http://:1/)` <b title="x" href="http://:2/">c</b>\n',
        "[a](about:invalid#http://%20x/) [http://:1/](about:invalid#http://:1/) `[a](http://:1/)` "
        '<b title="x" href="about:invalid#http://:2/">c</b>\n',
        "[a](about:invalid#http://%20x/) [http://:1/](about:invalid#http://:1/) "
        '`[a](http://:1/)` <b title="x" href="about:invalid#http://:2/">c</b>\n',
        ("source-address-broken",) * 3,
    ),
    Vector(
        "fence",
        '```js {title="a.js" hl_lines="1 3-4"}\nx\n```\n',
        '```js title="a.js" {1,3-4}\nx\n```\n',
        '```js title="a.js" {1,3-4}\nx\n```\n',
    ),
    Vector(
        "autolink",
        "<https://a.example/x>\n",
        "<https://a.example/x>\n",
        "[https://a.example/x](https://a.example/x)\n",
    ),
]


def written(source: str, *, is_mdx: bool) -> tuple[str, tuple[str, ...]]:
    said: list[Diagnostic] = []
    text = SourceText("post.md", source)
    body = HUGO.parse(text, Span(0, len(source)), HUGO.settings, said.append)
    settings = replace(DOCUSAURUS.settings, is_mdx=is_mdx, has_emoji=False)
    settings = replace(settings, has_autolinks=False, title="The *post*")
    rendered = render(body, HUGO, DOCUSAURUS, settings=settings, report=said.append)
    return rendered.text, tuple(found.code for found in said)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_plain_markdown_is_written(vector: Vector) -> None:
    assert written(vector.source, is_mdx=False)[0] == vector.md


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_mdx_is_written(vector: Vector) -> None:
    assert written(vector.source, is_mdx=True) == (vector.mdx, vector.codes)
