"""Configs as the engine merges them: folders, environments, languages, themes, versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate_adapters.evidence import hugo
from syndicate_adapters.hugo.reading.config import overlaid, with_theme
from syndicate_adapters.hugo.reading.settings import HugoConfig
from syndicate_adapters.hugo.reading.site_config import is_allowed, read_settings
from syndicate_adapters.hugo.reading.versions import find_engine
from tests.hugo_reading.engine import by_source, read, write


def settings(folder: Path, **overrides: str) -> tuple[HugoConfig, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_settings(folder, overrides=overrides, report=found.append), found


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ({"hugo.toml": ""}, "hugo.toml"),
        ({"config.yaml": "", "content/a.md": ""}, "config.yaml"),
        ({"config/_default/hugo.toml": ""}, "config/_default"),
        ({"config.json": "{}"}, None),
        ({"a.txt": ""}, None),
    ],
)
def test_a_site_is_known_by_its_config(
    files: dict[str, str], shown: str | None, tmp_path: Path
) -> None:
    assert hugo(write(tmp_path, files)) == shown


def test_a_theme_gives_params_and_no_addresses() -> None:
    site = {"params": {"a": {"x": 1}}, "title": "Mine", "menus": {"main": [1]}}
    theme = {
        "params": {"a": {"x": 2, "y": 2}, "b": 3},
        "permalinks": {"posts": "/x/"},
        "taxonomies": {"tag": "tags"},
        "baseurl": "https://theme.example.org/",
        "menus": {"main": [2], "footer": [3]},
    }
    assert with_theme(site, theme) == {
        "params": {"a": {"x": 1, "y": 2}, "b": 3},
        "title": "Mine",
        "menus": {"main": [1], "footer": [3]},
    }


def test_a_config_may_ask_for_more_of_its_theme() -> None:
    theme = {"permalinks": {"posts": "/x/", "notes": "/n/"}, "paginate": 5}
    deep = {"permalinks": {"_merge": "deep", "posts": "/mine/"}}
    assert with_theme(deep, theme)["permalinks"] == {
        "_merge": "deep",
        "posts": "/mine/",
        "notes": "/n/",
    }
    assert with_theme({"_merge": "deep"}, theme) == {"_merge": "deep", **theme}
    assert with_theme({"_merge": "none"}, theme) == {"_merge": "none"}


def test_what_is_laid_over_wins_at_every_depth() -> None:
    assert overlaid({"a": {"x": 1, "y": 1}}, {"a": {"y": 2}, "b": 3}) == {
        "a": {"x": 1, "y": 2},
        "b": 3,
    }


def test_the_environment_decides_about_the_folder_of_the_config(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "config/_default/hugo.toml": 'baseURL = "https://a.example.org/"',
            "config/staging/hugo.toml": 'baseURL = "https://b.example.org/"',
        },
    )
    assert settings(tmp_path)[0].first.base.url == "https://a.example.org/"
    assert settings(tmp_path, environment="staging")[0].first.base.url == "https://b.example.org/"


def test_a_setting_may_be_given(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": '[params]\nx = "a"'})
    config, _ = settings(
        tmp_path, baseURL="https://given.example.org/x", **{"params.mainSections": "[b]"}
    )
    assert config.first.base.url == "https://given.example.org/x/"
    assert config.first.main_sections == ("b",)


def test_a_language_replaces_tables_but_adds_to_params(tmp_path: Path) -> None:
    config = """
