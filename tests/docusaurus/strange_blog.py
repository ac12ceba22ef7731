"""A blog of Hugo with what a move to Docusaurus may lose: two languages, a base path, odd headers, odd texts."""

from __future__ import annotations

from pathlib import Path

CONFIG = """\
baseURL = "https://blog.example/notes/"
title = "Notes & <more>"
defaultContentLanguage = "en"
enableGitInfo = false
[taxonomies]
tag = "tags"
author = "authors"
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[security]
allowContent = [".*"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
[languages.en]
weight = 1
locale = "en"
[languages.de]
weight = 2
locale = "de"
title = "Notizen"
"""

PAGE = """\
<!DOCTYPE html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8">
<title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<meta name="description" content="{{ .Description }}">
{{ with .Date }}<meta property="article:published_time" content="{{ .Format "2006-01-02T15:04:05Z07:00" }}">{{ end }}
{{ range .GetTerms "tags" }}<meta property="article:tag" content="{{ .Title }}">{{ end }}
</head><body><main><article><h1>{{ .Title }}</h1><div class="body">{{ .Content }}</div></article></main></body></html>
"""

LIST = """\
<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><ul>
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
"""

LAYOUTS = {
    "page.html": PAGE,
    "list.html": LIST,
    "home.html": LIST.replace(".RegularPages", "site.RegularPages"),
    "_shortcodes/tabs.html": '<div class="tabs">{{ .Inner }}</div>',
    "_shortcodes/tab.html": (
        '<input type="radio"><label>{{ .Get 0 }}</label>'
        '<div class="tab-panel">{{ .Inner | markdownify }}</div>'
    ),
    "_markup/render-blockquote.html": (
        '{{ if eq .Type "alert" }}<aside class="callout" data-kind="{{ .AlertType }}">'
        '<p class="callout-title">{{ with .AlertTitle }}{{ . }}{{ else }}{{ .AlertType }}{{ end }}'
        "</p>{{ .Text }}</aside>{{ else }}<blockquote>{{ .Text }}</blockquote>{{ end }}"
    ),
    "_markup/render-codeblock.html": (
        "{{ with .Attributes.title }}<figure><figcaption>{{ . }}</figcaption>{{ end }}"
        '<pre><code{{ with .Type }} class="language-{{ . }}"{{ end }}>{{ .Inner }}</code></pre>'
        "{{ with .Attributes.title }}</figure>{{ end }}"
    ),
    "_markup/render-passthrough.html": (
        '{{ transform.ToMath .Inner (dict "displayMode" (eq .Type "block")) }}'
    ),
}

