"""What other people's programs do with us: each name that they may lean on, and the same answers as the command."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import frontmatter
import pytest

import syndicate
from tests.notes.site import ROOT, run_syndicate, tree

SAMPLE = ROOT / "samples" / "docusaurus"
POST = SAMPLE / "blog/2024-08-15-letter-from-windows.md"

SIGNATURES: Mapping[str, str] = {
    "read": "path * from_ url overrides config_file run_config",
    "convert": "site * to out options posts",
    "convert_text": "text * from_ to options path url",
    "Plan.run": "self * jobs executor progress",
    "Plan.dry_run": "self * progress",
    "Plan.diff": "self",
    "Result.exit_code": "self * is_strict",
    "Post.read": "self",
    "Post.body": "self report",
    "Post.to_frontmatter": "self",
    "Post.from_frontmatter": "post",
    "PostResult.as_json": "self",
    "Diagnostic.as_json": "self",
}
"""Parameters that may be given, those behind `*` by name; there may be more, with defaults."""

FIELDS: Mapping[str, str] = {
    "Author": "description email image key name path socials title url",
    "Diagnostic": "code column line message path severity",
    "Plan": "diagnostics missing options out site target",
    "Post": "aliases authors canonical_url categories date description file front image is_draft"
    " is_unlisted keywords lang path source tags title updated url",
    "PostResult": "body_bytes is_kept kept_bytes source target url",
    "Redirect": "path target",
    "Result": "advice diagnostics is_dry posts removed unchanged written",
    "Site": "authors description diagnostics engine lang posts redirects root title url",
    "Term": "description name path slug",
    "TextResult": "advice copies diagnostics post text",
}


def named(name: str) -> Callable[..., object]:
    found: object = syndicate
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
    return found


@pytest.mark.parametrize("name", SIGNATURES)
def test_what_may_be_given(name: str) -> None:
    parameters = inspect.signature(named(name)).parameters
    positional, _, by_name = SIGNATURES[name].partition(" * ")
    for word in positional.split():
        assert parameters[word].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    for word in by_name.split():
        assert parameters[word].kind is inspect.Parameter.KEYWORD_ONLY
    others = parameters.keys() - set(SIGNATURES[name].split())
    assert all(parameters[word].default is not inspect.Parameter.empty for word in others)


@pytest.mark.parametrize("name", FIELDS)
def test_what_may_be_asked(name: str) -> None:
    kind = getattr(syndicate, name)
    assert set(FIELDS[name].split()) <= {field.name for field in dataclasses.fields(kind)}
    parameters = kind.__dataclass_params__
    assert parameters.frozen, "values are never changed under somebody's hands"


def test_errors_have_one_root() -> None:
    assert issubclass(syndicate.UsageError, syndicate.SyndicateError)
    assert [severity.value for severity in syndicate.Severity] == ["error", "loss", "note"]
    with pytest.raises(syndicate.UsageError, match=r"there is no .*nowhere"):
        syndicate.read(SAMPLE / "nowhere")


# -- the whole way --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> syndicate.Site:
    return syndicate.read(SAMPLE)


def test_a_site_tells_its_posts_as_the_command_lists_them(site: syndicate.Site) -> None:
    listed = json.loads(run_syndicate("list", SAMPLE, "--json").stdout)
    assert isinstance(site.posts, tuple)
    assert [(post.source, post.url, post.path, post.title) for post in site.posts] == [
        (post["source"], post["url"], post["path"], post["title"]) for post in listed
    ]
    for post, said in zip(site.posts, listed, strict=True):
        assert isinstance(post.date, datetime)
        assert post.date.tzinfo is not None
        assert post.date == datetime.fromisoformat(said["date"])
        assert [tag.name for tag in post.tags] == said["tags"]
        assert (post.review is not None) is (said["review"] is not None)


def test_a_plan_writes_what_the_command_writes(site: syndicate.Site, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = run_syndicate("convert", SAMPLE, tmp_path / "theirs", "--to", "hugo", "--report", report)
    assert done.returncode == 0, done.stderr
    plan = syndicate.convert(site, to="hugo", out=tmp_path / "ours")
    assert not (tmp_path / "ours").exists()
    result = plan.run()
    assert tree(tmp_path / "ours") == tree(tmp_path / "theirs")
    said = json.loads(report.read_bytes())
    assert [post.as_json() for post in result.posts] == said["posts"]
    assert [found.as_json() for found in result.diagnostics] == said["diagnostics"]
    assert result.exit_code() == done.returncode


def test_options_are_texts_and_posts_a_choice(site: syndicate.Site, tmp_path: Path) -> None:
    plan = syndicate.convert(
        site, to="hugo", out=tmp_path / "out", options={"section": "notes"}, posts=site.posts[:2]
    )
    result = plan.run()
    assert [post.source for post in result.posts] == [post.source for post in site.posts[:2]]
    assert all((post.target or "").startswith("content/notes/") for post in result.posts)
    with pytest.raises(syndicate.UsageError, match="unknown option 'sektion'"):
        syndicate.convert(site, to="hugo", out=tmp_path / "out", options={"sektion": "x"})


def test_a_text_needs_no_site() -> None:
    result = syndicate.convert_text(
        "---\ntitle: Small\n---\n\n:::tip\nA box.\n\n![gone](./gone.png)\n:::\n",
        from_="docusaurus",
        to="hugo",
        path="2024-01-02-small.md",
        url="https://blog.example",
    )
    assert result.text == (
        "---\ntitle: Small\ndate: 2024-01-02\nurl: /blog/2024/01/02/small/\n"
        "canonicalURL: https://blog.example/blog/2024/01/02/small\n---\n\n"
        "> [!TIP]\n> A box.\n>\n> ![gone](./gone.png)\n"
    )
    assert [str(found.severity) for found in result.diagnostics] == ["note"]
    assert result.post.url == "https://blog.example/blog/2024/01/02/small/"
    assert result.post.is_kept


# -- python-frontmatter ---------------------------------------------------------------------------


def test_a_post_goes_to_python_frontmatter_and_back() -> None:
    (post,) = syndicate.read(POST, from_="docusaurus").posts
    theirs = post.to_frontmatter()
    assert isinstance(theirs, frontmatter.Post)
    assert theirs["title"] == "A letter from the other operating system"
    assert theirs["authors"] == {
        "name": "Petra Osei",
        "title": "Guest, writes on Windows",
        "url": "https://petra.example",
    }
    assert theirs.content.startswith("Mina and Tomas were kind enough")
    theirs["title"] = "A letter"
    text = syndicate.Post.from_frontmatter(theirs)
    assert text.startswith("---\ntitle: A letter\nauthors:\n  name: Petra Osei\n")
    assert text.endswith(f"{theirs.content}\n")
    assert frontmatter.loads(text).metadata == theirs.metadata
    result = syndicate.convert_text(text, from_="docusaurus", to="hugo", path=post.source)
    assert "\ntitle: A letter\n" in result.text
    assert "> [!TIP] Two keys" in result.text


def test_a_file_of_a_site_is_left_alone_by_that() -> None:
    before = POST.read_bytes()
    (post,) = syndicate.read(POST, from_="docusaurus").posts
    post.to_frontmatter().metadata.clear()
    assert POST.read_bytes() == before
    assert post.front.values
