"""Texts of plain blocks, and of all that may reach into them."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = [
    *"""word 서버 “é” 😀 C# x X 1 10. 2) snake_case _a_ *b* **c** ***d*** ~~e~~ ~f~ * ** _ __ ~~ `g` `<b>` `a|b` `` `
    `$$` `-->` <b> </b> <br> < > -> --> <!-- | [h](/i) [j](http://k.l/m?n=1&o=2) [p](/q?r=1&copy=2) [`s`](/t_u) [x](/y)
    ![z](/a.png) ![](b.png) [c] [d][e] [^1] ] [ ( ) \\* \\_ \\ &amp; &hearts; & $ $$ { } {: {:.f} {::comment} {:/} ! ...
    -- 's "t" : # ## = --- https://u.v @w ^ % + **a.** **b**, *c*d 서**버**가 (*e*) __f__ _g_h""".split(),
    "\u00a0", "\u3000", "\t", "  ", "\x85", "\0",
]  # fmt: skip
STARTS = [
    *[""] * 8, "- ", "- ", "* ", "  - ", "   - ", "    - ", "1. ", "2. ", "> ", "> > ", ">", "# ", "## ", "| ", "    ",
    "  ", ": ", "```", "``` js", "~~~", "<div>", "</div>", "<!-- ", "{: .a}", "[^1]: ", "[d]: /", "*[word]: ", "---",
    "===", "^", "$$", "***", "- [ ] ", "+ ", '<details markdown="1">', "</details>", "<script>", "{::comment}",
    "{:/comment}",
]  # fmt: skip
ENDS = ["", "", "", "  ", " |", " #", "\\", " "]
BLOCKS = r"""Plain words, *so* **bold**, `code` and [a link](/x) -- it's fine.
Second line!
%%한글 **강조**를 씁니다.%%![i](/i.png)%%```js
const a = '<b>';

# no
```%%```

```%%~~~
a
~~~%%```
-->
</div>
```%%```
$$
```%%- one
- two%%- one
  - two
- three%%- one

- two%%1. one
2. two%%1. one
   - two%%* a
* b%%> quoted *words*
>
> more%%| a | b |
|---|:-:|
| c | `d` |%%| a | b |
|---|---|
| c |%%# Title%%## A `b` [c](/d) *e*%%## A #%%### Same%%### Same
Text%%Text
- item
- item%%Text
```
a
```
Text%%---%%***%%Text
---%%    code%%  text%%: meaning%%<div>%%</div>%%<div>

*a*

</div>%%<!-- c -->%%<!--%%-->%%<details markdown="1">%%</details>%%<img src="/a.png">%%<span>a</span>%%<b a="%%">
%%{: .x}%%text
{: .x}%%{:toc}%%- a
{:toc}%%[d]: /e%%[^1]: note%%    more note%%*[words]: w%%^%%$$%%$$
a
$$%%{::comment}%%{:/comment}%%{::options auto_ids="false" /}%%<script>%%</script>%%<pre>%%</pre>%%x%%one | two
one | two%%<details>
<summary>s</summary>%%<div markdown="1" class="note">%%\$$ a%%```js {1}%%````%%  ```%%- ```
  a
  ```%%<x-y/>%%1) a%%+ a%%- a
+ b%%2. a%%* * *%%- one

  - two

- three%%1. one

2. two%%* one

* two
  - three%%1.2 words%%3)words%%**示例：**
```
a
```%%**`a`** **[b](/c_d)** *e `f`* **"g"**%%[a](/b "c d")%%![a](/b "c")%%<div class="note" markdown="1">

**Head**

text

</div>%%C#%%#tag%%[x](/y)%%- [x](/y)%%- [x] y%%<x-liquid-1/>%%<x-liquid-20/>%%<!--more-->%%<!-- a - b -->%%- [ ] a
- [x] *b*
  - [ ] c%%1. [x] a%%<!--a-->
text%%Text
<x-liquid-3/>%%<x-liquid-4/> t%%<div class="note">a *b* &amp; "c"</div>%%<p>a</p>  %%<div><b title="t">a</b><br></div>
%%<figure><img src="/a.png?b&copy=c" alt=""><figcaption>a -- b</figcaption></figure>%%<iframe src="b.html"></iframe>
%%<div><div>a</div></div>%%<p><a href="http://b.c">d</a> <a href="/e">f</a></p>%%<p>a</p> b%%<div>a</p>%%<p>a
%%<div>{: .a}</div>%%<div title="b">a</div>
{: .x}""".split("%%")
GAPS = ["\n\n", "\n\n", "\n\n", "\n", "\n \n", "\n\n\n", ""]

LINES = st.builds(
    lambda start, joint, words, end: start + joint.join(words) + end,
    st.sampled_from(STARTS),
    st.sampled_from([" ", " ", " ", ""]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.sampled_from(ENDS),
)
PARTS = st.one_of(
    st.sampled_from(BLOCKS),
    st.sampled_from(BLOCKS),
    st.lists(LINES, min_size=1, max_size=4).map("\n".join),
)
TEXTS = st.lists(st.tuples(PARTS, st.sampled_from(GAPS)), max_size=9).map(
    lambda parts: "".join(part + gap for part, gap in parts)
)
