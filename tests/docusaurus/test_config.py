"""What a config says about addresses, languages, blogs and Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syndicate.diagnostics import Diagnostic, Severity, SyndicateError, UsageError
from syndicate.model import CommentSystem
from syndicate_adapters.docusaurus.config.site import DocusaurusConfig, LocaleConfig, read_config
from syndicate_adapters.docusaurus.files import DEFAULT_EXCLUDE
from syndicate_adapters.docusaurus.javascript import Pattern, Place
from syndicate_adapters.docusaurus.javascript.patterns import python_pattern
from tests.docusaurus.engine import SITE, said

HEAD = "title: 'T', url: 'https://site.example', baseUrl: '/',"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty site whose engine is pinned."""
    (tmp_path / "package.json").write_text('{"dependencies": {"@docusaurus/core": "3.10.2"}}')
    return tmp_path


def read(site: Path, source: str = "", **options: Any) -> tuple[DocusaurusConfig, list[Diagnostic]]:
    found: list[Diagnostic] = []
    if source:
        (site / "docusaurus.config.js").write_text(source)
    return read_config(site, report=found.append, **options), found


def quiet(site: Path, source: str, **options: Any) -> DocusaurusConfig:
    config, found = read(site, source, **options)
    assert [str(diagnostic) for diagnostic in found] == []
    return config


def with_blog(options: str) -> str:
    return f"export default {{{HEAD} presets: [['classic', {{blog: {options}}}]]}};"


def test_the_config_of_the_vector_site(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Diagnostic] = []
    config = read_config(SITE, report=found.append)
    assert [diagnostic.code for diagnostic in found] == ["engine-unknown"]
    assert (config.title, config.url, config.base_url) == ("Vectors", "https://site.example", "/")
    assert config.trailing_slash is None
    first = said("urls")["runs"][0]
    assert config.base_url == first["baseUrl"]
    assert [(blog.id, blog.path, blog.route_base_path) for blog in config.blogs] == [
        ("default", "blog", first["routeBasePath"]),
        ("news", "news", "journal/news"),
    ]
    assert [(locale.lang, locale.base_url, locale.is_translated) for locale in config.locales] == [
        ("en", "/", False),
        ("fr", "/fr/", True),
    ]
    assert config.blogs[0].feeds.formats == ("rss", "atom", "json")
    assert config.blogs[0].feeds.limit is None
    assert config.blogs[0].posts_per_page is None


@pytest.mark.parametrize("run", said("urls")["runs"][::2])
def test_what_the_user_gives_wins(run: dict[str, Any]) -> None:
    given = {"baseUrl": run["configBaseUrl"], "blog.routeBasePath": f"'{run['routeBasePath']}'"}
    if run["trailingSlash"] != "undefined":
        given["trailingSlash"] = str(run["trailingSlash"]).lower()
    config = read_config(SITE, overrides=given, report=lambda found: None)
    assert config.base_url == run["configBaseUrl"]
    assert config.blogs[0].route_base_path == run["routeBasePath"]
    assert config.trailing_slash is (
        None if run["trailingSlash"] == "undefined" else run["trailingSlash"]
    )
    assert config.locales[1].base_url == f"{run['configBaseUrl']}fr/"
    assert config.blogs[1].route_base_path == "journal/news"


# -- the file ---------------------------------------------------------------------------------------


def test_without_a_config_the_defaults_count(site: Path) -> None:
    config, found = read(site)
    assert config.blogs[0].path == "blog"
    assert (config.url, config.base_url, config.file) == (None, "/", "")
    assert [diagnostic.code for diagnostic in found] == ["config-missing"]


def test_the_engine_looks_for_typescript_first(site: Path) -> None:
    for name in ("cjs", "mjs", "js", "cts", "mts", "ts"):
        (site / f"docusaurus.config.{name}").write_text(
            f"module.exports = {{{HEAD} tagline: '{name}'}};"
        )
        assert quiet(site, "").tagline == name


