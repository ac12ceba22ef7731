"""What `scan` tells of a small site of each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.inventory.inventory import snippet
from syndicate.inventory.table import table
from syndicate.rules import read_rules_file
from syndicate.rules.calls import call_rules

POST = "---\ntitle: {title}\ndate: {date}\n{more}---\n\n{body}\n"
BODY = 'See [it](./gone.md) and ![p](/no.png).\n\n```js title="a.js"\nx\n```\n\n{call}\n'


def files(root: Path, texts: dict[str, str]) -> Path:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def post(title: str, date: str, call: str, more: str = "") -> str:
    return POST.format(title=title, date=date, more=more, body=BODY.replace("{call}", call))


def docusaurus(root: Path) -> Path:
    config = "export default {title: 'T', url: 'https://a.example', baseUrl: '/', presets: [['classic', {}]]};"
    call = '<Mood level="5">\n\nfine\n\n</Mood>'
    return files(
        root,
        {
            "docusaurus.config.js": config,
            "blog/2024-02-02-a.md": post("A", "2024-02-02", call),
            "blog/2024-03-04-b.md": post("B", "2024-03-04", call, "draft: true\n"),
        },
    )


def hugo(root: Path) -> Path:
    call = "{{< mood 5 >}}\n\nfine\n\n{{< /mood >}}"
    return files(
        root,
        {
            "hugo.toml": 'baseURL = "https://a.example/"\n[permalinks]\nposts = "/:year/:month/:day/:slug/"\n',
            "content/posts/a.md": post("A", "2024-02-02", call),
            "content/posts/b.md": post("B", "2024-03-04", call, "draft: true\n"),
        },
    )


def jekyll(root: Path) -> Path:
    call = "{% mood 5 %}"
    return files(
        root,
        {
            "_config.yml": "title: T\nurl: https://a.example\npermalink: '/:year/:month/:day/:title/'\n",
            "_posts/2024-02-02-a.md": post("A", "2024-02-02", call),
            "_drafts/b.md": post("B", "2024-03-04", call),
        },
    )


SITES = pytest.mark.parametrize(
    ("make", "name"),
    [(docusaurus, "component Mood"), (hugo, "shortcode mood"), (jekyll, "tag mood")],
    ids=["docusaurus", "hugo", "jekyll"],
)


@SITES
def test_a_site_is_counted(make: object, name: str, tmp_path: Path) -> None:
    assert callable(make)
    found = syndicate.scan(syndicate.read(make(tmp_path)))
    assert (found.posts, found.drafts, found.unread) == (2, 1, ())
    assert (found.first_day, found.last_day) == ("2024-02-02", "2024-03-04")
    assert found.schemes[0].name.rstrip("/").endswith("/:year/:month/:day/:slug")
    assert [(each.name, each.number) for each in found.unmapped] == [(name, 2)]
    path, _, line = found.unmapped[0].first.rpartition(":")
    assert name.split()[1] in (tmp_path / path).read_text().splitlines()[int(line) - 1]
    assert {each.name: each.number for each in found.missing_assets} == {"/no.png": 2}
    assert found.losses == ()


@SITES
def test_what_the_target_cannot_say_is_found_by_writing_it(
    make: object, name: str, tmp_path: Path
) -> None:
    assert callable(make)
    found = syndicate.scan(syndicate.read(make(tmp_path)), to="hugo")
    wanted = {"docusaurus": "component-degraded", "jekyll": "template-unread"}.get(found.engine)
    codes = {each.code for each in found.diagnostics}
    assert wanted is None or wanted in codes
    assert found.to == "hugo"


@SITES
def test_the_rules_that_it_offers_can_be_used(make: object, name: str, tmp_path: Path) -> None:
    assert callable(make)
    root = make(tmp_path)
    text = snippet(syndicate.scan(syndicate.read(root)))
    (root / "syndicate.toml").write_text(text, encoding="utf-8")
    (rule,) = call_rules(read_rules_file(root))
    assert f"{rule.call} {rule.name}" == name
    assert syndicate.scan(syndicate.read(root)).unmapped == ()


def test_the_table_fits_a_screen_and_json_tells_all(tmp_path: Path) -> None:
    calls = "\n\n".join(f"{{{{< own{number} >}}}}" for number in range(40))
    root = hugo(tmp_path)
    (root / "content/posts/c.md").write_text(post("C", "2024-05-06", calls), encoding="utf-8")
    found = syndicate.scan(syndicate.read(root))
    assert len(list(table(found))) <= 40
    told = found.as_json()
    unmapped = told["unmapped"]
    assert isinstance(unmapped, list)
    assert len(unmapped) == 41


def test_two_posts_at_one_address_are_found(tmp_path: Path) -> None:
    root = hugo(tmp_path)
    more = "url: /same/\n"
    for name in ("c", "d"):
        (root / f"content/posts/{name}.md").write_text(post(name, "2024-05-06", "x", more))
    found = syndicate.scan(syndicate.read(root))
    assert sum(each.number for each in found.shared_urls) == 1


def test_links_to_nowhere_known_and_what_cannot_be_read_are_told(tmp_path: Path) -> None:
    body = "[a](/tools/x) and [b](/about/) and [c](/tools/x)\n\n{% nosuch %}\n"
    root = files(
        tmp_path,
        {
            "_config.yml": "title: T\npermalink: '/:year/:i_month/:i_day/:title.html'\n",
            "about.md": "---\npermalink: /about/\n---\n",
            "_posts/2024-02-03-a.md": f"---\n---\n{body}",
        },
    )
    found = syndicate.scan(syndicate.read(root))
    assert [(each.name, each.number) for each in found.unknown_links] == [("/tools/x", 2)]
    assert [each.name for each in found.reading] == ["template-unread"]
    assert [each.name for each in found.schemes] == ["/:year/:month/:day/:slug.html"]
    lines = list(table(found))
    assert "languages    none is named" in lines
    assert "to nowhere?  2 x /tools/x  _posts/2024-02-03-a.md:3" in lines


def test_many_addresses_stand_below_each_other(tmp_path: Path) -> None:
    posts = {
        f"_posts/2024-02-0{n}-a.md": f"---\npermalink: /{'a-long-folder-' * n}/x/\n---\n"
        for n in range(1, 8)
    }
    found = syndicate.scan(syndicate.read(files(tmp_path, {"_config.yml": "", **posts})))
    lines = list(table(found))
    at = next(n for n, line in enumerate(lines) if line.startswith("addresses"))
    assert lines[at + 5].strip() == "and 2 more"
