"""The files of a new Hugo site, built by the real Hugo over a small blog."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree, html

from tests.engines.builds import build_hugo
from tests.hugo.small_blog import CONTENT, HOME, lay_down

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def build(site: Path, out: Path) -> Path:
    """The folder that the real Hugo filled without a word of complaint."""
    result = build_hugo(site, out, "--printPathWarnings")
    assert result.is_ok, result.log
    assert result.warnings == ()
    return out


@pytest.fixture(scope="module")
def public(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layouts")
    return build(lay_down(folder / "site", CONTENT), folder / "public")


def page(public: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((public / path.strip("/") / "index.html").read_bytes())


def texts(root: html.HtmlElement, xpath: str) -> list[str]:
    """The words of each element, or the attributes, that `xpath` finds."""
    found = root.xpath(xpath)
    words = (item if isinstance(item, str) else item.text_content() for item in found)
    return [" ".join(text.split()) for text in words]


# -- head -----------------------------------------------------------------------------------------


def test_a_post_names_the_address_it_was_first_published_at(public: Path) -> None:
    tour = page(public, "/blog/Tour")
    assert texts(tour, "//link[@rel='canonical']/@href") == [f"{HOME}/blog/Tour"]
    assert texts(tour, "//meta[@property='og:url']/@content") == [f"{HOME}/blog/Tour"]


def test_a_post_without_an_older_address_names_its_own(public: Path) -> None:
    boxes = page(public, "/blog/boxes")
    assert texts(boxes, "//link[@rel='canonical']/@href") == [f"{HOME}/blog/boxes/"]


def test_a_later_page_of_a_list_names_its_own_address(public: Path) -> None:
    assert texts(page(public, "/blog"), "//link[@rel='canonical']/@href") == [f"{HOME}/blog"]
    second = page(public, "/blog/page/2")
    assert texts(second, "//link[@rel='canonical']/@href") == [f"{HOME}/blog/page/2/"]


def test_the_head_tells_title_description_and_image(public: Path) -> None:
    tour = page(public, "/blog/Tour")
    title = 'A tour of "two" desks & <more>'
    assert texts(tour, "//title") == [f"{title} | Margin Notes"]
    assert texts(tour, "//meta[@property='og:title']/@content") == [title]
    image = "//meta[@property='og:image']/@content"
    assert texts(tour, image) == [f"{HOME}/blog/Tour/desk.png"]
    assert texts(page(public, "/about"), image) == [f"{HOME}/img/card.png"]
    assert texts(tour, "//html/@lang") == ["en"]
    assert texts(page(public, "/about"), "//html/@lang") == ["ko"]
    assert texts(page(public, "/"), "//meta[@name='description']/@content") == ["Books and code"]


def test_a_description_is_the_pages_own_or_its_first_paragraph(public: Path) -> None:
    own = page(public, "/blog/boxes")
    assert texts(own, "//meta[@name='description']/@content") == ["In our own words."]
    first = page(public, "/blog/hello")
    assert texts(first, "//meta[@name='description']/@content") == ["Hello."]


def test_every_page_announces_the_feeds_at_their_old_names(public: Path) -> None:
    for path in ("/", "/blog/boxes", "/about"):
        feeds = texts(page(public, path), "//link[@rel='alternate']/@href")
        assert feeds == [f"{HOME}/blog/{name}" for name in ("rss.xml", "atom.xml", "feed.json")]


def test_an_unlisted_post_is_served_and_nowhere_mentioned(public: Path) -> None:
    robots = "//meta[@name='robots']/@content"
    assert texts(page(public, "/blog/secret"), robots) == ["noindex, nofollow"]
    assert texts(page(public, "/blog/hello"), robots) == []
    mentions = [
        path
        for path in public.rglob("*")
        if path.suffix in (".html", ".xml") and "/secret" in path.read_text(encoding="utf-8")
    ]
    assert mentions == [public / "blog/secret/index.html"]


# -- posts ----------------------------------------------------------------------------------------


def test_a_post_is_an_entry_with_date_authors_and_tags(public: Path) -> None:
    tour = page(public, "/blog/Tour")
    entry = "//main/article[@class='h-entry']"
    assert texts(tour, f"{entry}//h1[@class='p-name']") == ['A tour of "two" desks & <more>']
    moment = texts(tour, f"{entry}//time[@class='dt-published']/@datetime")
    assert moment == ["2024-05-02T23:30:00-05:00"]
    assert texts(tour, f"{entry}//time") == ["May 3, 2024"]  # the day in the site's zone
    assert texts(tour, f"{entry}//*[contains(@class, 'p-author')]") == ["Mina Han", "Petra Osei"]
    assert texts(tour, f"{entry}//a[@class='p-category']") == ["C++", "on call"]
    links = texts(tour, f"{entry}//a[@class='p-category']/@href")
    assert links == ["/blog/tags/c/", "/blog/tags/on-call/"]


def test_a_page_without_date_and_authors_has_no_byline(public: Path) -> None:
    about = page(public, "/about")
    assert texts(about, "//h1") == ["About"]
    assert texts(about, "//*[@class='byline']") == []
    assert texts(page(public, "/blog/text"), "//*[@class='p-author h-card']") == ["Somebody Else"]


def test_callouts_keep_kind_title_and_nesting(public: Path) -> None:
    boxes = page(public, "/blog/boxes")
    callouts = "//*[starts-with(@class, 'callout ')]"
    kinds = texts(boxes, f"{callouts}/@data-kind")
    assert kinds == ["note", "warning", "tip", "info", "custom"]
    titles = texts(boxes, f"{callouts}/*[@class='callout-title']")
    assert titles == ["Note", "Wet paint", "Tip", "Folded", "Custom"]
    assert texts(boxes, "//p[@class='callout-title']/em") == ["paint"]
    assert texts(boxes, "//aside[@data-kind='warning']/aside/@data-kind") == ["tip"]
    assert texts(boxes, "//details/@open") == [""]
    assert texts(boxes, "//details[@open]/@data-kind") == ["custom"]
    quotes = texts(boxes, "//blockquote")
    assert quotes == ["[!house-rule] Not a callout Plain.", "A plain quote."]


def test_code_keeps_its_text_and_gains_a_caption(public: Path) -> None:
    code = page(public, "/blog/code")
    [listing] = code.xpath("//figure[@id='listing']")
    assert texts(listing, "./figcaption") == ['a "b" <c>']
    written = 'if a < b and "c":\n    print("once")\n\nprint("twice")'
    assert listing.xpath("string(.//code)").rstrip("\n") == written
    assert texts(listing, "./@class") == ["code numbered"]
    assert texts(listing, "./@style") == ["--first-line: 40"]
    assert texts(listing, ".//span[@class='line hl']") == ['print("once")']
    assert texts(code, "//pre[code][not(ancestor::figure)]") == ["no language"]


def test_a_diagram_loads_its_script_on_its_page_only(public: Path) -> None:
    code = page(public, "/blog/code")
    assert texts(code, "//pre[@class='mermaid']") == ["graph TD; A-->B;"]
    assert "https://scripts.example/mermaid.mjs" in texts(code, "//script")[0]
    assert texts(page(public, "/blog/boxes"), "//script") == []


def test_all_panels_of_tabs_are_in_the_page_and_in_the_list_item(public: Path) -> None:
    code = page(public, "/blog/code")
    tabs = "//ol/li[1]/div[@class='tabs']"
    assert texts(code, f"{tabs}/label") == ["npm", "Yarn <2>"]
    assert texts(code, f"{tabs}/div") == ["npm install one", "yarn add"]
    assert texts(code, f"{tabs}/div//ul/li") == ["one"]
    assert texts(code, f"{tabs}/input[@checked]/following-sibling::label[1]") == ["Yarn <2>"]
    assert texts(code, "//ol/li[2]") == ["Goes on"]


def test_text_reads_as_it_was_typed(public: Path) -> None:
    text = page(public, "/blog/text")
    first, second = texts(text, "//div[@class='e-content']/p")[:2]
    assert first == '"Quotes" -- and dots... at www.example.org 🍵'
    assert second == "Term : is no definition"
    assert texts(text, "//div[@class='e-content']//a/@href") == ["http://www.example.org"]
    assert texts(text, "//h2/@id") == ["c--c-v12"]
    assert texts(text, "//div[@class='own']") == ["raw"]


def test_a_formula_that_katex_does_not_understand_is_left_to_mathjax(public: Path) -> None:
    text = page(public, "/blog/text")
    assert texts(text, "//math//annotation") == [
        "e = mc^2",
        r"\label{eq:one} x \text{라면} \tag{1}",
    ]
    assert texts(text, "//span[@class='math']") == [r"\(\frac{a}\)"]
    assert texts(text, "//script/@src") == ["https://scripts.example/mathjax.js"]
    assert texts(page(public, "/blog/boxes"), "//script") == []


# -- lists ----------------------------------------------------------------------------------------


def test_lists_show_the_newest_first_whatever_the_weight(public: Path) -> None:
    titles = [texts(page(public, path), "//article/h2") for path in ("/blog", "/blog/page/2")]
    newest = 'A tour of "two" desks & <more>'
    assert titles == [[newest, "Boxes", "Code"], ["Text", "Hello"]]
    assert texts(page(public, "/"), "//article/h2") == titles[0]
    assert texts(page(public, "/blog"), "//a[@rel='next']/@href") == ["/blog/page/2/"]


def test_a_summary_ends_at_the_divider_and_works_away_from_its_page(public: Path) -> None:
    [summary] = page(public, "/blog").xpath("//article[1]/div[@class='p-summary']")
    assert "Before the fold" in summary.text_content()
    assert "Behind the fold" not in summary.text_content()
    assert texts(summary, ".//img/@src") == ["/blog/Tour/desk.png"]
    assert texts(summary, ".//@id") == []
    links = texts(summary, ".//a/@href")
    assert links == ["/blog/Tour/notes.txt", "/blog/Tour/#fn:1", "/blog/Tour/#fold", "/blog/hello/"]
    assert texts(page(public, "/blog"), "//article[1]/p[@class='more']/a/@href") == ["/blog/Tour/"]


def test_lists_show_all_of_a_post_that_nothing_cuts(hugo_binary: Path, tmp_path: Path) -> None:
    words = "word " * 200 + "last\n\nend\n"
    site = {
        **CONTENT,
        "blog/whole.md": f"---\ntitle: Whole\ndate: 2025-01-03\n---\n{words}",
        "blog/said.md": f"---\ntitle: Said\ndate: 2025-01-02\nsummary: In short.\n---\n{words}",
    }
    public = build(lay_down(tmp_path / "site", site), tmp_path / "public")
    whole, said = page(public, "/blog").xpath("//article")[:2]
    assert texts(whole, "div[@class='p-summary']")[0].endswith("last end")
    assert texts(whole, "p[@class='more']") == []
    assert texts(said, "div[@class='p-summary']") == ["In short."]
    assert len(texts(said, "p[@class='more']")) == 1


def test_an_author_page_shows_the_person_and_the_posts(public: Path) -> None:
    mina = page(public, "/blog/authors/mina")
    assert texts(mina, "//h1") == ["Mina Han"]
    assert texts(mina, "//header//img/@src") == ["/img/mina.png"]
    assert texts(mina, "//main/header//p") == ["Data engineer", "Reads on the tram."]
    assert texts(mina, "//ul[@class='links']//a") == ["Website", "mina@blog.example", "GitHub"]
    assert texts(mina, "//ul[@class='links']//a/@href")[0] == "https://mina.example"
    assert texts(mina, "//article/h2") == ['A tour of "two" desks & <more>']


def test_tags_and_archive_list_what_there_is(public: Path) -> None:
    tags = page(public, "/blog/tags")
    assert texts(tags, "//h1") == ["Tags"]
    assert texts(tags, "//ul[@class='terms']/li") == ["C++ 1", "on call 1"]
    archive = page(public, "/blog/archive")
    assert texts(archive, "//section/h2") == ["2024"]
    assert texts(archive, "//section//a")[1:] == ["Boxes", "Code", "Text", "Hello"]


# -- feeds ----------------------------------------------------------------------------------------


def test_rss_identifies_posts_by_their_first_address(public: Path) -> None:
    feed = etree.parse(public / "blog/rss.xml")
    assert feed.xpath("//channel/title/text()") == ["Margin Notes Blog"]
    assert feed.xpath("//channel/link/text()") == [f"{HOME}/blog"]
    guids = feed.xpath("//item/guid[@isPermaLink='true']/text()")
    names = ("Tour", "boxes/", "code/", "text/")
    assert guids == [f"{HOME}/blog/{name}" for name in names]
    assert feed.xpath("//item[1]/pubDate/text()") == ["Thu, 02 May 2024 23:30:00 -0500"]
    assert feed.xpath("//item[1]/author/text()") == ["mina@blog.example (Mina Han)"]
    assert feed.xpath("//item[1]/category/text()") == ["C++", "on call"]


def test_atom_identifies_posts_by_their_first_address(public: Path) -> None:
    feed = etree.parse(public / "blog/atom.xml")
    assert feed.xpath("/a:feed/a:id/text()", namespaces=ATOM) == [f"{HOME}/blog"]
    assert feed.xpath("//a:entry[1]/a:id/text()", namespaces=ATOM) == [f"{HOME}/blog/Tour"]
    assert feed.xpath("//a:entry[1]/a:title/text()", namespaces=ATOM) == [
        'A tour of "two" desks & <more>'
    ]
    authors = feed.xpath("//a:entry[1]/a:author/a:name/text()", namespaces=ATOM)
    assert authors == ["Mina Han", "Petra Osei"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("rss.xml", "//item[1]/*[local-name()='encoded']"),
        ("atom.xml", "//*[local-name()='entry'][1]/*[local-name()='content']"),
    ],
)
def test_a_feed_carries_whole_posts_with_full_addresses(public: Path, name: str, path: str) -> None:
    [content] = etree.parse(public / "blog" / name).xpath(path)
    body = html.fragment_fromstring(content.text, create_parent="div")
    assert "Behind the fold." in body.text_content()
    assert texts(body, ".//img/@src") == [f"{HOME}/blog/Tour/desk.png"]
    assert set(texts(body, ".//a/@href")) == {
        f"{HOME}/blog/Tour/notes.txt",
        f"{HOME}/blog/Tour/#fn:1",
        f"{HOME}/blog/Tour/#fnref:1",
        f"{HOME}/blog/Tour/#fold",
        f"{HOME}/blog/hello/",
    }


def test_feeds_have_one_file_each(public: Path) -> None:
    feeds = sorted(
        str(path.relative_to(public))
        for path in public.rglob("*")
        if path.suffix in (".xml", ".json")
    )
    assert feeds == ["blog/atom.xml", "blog/feed.json", "blog/rss.xml", "sitemap.xml"]


def test_a_json_feed_says_what_the_others_say(public: Path) -> None:
    feed = json.loads((public / "blog/feed.json").read_bytes())
    assert feed["title"] == "Margin Notes Blog"
    assert feed["home_page_url"] == f"{HOME}/blog"
    assert feed["feed_url"] == f"{HOME}/blog/feed.json"
    names = ("Tour", "boxes/", "code/", "text/")
    assert [item["id"] for item in feed["items"]] == [f"{HOME}/blog/{name}" for name in names]
    tour = feed["items"][0]
    assert tour["title"] == 'A tour of "two" desks & <more>'
    assert tour["date_published"] == "2024-05-02T23:30:00-05:00"
    assert tour["authors"] == [
        {"name": "Mina Han", "url": "https://mina.example"},
        {"name": "Petra Osei"},
    ]
    assert tour["tags"] == ["C++", "on call"]
    content = html.fragment_fromstring(tour["content_html"], create_parent="div")
    assert texts(content, ".//img/@src") == [f"{HOME}/blog/Tour/desk.png"]
    assert "Behind the fold." in content.text_content()
    assert feed["items"][1]["summary"] == "In our own words."


def test_a_list_may_have_a_feed_of_its_own_kind(hugo_binary: Path, tmp_path: Path) -> None:
    posts = {
        f"log/{name}.md": f"---\ntitle: {name}\ndate: 2024-01-0{day}\n---\n"
        for day, name in enumerate(("one", "two", "three"), 1)
    }
    posts["log/two.md"] = "---\ntitle: two\ndate: 2024-01-01\ndateOrder: 1\n---\n"
    keys = "outputs: [html, jsonfeed]\nfeedTitle: Log\nfeedDescription: All\nfeedLimit: 2\noldestFirst: true\n"
    content = {"log/_index.md": f"---\ntitle: Log\n{keys}---\n", **posts}
    public = build(lay_down(tmp_path / "site", content, section="log"), tmp_path / "public")
    assert [path.name for path in (public / "log").iterdir() if path.is_file()].count(
        "rss.xml"
    ) == 0
    feed = json.loads((public / "log/feed.json").read_bytes())
    assert (feed["title"], feed["description"]) == ("Log", "All")
    assert [item["title"] for item in feed["items"]] == ["one", "two"]
    for path in ("/log", "/"):
        assert texts(page(public, path), "//article/h2") == ["one", "two", "three"]


# -- other sites ----------------------------------------------------------------------------------


def test_a_site_without_posts_builds(hugo_binary: Path, tmp_path: Path) -> None:
    public = build(lay_down(tmp_path / "site", {}), tmp_path / "public")
    assert texts(page(public, "/"), "//main/div/p") == ["Nothing here yet."]


def test_a_korean_site_speaks_korean(hugo_binary: Path, tmp_path: Path) -> None:
    site = lay_down(tmp_path / "site", CONTENT, locale="ko-KR", language="ko")
    public = build(site, tmp_path / "public")
    boxes = page(public, "/blog/boxes")
    assert texts(boxes, "//html/@lang") == ["ko-KR"]
    assert texts(boxes, "//time") == ["2024년 4월 1일"]
    titles = texts(boxes, "//*[@class='callout-title']")
    assert titles == ["노트", "Wet paint", "팁", "Folded", "Custom"]


def test_a_blog_below_a_path_and_at_its_root_keeps_its_addresses(
    hugo_binary: Path, tmp_path: Path
) -> None:
    content = {"first.md": "---\ntitle: First\ndate: 2024-01-01\n---\n[x](/notes/y/)\n"}
    public = build(
        lay_down(
            tmp_path / "site",
            content,
            base_url=f"{HOME}/notes/",
            section="",
            feed_page="/",
            home_outputs=["html", "atom"],
            section_outputs=["html"],
            atom_name="feed",
        ),
        tmp_path / "public",
    )
    first = page(public, "/first")
    assert texts(first, "//link[@rel='alternate']/@href") == [f"{HOME}/notes/feed.xml"]
    assert texts(first, "//link[@rel='icon']/@href") == ["/notes/img/mark.png"]
    assert texts(first, "//link[@rel='stylesheet']/@href")[0].startswith("/notes/css/")
    assert texts(page(public, "/"), "//article/h2/a/@href") == ["/notes/first/"]
    entry = etree.parse(public / "feed.xml").xpath("string(//a:content)", namespaces=ATOM)
    assert f'href="{HOME}/notes/y/"' in str(entry)


def test_an_address_that_is_none_stays_as_it_is(hugo_binary: Path, tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n[a](http://host_a:port/) ![b](http://[x)\n"
    out = build(lay_down(tmp_path / "site", {"blog/a.md": text}), tmp_path / "public")
    links = texts(page(out, "/blog/a"), "//main//a/@href")
    assert "http://host_a:port/" in links


def test_an_address_is_printed_letter_for_letter(hugo_binary: Path, tmp_path: Path) -> None:
    text = (
        '[a](https://x.example/?q=(e)%20\'%C3%A9&amp;r=[1]#(f) "T") '
        "![b](/i(1).png?a&b) [c](</한 {c}>) [d](/d?i=1&notes=2)\n"
    )
    content = {"blog/a.md": f"---\ntitle: A\ndate: 2024-01-02\n---\n{text}"}
    public = build(lay_down(tmp_path / "site", content), tmp_path / "public")
    html_text = (public / "blog/a/index.html").read_text(encoding="utf-8")
    assert 'href="https://x.example/?q=(e)%20&#39;%C3%A9&amp;r=[1]#(f)" title="T"' in html_text
    assert 'src="/i(1).png?a&amp;b"' in html_text
    assert 'href="/한%20%7Bc%7D"' in html_text
    assert 'href="/d?i=1&amp;notes=2"' in html_text