def test_another_file_may_be_named(site: Path) -> None:
    (site / "blog.config.js").write_text(f"module.exports = {{{HEAD} tagline: 'other'}};")
    assert quiet(site, "", config_file=Path("blog.config.js")).tagline == "other"
    with pytest.raises(SyndicateError, match=r"nowhere\.js"):
        read(site, config_file=Path("nowhere.js"))


@pytest.mark.parametrize("source", ["export default 5;", "export default nope();", "const a = 1;"])
def test_a_config_that_is_not_known_leaves_every_address_to_the_user(
    site: Path, source: str
) -> None:
    config, found = read(site, source)
    unknown = {
        diagnostic.message.split()[0]
        for diagnostic in found
        if diagnostic.code == "setting-unknown"
    }
    if source != "const a = 1;":
        assert {"url", "baseUrl", "trailingSlash", "presets", "plugins"} <= unknown
        assert config.blogs
    else:
        assert unknown == {"url"}


# -- addresses --------------------------------------------------------------------------------------


def test_addresses_are_read_with_their_slashes(site: Path) -> None:
    source = (
        f"export default {{{HEAD} url: 'https://a.example/', baseUrl: 'x', trailingSlash: true}};"
    )
    config = quiet(site, source)
    assert (config.url, config.base_url, config.trailing_slash) == (
        "https://a.example",
        "/x/",
        True,
    )


def test_a_value_that_addresses_need_is_an_error_with_its_line_and_its_remedy(site: Path) -> None:
    (site / "data.js").write_text("export const url =\n  compute();\n")
    source = "import {url} from './data';\nexport default {\n  title: 'T',\n  url,\n  baseUrl: '/',\n};\n"
    config, found = read(site, source)
    assert config.url is None
    (diagnostic,) = found
    assert (diagnostic.path, diagnostic.line) == ("docusaurus.config.js", 4)
    assert (diagnostic.code, diagnostic.severity) == ("setting-unknown", Severity.ERROR)
    assert "compute is not known here (data.js:2)" in diagnostic.message
    assert "--set url=VALUE" in diagnostic.message
    assert read(site, overrides={"url": "https://a.example"})[0].url == "https://a.example"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", "process.env.URL"),
        ("url", "`https://${process.env.HOST}`"),
        ("baseUrl", "process.env.B"),
    ],
)
def test_a_variable_that_only_the_build_has_is_not_guessed(
    site: Path, key: str, value: str
) -> None:
    _, found = read(site, f"export default {{{HEAD} {key}: {value}}};")
    assert [(diagnostic.code, diagnostic.message.split()[0]) for diagnostic in found] == [
        ("setting-unknown", key)
    ]
    assert "process.env." in found[0].message


def test_a_missing_url_is_said_once(site: Path) -> None:
    _, found = read(site, "export default {title: 'T', baseUrl: '/'};")
    assert [diagnostic.message.split(":")[0] for diagnostic in found] == ["url is not known"]


def test_what_no_address_needs_is_a_note(site: Path) -> None:
    _, found = read(site, f"export default {{{HEAD} title: nope()}};")
    assert [(diagnostic.code, diagnostic.severity) for diagnostic in found] == [
        ("setting-skipped", Severity.NOTE)
    ]


def test_what_the_engine_refuses_is_said(site: Path) -> None:
    config, found = read(
        site, f"export default {{{HEAD} url: 'https://a.example/b', trailingSlash: 'x'}};"
    )
    assert {diagnostic.code for diagnostic in found} == {"source-setting-wrong"}
    assert (config.url, config.trailing_slash) == ("https://a.example", False)


def test_a_given_value_is_read_as_yaml(site: Path) -> None:
    source = f"export default {{{HEAD}}};"
    config = quiet(site, source, overrides={"trailingSlash": "false", "i18n.locales": "[en, ko]"})
    assert config.trailing_slash is False
    assert [locale.lang for locale in config.locales] == ["en", "ko"]
    with pytest.raises(UsageError, match="YAML"):
        read(site, source, overrides={"url": "a: b: c"})