[params]
a = 1
[permalinks]
posts = "/p/:slug/"
notes = "/n/:slug/"
[languages.en]
weight = 1
[languages.ko]
weight = 2
[languages.ko.params]
b = 2
[languages.ko.permalinks]
posts = "/k/:slug/"
"""
    english, korean = settings(write(tmp_path, {"hugo.toml": config}))[0].languages
    assert {rule.section for rule in english.permalinks} == {"posts", "notes"}
    assert {rule.section for rule in korean.permalinks} == {"posts"}
    assert (english.params, korean.params) == ({"a": 1}, {"a": 1, "b": 2})


@pytest.mark.parametrize(
    ("config", "first", "order"),
    [
        ("", "en", ["en"]),
        ('defaultContentLanguage = "KO"', "ko", ["ko"]),
        ("[languages.fr]\nweight=2\n[languages.de]\nweight=1", "de", ["de", "fr"]),
        ("[languages.fr]\n[languages.en]\n[languages.de]\nweight=9", "en", ["de", "en", "fr"]),
        ("[languages.fr]\n[languages.de]\ndisabled=true", "fr", ["fr"]),
    ],
)
def test_languages_stand_in_the_order_of_their_weights(
    config: str, first: str, order: list[str], tmp_path: Path
) -> None:
    found = settings(write(tmp_path, {"hugo.toml": config}))[0]
    assert (found.first.key, [language.key for language in found.languages]) == (first, order)


def test_a_first_language_that_is_none_stops(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": 'defaultContentLanguage = "ko"\n[languages.en]'})
    with pytest.raises(SyndicateError, match=r"hugo.toml: defaultContentLanguage 'ko'"):
        settings(tmp_path)


def test_a_broken_config_stops_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.yaml": "a: 1\nb: [\n"})
    with pytest.raises(SyndicateError, match=r"^hugo.yaml:\d+:\d+: "):
        settings(tmp_path)


@pytest.mark.parametrize(
    ("config", "line", "words"),
    [
        ('title = "x"\n\n[permalinks]\nposts = "/:nope/"', 3, "':nope'"),
        ('[permalinks]\nposts = "/:sections[0]/:year_:month/"', 1, "':year_'"),
        ('timeZone = "Europe/Nowhere"', 1, "Europe/Nowhere"),
        ("permalinks = 5", 1, "neither a table nor a list"),
    ],
)
def test_what_the_engine_refuses_is_shown_at_its_line(
    config: str, line: int, words: str, tmp_path: Path
) -> None:
    _, found = settings(write(tmp_path, {"hugo.toml": config}))
    refused = [d for d in found if d.code == "source-config-refused"]
    assert [d.line for d in refused] == [line]
    assert words in refused[0].message


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"netlify.toml": '[build.environment]\n  HUGO_VERSION = "0.111.3"'}, (0, 111)),
        ({".github/workflows/a.yml": "env:\n  HUGO_VERSION: 0.128.0"}, (0, 128)),
        ({".github/workflows/a.yaml": "with:\n  hugo-version: '0.110.0'"}, (0, 110)),
        ({"go.mod": "module x\nrequire github.com/gohugoio/hugo v0.140.1"}, (0, 140)),
        ({"hugo.toml": '[module.hugoVersion]\nmin="0.41"\nmax="0.150.0"'}, (0, 150)),
        ({"hugo.toml": '[module.hugoVersion]\nmin="0.41"'}, (0, 168)),
    ],
)
def test_the_version_is_what_the_site_pins(
    files: dict[str, str], version: tuple[int, int], tmp_path: Path
) -> None:
    write(tmp_path, {"hugo.toml": "", **files})
    config, found = settings(tmp_path)
    assert config.engine.version == version
    unpinned = [d.code for d in found if d.code == "engine-newest"]
    assert unpinned == ([] if config.engine.source else ["engine-newest"])
    assert find_engine(tmp_path).version in (version, (0, 168))


def test_a_theme_that_is_not_there_is_reported(tmp_path: Path) -> None:
    config = 'title = "x"\ntheme = ["gone", "there"]'
    write(tmp_path, {"hugo.toml": config, "themes/there/content/posts/a.md": "---\n---\n"})
    editions, found = read(tmp_path)
    missing = [d for d in found if d.code == "module-missing"]
    assert [(d.path, d.line) for d in missing] == [("hugo.toml", 2)]
    assert list(by_source(editions)) == [("en", "themes/there/content/posts/a.md")]


def test_modules_are_read_from_the_vendor_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "hugo.toml": '[[module.imports]]\npath = "github.com/x/y"',
            "_vendor/modules.txt": "# github.com/x/y v1.0.0\n",
            "_vendor/github.com/x/y/hugo.toml": "[params]\nmainSections = ['notes']",
            "_vendor/github.com/x/y/content/notes/a.md": "---\n---\n",
        },
    )
    editions, _ = read(tmp_path)
    assert editions[0].language.main_sections == ("notes",)
    assert [source for _, source in by_source(editions)] == [
        "_vendor/github.com/x/y/content/notes/a.md"
    ]


def test_mounts_name_languages_and_files(tmp_path: Path) -> None:
    config = """
[languages.en]
[languages.ko]
[[module.mounts]]
source = "docs"
target = "content/blog"
excludeFiles = ["secret/**"]
[[module.mounts]]
source = "ko"
target = "content/blog"
lang = "ko"
[[module.mounts]]
source = "../outside"
target = "content"
[[module.mounts]]
source = "README.md"
target = "content/_index.md"
"""
    root = tmp_path / "site"
    page = "---\ntitle: x\n---\n"
    write(
        root,
        {
            "hugo.toml": config,
            "docs/a.md": page,
            "docs/secret/b.md": page,
            "ko/a.md": page,
            "README.md": page,
        },
    )
    write(tmp_path, {"outside/c.md": page})
    editions, found = read(root)
    links = {key: found[0].permalink for key, found in by_source(editions).items()}
    assert links == {
        ("en", "docs/a.md"): "https://example.org/blog/a/",
        ("en", "README.md"): "https://example.org/",
        ("ko", "ko/a.md"): "https://example.org/ko/blog/a/",
    }
    assert [d.code for d in found if d.severity == "error"] == ["asset-outside"]


def test_files_are_ignored_by_name_and_pattern(tmp_path: Path) -> None:
    config = 'ignoreFiles = ["\\\\.tmp\\\\.md$", "(a+)+$"]'
    names = (".hidden.md", "#x#.md", "y.md~", "z.tmp.md", "kept.md")
    write(tmp_path, {"hugo.toml": config, **{f"content/{name}": "" for name in names}})
    editions, found = read(tmp_path)
    assert [source for _, source in by_source(editions)] == ["content/kept.md"]
    assert [d.code for d in found if d.code == "ignore-pattern-unread"] == ["ignore-pattern-unread"]


@pytest.mark.parametrize(
    ("allowed", "is_html"),
    [
        ((".*",), True),
        (("! ^text/html$", "! ^text/org$"), False),
        (("! ^text/org$",), True),
        (("^text/html$",), True),
        (("^text/markdown$",), False),
    ],
)
def test_content_of_a_type_may_be_forbidden(allowed: tuple[str, ...], is_html: bool) -> None:
    assert is_allowed("text/html", allowed) is is_html
