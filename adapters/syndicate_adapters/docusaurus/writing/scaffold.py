"""The files of a new site: its config, its package file, and the parts of the theme that it extends.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py has the engine build them.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import PostList, Site, SiteFeed
from syndicate.writing.new_site import favicon_of, files_of
from syndicate_adapters.docusaurus.read import DocusaurusSite
from syndicate_adapters.docusaurus.writing.routes import Routes

VERSION: Final = "3.10.2"
_PACKAGES: Final = {
    "@docusaurus/core": VERSION,
    "@docusaurus/preset-classic": VERSION,
    "react": "19.2.0",
    "react-dom": "19.2.0",
}
_MATH: Final = {"rehype-katex": "7.0.1", "remark-math": "6.0.0"}
_FEEDS: Final = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
_CALL: Final = re.compile(r'"<<(.*?)>>"')
_KEY: Final = re.compile(r'^(\s*)"([A-Za-z_]\w*)":', re.MULTILINE)

_FEED_ITEMS: Final = """\
// Entries of feeds keep the ids that readers' programs know them by.
async function createFeedItems({blogPosts, defaultCreateFeedItems, ...rest}) {
  const items = await defaultCreateFeedItems({blogPosts, ...rest});
  return items.map((item, index) => {
    const {feed_id: id, canonical_url: url} = blogPosts[index].metadata.frontMatter;
    return {...item, id: id ?? url ?? item.id, guid: id ?? url ?? item.guid, link: url ?? item.link};
  });
}
"""
_OLD_FEEDS: Final = """\
// Feeds are at their old addresses too. The blog writes its own at the same time as this runs: they are
// complete only at the end.
function oldFeeds() {
  return {
    name: 'old-feeds',
    async postBuild({outDir}) {
      process.once('exit', () => {
        for (const [from, to] of FEEDS) {
          const target = path.join(outDir, to);
          if (fs.existsSync(path.join(outDir, from)) && !fs.existsSync(target)) {
            fs.mkdirSync(path.dirname(target), {recursive: true});
            fs.copyFileSync(path.join(outDir, from), target);
          }
        }
      });
    },
  };
}
"""
_OLD_PAGES: Final = """\
// Old addresses in languages whose pages lie in a folder of their own: what is in `static` is in all of them.
function oldPages({siteDir, i18n}) {
  return {
    name: 'old-pages',
    async postBuild({outDir}) {
      const pages = path.join(siteDir, 'redirects', i18n.currentLocale);
      if (fs.existsSync(pages)) {
        fs.cpSync(pages, outDir, {recursive: true, force: false});
      }
    },
  };
}
"""


def scaffold(site: Site, routes: Routes) -> Iterator[WriteText]:
    """The files that a new site gets once and that are the user's from then on."""
    package = {
        "name": "blog",
        "private": True,
        "scripts": {"start": "docusaurus start", "build": "docusaurus build"},
        "dependencies": {**_PACKAGES, **(_MATH if site.has_math else {})},
        "engines": {"node": ">=20.0"},
    }
    yield WriteText(path="package.json", text=_json(package) + "\n", is_scaffold=True)
    yield WriteText(path="docusaurus.config.js", text=config(site, routes), is_scaffold=True)
    ignored = "/node_modules\n/build\n/.docusaurus\n"
    yield WriteText(path=".gitignore", text=ignored, is_scaffold=True)
    for path, text in files_of("syndicate_adapters.docusaurus.writing", "site"):
        yield WriteText(path=path, text=text, is_scaffold=True)
    if routes.folder:
        yield WriteText(path="src/pages/index.md", text=_home(site, routes), is_scaffold=True)


def _home(site: Site, routes: Routes) -> str:
    title = site.title or "Home"
    return f"---\ntitle: {_json(title)}\n---\n\n[{title}]({routes.base}/{routes.folder})\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _script(value: object) -> str:
    """A value as JavaScript; texts in `<<…>>` are code."""
    text = _CALL.sub(lambda m: json.loads(f'"{m[1]}"'), _KEY.sub(r"\1\2:", _json(value)))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def config(site: Site, routes: Routes) -> str:
    """The text of `docusaurus.config.js`."""
    feeds = dict(_moved_feeds(site, routes))
    lines = ["// The config of a blog that was moved here; it is yours now."]
    has_others = bool(routes.languages.others)
    if feeds or has_others:
        lines += ["import fs from 'node:fs';", "import path from 'node:path';"]
    if site.has_math:
        lines += [
            "import rehypeKatex from 'rehype-katex';",
            "import remarkMath from 'remark-math';",
        ]
    parts = ["\n".join(lines)]
    if feeds:
        parts += [
            f"const FEEDS = {_script([list(pair) for pair in feeds.items()])};",
            _OLD_FEEDS.rstrip(),
        ]
    if has_others:
        parts.append(_OLD_PAGES.rstrip())
    parts.append(_FEED_ITEMS.rstrip())
    plugins = ["<<oldFeeds>>"] * bool(feeds) + ["<<oldPages>>"] * has_others
    values = _values(site, routes, plugins)
    parts.append("/** @type {import('@docusaurus/types').Config} */")
    return "\n\n".join(parts) + f"\nexport default {_script(values)};\n"