# -- languages --------------------------------------------------------------------------------------


def test_a_language_may_have_an_address_and_a_folder_of_its_own(site: Path) -> None:
    (site / "i18n" / "ko-KR").mkdir(parents=True)
    source = f"""export default {{{HEAD} baseUrl: '/base/', i18n: {{
      defaultLocale: 'en', locales: ['ko', 'en', 'fr', 'de'], localeConfigs: {{
        ko: {{path: 'ko-KR', htmlLang: 'ko-KR', label: '한국어'}},
        fr: {{url: 'https://fr.example', baseUrl: '/'}},
        de: {{translate: true}},
      }}}}}};"""
    config = quiet(site, source)
    assert config.locales == (
        LocaleConfig(lang="en", url="https://site.example", base_url="/base/", html_lang="en"),
        LocaleConfig(
            lang="ko", url="https://site.example", base_url="/base/ko/", path="ko-KR", out_dir="ko",
            is_translated=True, html_lang="ko-KR", label="한국어",
        ),
        LocaleConfig(
            lang="fr", url="https://fr.example", base_url="/", path="fr", out_dir="fr", html_lang="fr"
        ),
        LocaleConfig(
            lang="de", url="https://site.example", base_url="/base/de/", path="de", out_dir="de",
            is_translated=True, html_lang="de",
        ),
    )  # fmt: skip


# -- blogs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("presets", "count"),
    [
        ("['classic']", 1),
        ("[['classic', {}]]", 1),
        ("[['@docusaurus/preset-classic', {blog: {}}]]", 1),
        ("[[require.resolve('@docusaurus/preset-classic'), {blog: {}}]]", 1),
        ("[['classic', {blog: undefined}]]", 1),
        ("[['classic', {blog: false}]]", 0),
        ("[['classic', {blog: process.env.BLOG ? {} : false}]]", 0),
        ("[false, null, ['classic', {docs: false}]]", 1),
        ("[]", 0),
    ],
)
def test_a_preset_brings_a_blog_or_none(site: Path, presets: str, count: int) -> None:
    assert len(quiet(site, f"export default {{{HEAD} presets: {presets}}};").blogs) == count


@pytest.mark.parametrize(
    "plugin",
    [
        "['@docusaurus/plugin-content-blog', {id: 'news', path: './news', routeBasePath: 'n'}]",
        "['content-blog', {id: 'news', path: './news', routeBasePath: 'n'}]",
        "[require.resolve('@docusaurus/plugin-content-blog'), {id: 'news', path: 'news/', routeBasePath: 'n'}]",
        "[[['content-blog', {id: 'news', path: require('path').join(__dirname, 'news'), routeBasePath: 'n'}]]]",
        "...[['content-blog', {id: 'news', path: 'news', routeBasePath: 'n'}], null, false]",
    ],
)
def test_a_plugin_brings_another_blog(site: Path, plugin: str) -> None:
    config = quiet(site, f"export default {{{HEAD} presets: ['classic'], plugins: [{plugin}]}};")
    assert [(blog.id, blog.path, blog.route_base_path) for blog in config.blogs] == [
        ("default", "blog", "blog"),
        ("news", "news", "n"),
    ]
    assert config.blogs[1].localized_folder == "docusaurus-plugin-content-blog-news"


WRAPPER = """
const blog = require('@docusaurus/plugin-content-blog').default;
module.exports = {default: async (...given) => ({...await blog(...given)})};
"""