POSTS = {
    "first.md": """\
---
title: "First: a \\"quoted\\" & <odd> title"
date: 2024-03-01T10:30:00+02:00
description: 'It''s #1: {braces} & "quotes"'
tags: [C++, "C#", .NET, 한글, "two words", Été, "100%"]
authors: ["Ada O'Neil", 'José "Pepe" Núñez']
aliases: [/old/first/, "/older-first.html"]
keywords: [a, b]
weight: 3
layout: null
sidebar_label: 7
---

Braces {like} {{ these }}, a < b, 1 <3, `{code} <T>` and \\{escaped\\}.

```jsx {title="a.jsx" hl_lines="1 3-4"}
const a = {b: <C d={e} />};
// highlight-next-line
if (a < b) { return `${c}`; }
export default a;
```

    indented {code} <here>
        deeper

<!-- a comment { with } <things> -->

import nothing from here

export of goods, and :smile: stays, 10:30:45 too.

:::note is text, ::leaf too, and a:b[c] is text.

> [!TIP] A *marked* title with `code`
> Inside {the} callout.
>
> - a list

After it.
""",
    "formulas.md": """\
---
title: 2024
date: 2024-03-02
tags: [2024, true, math]
authors: [Ada O'Neil]
slug: 007
---

Inline $a_{1} < b^{2}$ and costs of 5 dollars.

$$
\\frac{a}{b} = \\sum_{i=0}^{n} x_i
$$

<details>
<summary>More <em>of</em> it</summary>

Hidden {text} with **bold**.

```py
print({"a": 1})
```

</details>

<details open><summary>Open</summary>

Open text.

</details>
""",
    "media/index.md": """\
---
title: 'Media: figures and embeds'
date: 2024-03-03 08:00:00
draft: false
tags: ["two words", "Two Words", "a/b"]
authors: ['José "Pepe" Núñez', Ghost]
images: [lamp.png]
---

# A first heading

![A lamp](lamp.png)

{{< figure src="lamp.png" alt="Alt" caption="A caption with *marks*" >}}

{{< youtube dQw4w9WgXcQ >}}

<div style="color: red; margin-top: 1px" class="x" onclick="a()"><p>*raw* {b}</p></div>

A line<br>with <kbd>Ctrl</kbd> and <span style="color:red">red</span>, <https://a.example/x{y}>.

{{< tabs >}}
{{< tab "npm" >}}
`npm` **install** {x}
{{< /tab >}}
{{< tab "Yarn" >}}
yarn add
{{< /tab >}}
{{< /tabs >}}

| a | b |
|---|---|
| {x} | `a|b` |

See [the first](/notes/posts/first/) and [rel]({{< ref "first.md" >}}#x), footnote[^1].

[^1]: A note with {braces}.

Term {#not-an-id}
""",
    "numbers.md": """\
---
title: 'null'
date: 2024-03-04T23:59:59Z
description: 42
tags: math
author: someone
id: 5
mdx: yes
authors: []
draft: no
---

Plain text, then more: 2 < 3 > 1.

1. One

       indented in an item {x}

2. Two <!-- remark --> end

- [ ] task
- [x] done
""",
    "odd.md": """\
---
title: Odd ends
date: 2024-03-09
---

# One

No links: http://127.0.0.1/x/, *http://www.* and www.&nbsp; [http://www.a.example](/notes/posts/first/).
<!--more--> Behind it.

# Two

<pre style="font-size: 10px">
kept as
  it is
</pre>

<pre><code>one line</code></pre>

a </b> stray </span> tag

Term *one*
: What it {means}

  - and a list

  ```js
  let x = {};
  ```
: And this

Term two
: Last
""",
    "lines.md": """\
---
title: Lines of tags
date: 2024-03-10
---

> # Quoted
> and below

*Call ([it](/notes/posts/first/)* 👍*)* and a **→**b, © *c* 👍 **d 👍** `*👍*`.

<a href="/notes/posts/first/">  <img src="/notes/posts/media/lamp.png" alt="A lamp">
</a>

Text with a picture
<img src="/notes/posts/media/lamp.png" alt="Another">
<!-- and a remark -->
in it.

- <b><i>marked</i></b>
  and more

<br>
> loose *text* <b>with</b> a mark

<br/>
# and more of it

Behind it: <sub><sup>small</sub></sup> and <i>over <b>each</i> other</b>.

See https://www.a.example/x\\_y and [own page](): |-------------||-----| fine.
""",
    "page.html": (
        "---\ntitle: HTML\ndate: 2024-03-11\n---\n<div>Look:<br><video src='/notes/a.mp4'></video> here</div>\n"
        "<strike><p>Gone:</p><ol><li>a <a href='/notes/posts/first/'>b</a></li></ol></strike><p><em>\xa0so</em>"
        " <a href=''>here</a> <tt>c<br></tt><br> d</p><blockquote><h1>Quoted</h1><h2>More</h2></blockquote><ol></ol>"
        "<p><embed src='/notes/b.swf'> and text</p>"
    ),
    "undated.md": "---\ntitle: Undated\n---\n\n# Undated\n\n[nowhere](http://a.example.1/) and text.\n",
    "tool.md": '---\ntitle: Tool\nurl: /tools/tool.html\n---\n\n<script>\nwindow.at = "http://a.b/";\n</script>\n\ntext\n',
    "draft.md": "---\ntitle: Draft\ndate: 2024-03-05\ndraft: true\n---\n\nNot yet.\n",
    "hidden.md": (
        "---\ntitle: Hidden\ndate: 2024-03-06\nbuild:\n  list: never\n---\n\nOnly by its address.\n"
    ),
    "toml.md": (
        '+++\ntitle = "Of TOML"\ndate = 2024-03-07T01:02:03Z\ntags = ["math"]\n'
        'authors = ["Ada O\'Neil"]\n+++\n\nText of *TOML*.\n\n## Heading {#own-id}\n\n## Heading\n'
    ),
    "first.de.md": """\
---
title: "Erstes: Ein „Titel“"
date: 2024-03-01T10:30:00+02:00
description: Größe
tags: [Über, C++]
authors: ["Ada O'Neil"]
aliases: [/de/alt/]
---

Klammern {so} und 1 <3.

> [!NOTE] Hinweis
> Eine Notiz.
""",
    "nur.de.md": "---\ntitle: Nur deutsch\ndate: 2024-03-08\ntags: [Über]\n---\n\nAllein hier.\n",
}

PIXELS = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def write_blog(folder: Path) -> Path:
    """The blog in `folder`."""
    files = {"hugo.toml": CONFIG}
    files |= {f"layouts/{name}": text for name, text in LAYOUTS.items()}
    files |= {f"content/posts/{name}": text for name, text in POSTS.items()}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "content/posts/media/lamp.png").write_bytes(PIXELS)
    return folder