def _values(site: Site, routes: Routes, plugins: list[str]) -> Mapping[str, object]:
    languages = routes.languages
    values: dict[str, object] = {
        "title": site.title or "Blog",
        "tagline": site.description,
        "url": _origin(site, routes) or "https://example.org",
        "baseUrl": f"{routes.base}/",
    }
    if routes.trailing_slash is not None:
        values["trailingSlash"] = routes.trailing_slash
    if favicon := favicon_of(site):
        values["favicon"] = favicon.lstrip("/")
    values |= {
        "onBrokenLinks": "warn",
        "onBrokenAnchors": "warn",
        "i18n": {"defaultLocale": languages.first, "locales": list(languages.all)},
        "markdown": _markdown(site),
        "presets": [["classic", _preset(site, routes)]],
    }
    if plugins:
        values["plugins"] = plugins
    if site.has_math:
        values["stylesheets"] = ["https://cdn.jsdelivr.net/npm/katex@0.16.22/dist/katex.min.css"]
    values["themeConfig"] = _theme(site, routes)
    return values


def _origin(site: Site, routes: Routes) -> str:
    return site.url.removesuffix(routes.base) if routes.base else site.url


def _markdown(site: Site) -> Mapping[str, object]:
    hooks = {"onBrokenMarkdownLinks": "warn", "onBrokenMarkdownImages": "warn"}
    if isinstance(site.config, DocusaurusSite):
        own = site.config.config.markdown
        compat = {
            "comments": own.has_comments,
            "admonitions": own.has_titles,
            "headingIds": own.has_ids,
        }
        return {
            "format": own.format,
            "emoji": own.has_emoji,
            "mdx1Compat": compat,
            "hooks": hooks,
        }
    compat = {"comments": False, "admonitions": False, "headingIds": False}
    return {"format": "detect", "emoji": False, "mdx1Compat": compat, "hooks": hooks}


def _preset(site: Site, routes: Routes) -> Mapping[str, object]:
    main = _main_list(site)
    blog: dict[str, object] = {
        "routeBasePath": f"/{routes.folder}",
        "blogTitle": main.title if main and main.title else site.title or "Blog",
        "blogDescription": (main.description if main else "") or site.description or "Blog",
        "postsPerPage": "ALL" if main and main.size is None else main.size if main else 10,
        "blogSidebarCount": 5,
        "onInlineTags": "ignore",
        "onInlineAuthors": "ignore",
        "onUntruncatedBlogPosts": "ignore",
        "feedOptions": _feed_options(site),
    }
    if main and main.is_oldest_first:
        blog["sortPosts"] = "ascending"
    for kind, name in (("tags", "tagsBasePath"), ("authors", "authorsBasePath")):
        blog |= _base_path(site, routes, kind, name)
    if isinstance(site.config, DocusaurusSite) and site.config.config.blogs:
        blog["path"] = site.config.config.blogs[0].path
    if site.has_math:
        blog |= {"remarkPlugins": ["<<remarkMath>>"], "rehypePlugins": ["<<rehypeKatex>>"]}
    return {"docs": False, "blog": blog}


def _base_path(site: Site, routes: Routes, kind: str, name: str) -> dict[str, str]:
    """Where the terms of a kind are served, if not where the engine puts them by itself."""
    found = next((page for page in site.lists if page.kind == kind), None)
    if found is None:
        return {}
    below = routes.below(found.path, found.lang).strip("/")
    folder = f"{routes.folder}/" if routes.folder else ""
    own = below.removeprefix(folder)
    return {name: own} if own and below.startswith(folder) and own != kind else {}


def _main_list(site: Site) -> PostList | None:
    return next((page for page in site.lists if page.kind == "posts"), None)


def _feed_options(site: Site) -> Mapping[str, object]:
    formats = list(dict.fromkeys(feed.format for feed in site.feeds)) or ["rss", "atom"]
    options: dict[str, object] = {"type": formats, "createFeedItems": "<<createFeedItems>>"}
    first = next(iter(site.feeds), None)
    options["limit"] = first.limit if first is not None else 20
    if first is not None and first.title:
        options["title"] = first.title
    if first is not None and first.description:
        options["description"] = first.description
    return options


def _moved_feeds(site: Site, routes: Routes) -> Iterator[tuple[str, str]]:
    """Feeds of the first engine that lie elsewhere: the new file and the old one, below the built site."""
    seen: set[str] = set()
    for feed in site.feeds:
        if feed.format in seen or not _is_main(feed):
            continue
        seen.add(feed.format)
        new = posixpath.join(routes.folder, _FEEDS[feed.format])
        old = routes.below(feed.path).strip("/")
        if old and new != old and not old.endswith("/"):
            yield new, old


def _is_main(feed: SiteFeed) -> bool:
    return feed.format in _FEEDS


def _theme(site: Site, routes: Routes) -> Mapping[str, object]:
    blog = f"/{routes.folder}"
    items = [{"to": blog, "label": "Blog", "position": "left"}]
    theme: dict[str, object] = {"navbar": {"title": site.title or "Blog", "items": items}}
    if site.image:
        theme["image"] = site.image.lstrip("/")
    if not isinstance(site.config, DocusaurusSite):
        # Without an entry the engine refuses `{1,3}` behind a fence; its own would eat lines of code.
        marked = {
            "className": "theme-code-block-highlighted-line",
            "line": "docusaurus-highlight-next-line",
        }
        theme["prism"] = {"magicComments": [marked]}
    return theme