@pytest.mark.parametrize("name", ["./plugins/blog", "./plugins/blog.js", "./plugins/folder"])
def test_a_plugin_of_the_site_may_wrap_the_blog(site: Path, name: str) -> None:
    (site / "plugins" / "folder").mkdir(parents=True)
    for file in ("plugins/blog.js", "plugins/folder/index.js"):
        (site / file).write_text(WRAPPER)
    config, found = read(
        site, f"export default {{{HEAD} plugins: [['{name}', {{path: 'posts'}}]]}};"
    )
    assert [blog.path for blog in config.blogs] == ["posts"]
    assert [diagnostic.code for diagnostic in found] == ["code-unfollowed"]


def test_a_function_in_the_config_may_wrap_the_blog(site: Path) -> None:
    source = f"""
      const exported = require('@docusaurus/plugin-content-blog');
      const plugin = exported.default;
      function ours(context, options) {{ return {{...plugin(context, options)}}; }}
      function other() {{ return {{name: 'other'}}; }}
      export default {{{HEAD} plugins: [other, [ours, {{routeBasePath: '/'}}]]}};"""
    config, found = read(site, source)
    assert [blog.route_base_path for blog in config.blogs] == ["/"]
    assert [diagnostic.code for diagnostic in found] == ["code-unfollowed"]


def test_an_option_of_a_blog_that_is_not_known_can_be_given(site: Path) -> None:
    source = f"""export default {{{HEAD} presets: [['classic', {{blog: {{path: nope()}}}}]],
      plugins: [['content-blog', {{id: 'news', routeBasePath: nope()}}]]}};"""
    _, found = read(site, source)
    assert [diagnostic.message.rpartition("--set ")[2] for diagnostic in found] == [
        "blog.path=VALUE",
        "blog.news.routeBasePath=VALUE",
    ]
    given = {"blog.path": "posts", "blog.news.routeBasePath": "n"}
    config = quiet(site, source, overrides=given)
    assert [(blog.path, blog.route_base_path) for blog in config.blogs] == [
        ("posts", "blog"),
        ("blog", "n"),
    ]


def test_a_list_of_plugins_that_is_not_known_is_an_error(site: Path) -> None:
    _, found = read(site, f"export default {{{HEAD} presets: ['classic'], plugins: nope()}};")
    assert [(diagnostic.code, diagnostic.message.split()[0]) for diagnostic in found] == [
        ("setting-unknown", "plugins")
    ]


def test_one_plugin_that_is_not_known_is_skipped(site: Path) -> None:
    config, found = read(
        site, f"export default {{{HEAD} presets: ['classic'], plugins: [nope()]}};"
    )
    assert len(config.blogs) == 1
    assert [diagnostic.code for diagnostic in found] == ["setting-skipped"]


def test_the_options_of_a_blog(site: Path) -> None:
    source = with_blog("""{
      tagsBasePath: 't', authorsBasePath: 'a', archiveBasePath: null, pageBasePath: 'p',
      include: ['*.md'], truncateMarker: /<!--\\s*more\\s*-->/, authorsMapPath: 'people.yml', tags: 'my.yml',
      blogTitle: 'B', blogDescription: 'D', postsPerPage: 'ALL', sortPosts: 'ascending',
      showLastUpdateTime: true, feedOptions: {type: ['atom'], limit: false, title: 'F'},
      admonitions: {keywords: ['quiz']},
      remarkPlugins: [
        [require('remark-math'), {singleDollarTextMath: false}], require('@docusaurus/remark-plugin-npm2yarn'),
      ],
      rehypePlugins: [require('rehype-katex')],
    }""")
    (blog,) = quiet(site, source).blogs
    assert (blog.tags_base_path, blog.authors_base_path, blog.archive_base_path) == ("t", "a", None)
    assert (blog.page_base_path, blog.include, blog.exclude) == ("p", ("*.md",), DEFAULT_EXCLUDE)
    assert blog.truncate_marker.search("x <!-- more --> y")
    assert (blog.authors_map_path, blog.tags, blog.title) == ("people.yml", "my.yml", "B")
    assert (blog.posts_per_page, blog.is_ascending, blog.shows_last_update) == (None, True, True)
    assert (blog.feeds.formats, blog.feeds.limit, blog.feeds.title) == (("atom",), None, "F")
    assert {"note", "quiz"} <= set(blog.admonitions)
    assert (blog.has_math, blog.has_single_dollar_math, blog.has_npm2yarn) == (True, False, True)


