"""A small blog for the files of a new Hugo site: one post for each thing that layouts show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from syndicate_adapters.hugo.scaffold import layouts

SITE = Path(__file__).parents[2] / "adapters/syndicate_adapters/hugo/site"
HOME = "https://blog.example"

SETTINGS: dict[str, object] = {
    "base_url": f"{HOME}/",
    "title": "Margin Notes",
    "locale": "en",
    "language": "en",
    "time_zone": "UTC",
    "copyright": "",
    "description": "Books and code",
    "descriptions": "paragraph",
    "section": "blog",
    "image": "img/card.png",
    "favicon": "/img/mark.png",
    "mermaid": "https://scripts.example/mermaid.mjs",
    "mathjax": "https://scripts.example/mathjax.js",
    "feed_page": "/blog",
    "feed_title": "Margin Notes Blog",
    "feed_description": "What we read",
    "page_size": 3,
    "feed_limit": 4,
    "home_outputs": ["html"],
    "section_outputs": ["html", "rss", "atom", "jsonfeed"],
    "rss_name": "rss",
    "atom_name": "atom",
    "json_name": "feed",
    "emoji": True,
    "plain_punctuation": True,
    "autolinks": True,
    "math": True,
}
LINES = {
    "taxonomies": {"tag": "tags", "author": "authors"},
    "taxonomy_paths": {"tags": "/blog/tags/", "authors": "/blog/authors/"},
    "term_paths": {
        "tags": "/blog/tags/:slugorcontentbasename/",
        "authors": "/blog/authors/:slugorcontentbasename/",
    },
}

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)

CONTENT = {
    "blog/_index.md": (
        f"---\ntitle: All notes\ncanonicalURL: {HOME}/blog\ndescription: Newest first\n---\n"
    ),
    "blog/archive.md": "---\nlayout: archive\nurl: /blog/archive/\nbuild: {list: never}\n---\n",
    "authors/mina/_index.md": """\
---
title: Mina Han
description: Reads on the tram.
image: /img/mina.png
role: Data engineer
email: mina@blog.example
params: {url: "https://mina.example"}
socials: {github: "https://github.com/mina-example"}
---
""",
    "tags/c++/_index.md": "---\ntitle: C++\nurl: /blog/tags/c/\n---\n",
    "blog/tour/index.md": f"""\
---
title: A tour of "two" desks & <more>
date: 2024-05-02T23:30:00-05:00
authors: [mina, Petra Osei]
tags: [C++, on call]
weight: 3
image: desk.png
url: /blog/Tour/
canonicalURL: {HOME}/blog/Tour
---

> [!TIP]
> Not this.

Two *desks*, a [file](notes.txt) and a footnote[^1].

![Desk](./desk.png "Tidy")

## Before the fold {{#fold}}

See [above](#fold) and [home](/blog/hello/).

<!--more-->

Behind the fold.

[^1]: Here.
""",
    "blog/boxes/index.md": """\
---
title: Boxes
date: 2024-04-01
description: In our own words.
---

> [!NOTE]
> A note.

> [!WARNING] Wet *paint*
> Outer.
>
> > [!house-rule] Not a callout
> > Plain.
>
> > [!TIP]
> > Inner.

> [!INFO]- Folded
> Text.

> [!custom]+
> Open.

> A plain quote.
""",
    "blog/code/index.md": """\
---
title: Code
date: 2024-03-01
---

```python {title="a \\"b\\" <c>" linenos=true linenostart=40 hl_lines=[2] id="listing"}
if a < b and "c":
    print("once")

print("twice")
```

```
no language
```

```mermaid
graph TD; A-->B;
```

1. In a list

   {{< tabs >}}
   {{< tab "npm" >}}
   npm *install*

   - one
   {{< /tab >}}
   {{< tab label="Yarn <2>" default=true >}}
   yarn add
   {{< /tab >}}
   {{< /tabs >}}

2. Goes on
""",
    "blog/text/index.md": """\
---
title: Text
date: 2024-02-01
author: Somebody Else
---

"Quotes" -- and dots... at www.example.org :tea:

Term
: is no definition

Energy is $e = mc^2$.

A slip is $\\frac{a}$, which stops no build.

$$
\\label{eq:one} x \\text{라면}
\\tag{1}
$$

## C++ & C# (v1.2)

<div class="own">raw</div>
""",
    "blog/hello/index.md": "---\ntitle: Hello\ndate: 2024-01-01\n---\n\nHello.\n",
    "blog/secret/index.md": (
        "---\ntitle: Secret\ndate: 2024-06-01\ntags: [on call]\n"
        "unlisted: true\nbuild: {list: never}\n---\n\nFor friends.\n"
    ),
    "about.md": "---\ntitle: About\nlang: ko\n---\n\n우리.\n",
}


def lay_down_layouts(folder: Path) -> None:
    """What a new site in `folder` shows its posts with, be it English or Korean."""
    for path, text in layouts(("en", "ko")):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def lay_down(folder: Path, content: Mapping[str, str], **settings: object) -> Path:
    """A Hugo site in `folder` with our files, `content` below `content/` and two images."""
    lay_down_layouts(folder)
    values = {
        name: json.dumps(value, ensure_ascii=False)
        for name, value in {**SETTINGS, **settings}.items()
    }
    for name, pairs in LINES.items():
        values[name] = "\n".join(f'  {key} = "{value}"' for key, value in pairs.items())
    template = Template((SITE / "hugo.toml.template").read_text(encoding="utf-8"))
    (folder / "hugo.toml").write_text(template.substitute(values), encoding="utf-8")
    (folder / "content").mkdir()
    for name, text in content.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if "blog/tour/index.md" in content:
        (folder / "content/blog/tour/desk.png").write_bytes(PIXEL)
        (folder / "content/blog/tour/notes.txt").write_text("notes", encoding="utf-8")
    return folder