@pytest.mark.parametrize(
    ("options", "tags"),
    [("{}", None), ("{tags: null}", False), ("{tags: false}", False), ("{tags: 'x.yml'}", "x.yml")],
)
def test_the_tags_option_has_three_kinds(site: Path, options: str, tags: object) -> None:
    assert quiet(site, with_blog(options)).blogs[0].tags == tags


@pytest.mark.parametrize(
    ("options", "keywords"),
    [
        ("{admonitions: false}", set()),
        ("{admonitions: {keywords: ['a'], extendDefaults: false}}", {"a"}),
    ],
)
def test_admonitions_may_be_off_or_others(site: Path, options: str, keywords: set[str]) -> None:
    assert set(quiet(site, with_blog(options)).blogs[0].admonitions) == keywords


def test_code_that_may_change_posts_is_named(site: Path) -> None:
    source = with_blog(
        "{processBlogPosts: () => [], remarkPlugins: [require('remark-own'), function x() {}]}"
    )
    (diagnostic,) = read(site, source)[1]
    assert diagnostic.code == "code-unfollowed"
    for name in ("processBlogPosts()", "remark-own", "code in docusaurus.config.js"):
        assert name in diagnostic.message


@pytest.mark.parametrize(
    ("source", "text"),
    [(r"<!--\s*(?:more|cut)\s*-->", "<!-- cut -->"), (r"\{\/\* more \*\/\}", "{/* more */}")],
)
def test_a_marker_of_ones_own_is_followed(source: str, text: str) -> None:
    pattern = python_pattern(Pattern(source, "", Place("", 1)))
    assert pattern is not None
    assert pattern.search(text)


@pytest.mark.parametrize("source", ["(a+)+b", r"(?<!x)more", "(", r"\p{L}+", ".*more", r"(a|b)*"])
def test_a_marker_that_could_take_forever_or_mean_something_else_is_not(source: str) -> None:
    assert python_pattern(Pattern(source, "", Place("", 1))) is None


# -- the rest ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "version", "expected"),
    [
        ("", "3.10.2", (True, True, True)),
        ("future: {v4: true},", "3.10.2", (False, False, False)),
        ("future: {v4: true},", "3.9.2", (True, True, True)),
        ("future: {v4: {mdx1CompatDisabledByDefault: true}},", "3.10.2", (False, False, False)),
        ("future: {v4: {useCssCascadeLayers: true}},", "3.10.2", (True, True, True)),
        (
            "future: {v4: true}, markdown: {mdx1Compat: {comments: true}},",
            "3.10.2",
            (True, False, False),
        ),
        ("markdown: {mdx1Compat: {headingIds: false}},", "3.10.2", (True, True, False)),
    ],
)
def test_flags_turn_the_compatibility_off(
    site: Path, settings: str, version: str, expected: tuple[bool, bool, bool]
) -> None:
    (site / "package.json").write_text(f'{{"dependencies": {{"@docusaurus/core": "{version}"}}}}')
    markdown = quiet(site, f"export default {{{HEAD} {settings}}};").markdown
    assert (markdown.has_comments, markdown.has_titles, markdown.has_ids) == expected


def test_the_markdown_settings(site: Path) -> None:
    source = f"""export default {{{HEAD} themes: ['@docusaurus/theme-mermaid', ['live-codeblock', {{}}]], markdown: {{
      format: 'detect', mermaid: true, emoji: false, anchors: {{maintainCase: true}}}}}};"""
    config = quiet(site, source)
    assert (config.markdown.format, config.markdown.has_mermaid) == ("detect", True)
    assert (config.markdown.has_emoji, config.markdown.keeps_case) == (False, True)
    assert config.themes == ("@docusaurus/theme-mermaid", "live-codeblock")


def test_code_that_rewrites_every_file_is_named(site: Path) -> None:
    _, found = read(
        site,
        f"export default {{{HEAD} markdown: {{preprocessor: ({{fileContent}}) => fileContent}}}};",
    )
    assert [diagnostic.code for diagnostic in found] == ["code-unfollowed"]


def test_redirects_are_read_and_code_that_makes_them_is_kept(site: Path) -> None:
    source = f"""export default {{{HEAD} plugins: [['@docusaurus/plugin-client-redirects', {{
      fromExtensions: ['html', 'htm'], toExtensions: ['exe'],
      redirects: [{{from: '/a', to: '/b'}}, {{from: ['/c', '/d'], to: 'https://e.example'}}],
      createRedirects: (path) => path + '/old',
    }}]]}};"""
    config, found = read(site, source)
    assert config.redirects.pairs == (
        ("/a", "/b"),
        ("/c", "https://e.example"),
        ("/d", "https://e.example"),
    )
    assert config.redirects.from_extensions == ("html", "htm")
    assert config.redirects.to_extensions == ("exe",)
    assert len(config.redirects.functions) == 1
    assert found == []  # the addresses that there are decide


def test_magic_comments_replace_the_engine_own(site: Path) -> None:
    source = f"""export default {{{HEAD} themeConfig: {{prism: {{magicComments: [
      {{className: 'error', line: 'error-next', block: {{start: 'error-start', end: 'error-end'}}}}]}}}}}};"""
    (comment,) = quiet(site, source).magic_comments
    assert (comment.is_highlight, comment.line) == (False, "error-next")
    assert (comment.start, comment.end) == ("error-start", "error-end")
    assert (
        quiet(site, f"export default {{{HEAD}}};").magic_comments[0].line == "highlight-next-line"
    )


def test_comment_systems_are_found(site: Path) -> None:
    (site / "package.json").write_text(
        '{"dependencies": {"@docusaurus/core": "3.10.2", "@giscus/react": "3", "disqus-react": "1"}}'
    )
    config = quiet(
        site, f"export default {{{HEAD} themeConfig: {{giscus: {{mapping: 'pathname'}}}}}};"
    )
    assert config.comments == (
        CommentSystem(name="giscus", mapping="pathname", source="docusaurus.config.js", line=1),
        CommentSystem(name="disqus", source="package.json"),
    )


@pytest.mark.parametrize(
    ("code", "name", "mapping", "line"),
    [
        ("import Giscus from '@giscus/react';\n<Giscus\n  mapping=\"title\" />", "giscus", "title", 3),
        ("const giscus = {\n  mapping: 'og:title',\n};", "giscus", "og:title", 2),
        ("s.src = 'https://utteranc.es/client.js';\ns.setAttribute('issue-term', 'url');",
         "utterances", "url", 2),
        ("<DiscussionEmbed shortname='x' /> // disqus-react", "disqus", "", 1),
    ],
)  # fmt: skip
def test_components_tell_what_comments_hang_on(
    site: Path, code: str, name: str, mapping: str, line: int
) -> None:
    (site / "src/components").mkdir(parents=True)
    (site / "src/components/Comments.tsx").write_text(code)
    (found,) = quiet(site, f"export default {{{HEAD}}};").comments
    place = "src/components/Comments.tsx"
    assert found == CommentSystem(name=name, mapping=mapping, source=place, line=line)


def test_static_folders_are_relative_to_the_site(site: Path) -> None:
    source = f"""const path = require('path');
      export default {{{HEAD} staticDirectories: ['public/', path.resolve(__dirname, 'static'), './x/../y']}};"""
    assert quiet(site, source).static_directories == ("public", "static", "y")
