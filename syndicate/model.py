"""The canonical model: a site, its posts, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from syndicate.body.dialect import Dialect
from syndicate.body.markdown import NestedTooDeeply
from syndicate.body.nodes import Body
from syndicate.body.rules import Rules, ruled
from syndicate.diagnostics import Diagnostic, Report
from syndicate.review import BookReview, find_facts, find_review
from syndicate.review.labels import Words, labels_with
from syndicate.source.frontmatter import FrontMatter
from syndicate.source.text import SourceText, Span, read_source

if TYPE_CHECKING:
    import frontmatter


FOREVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A tag or category: `name` as readers see it, `slug` as in its URL, `path` of its page ("" if none)."""

    name: str
    slug: str = ""
    path: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a post. `key` is the short name that posts use; `image` an address as the site spells it."""

    name: str
    key: str = ""
    title: str = ""
    url: str = ""
    email: str = ""
    image: str = ""
    description: str = ""
    socials: tuple[tuple[str, str], ...] = ()
    path: str = ""  # of the author's page; "" if there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old path that must keep working, and where it leads (a path or a URL)."""

    path: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFeed:
    """A feed that the engine itself writes: its path with the base path, and what it says of itself.

    limit: posts in it at most, the first of its list; None for all of them.
    """

    path: str
    format: str  # "rss", "atom" or "json"
    title: str = ""
    description: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSystem:
    """Where readers comment. mapping: what it finds the comments of a page by, "" if nobody says it.

    source, line: where the site sets it up.
    """

    name: str  # "giscus", "disqus"
    mapping: str = ""  # "pathname", "url", "title", "og:title", "specific" (what the page says)
    source: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PostList:
    """A page that lists posts: those of a blog, all by year, the tags, or the authors.

    path: with the base path. folder: of the blog, as in `blog_dirs`. size: posts on a page, None for all.
    is_oldest_first: of its posts, those of its feeds too.
    """

    kind: Literal["posts", "archive", "tags", "authors"]
    path: str
    folder: str = ""
    lang: str = ""
    title: str = ""
    description: str = ""
    size: int | None = None
    is_oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as its engine sees it: the header in memory, the body read on demand.

    source: path in the site, posix. file: where it lies. url: absolute and percent-encoded, None if unpublished.
    canonical_url: what the post itself calls its original, as it spells it (rel=canonical); it identifies the post.
    path: as the engine spells it, with the base path. output: the file the engine writes.
    meta_title: what the tab of a browser shows, where that is another title. is_page: it stands beside the posts, in
    none of their lists and feeds. shows_title: above the text.
    front: the header; its offsets are those of the file. title_from: the key the title came from, "" for the text.
    """

    source: str
    file: Path
    url: str | None
    path: str
    canonical_url: str = ""
    output: str = ""
    title: str = ""
    meta_title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    description: str = ""
    tags: tuple[Term, ...] = ()
    categories: tuple[Term, ...] = ()
    authors: tuple[Author, ...] = ()
    keywords: tuple[str, ...] = ()
    image: str = ""
    is_page: bool = False
    shows_title: bool = True
    is_draft: bool = False
    is_unlisted: bool = False
    lang: str = ""
    aliases: tuple[str, ...] = ()
    translation_of: str = ""  # the source of the post in the site's first language
    is_fallback: bool = False  # for want of a translation the first language's text is served here
    is_refused: bool = False  # the engine refuses its header: it is listed, and not written
    feed_id: str = (
        ""  # what the engine's own feed calls the post; readers' programs know it by that
    )
    review_words: tuple[Words, ...] = ()  # by which the site knows reviews, beside those we know
    rules: Rules = field(default_factory=dict)  # of the site, for what it defines itself
    front: FrontMatter
    dialect: Dialect
    settings: Any = None

    def read(self) -> SourceText:
        """The file as it is now. Raises UnreadableSource."""
        return read_source(self.file, self.source)

    def body(self, report: Report = lambda diagnostic: None) -> Body:
        """The text below the header, read by the dialect. Raises UnreadableSource, ParserFailure, NestedTooDeeply."""
        return self.body_in(self.read(), report)

    def body_in(self, source: SourceText, report: Report = lambda diagnostic: None) -> Body:
        """The body in `source`, which is the text of this post, as the rules of the site have it."""
        span = Span(self.front.body_start, len(source.text))
        try:
            return ruled(
                self.dialect.parse(source, span, self.settings, report), self.rules, report
            )
        except RecursionError:
            raise NestedTooDeeply from None

    def to_frontmatter(self) -> frontmatter.Post:
        """The post for who lives in python-frontmatter: values of the header, and the text without blanks around it.

        A copy, which may be changed. Raises UnreadableSource.
        """
        from syndicate.source.handlers import library_post

        return library_post(self.front, self.read())

    @staticmethod
    def from_frontmatter(post: frontmatter.Post) -> str:
        """The text of a post of python-frontmatter, for `convert_text` or a new file.

        It loses bytes (comments, quotes, blank lines), so nothing here ever does this to a file of yours.
        """
        from syndicate.source.handlers import text_of

        return text_of(post)

    def to_payload(self, to: str, site: Site | None = None, **options: str) -> dict[str, object]:
        """What the service `to` is sent for this post, as JSON has it.

        site: the one that the post was read from; without it that site is read anew. options: the adapter's own.
        Raises UsageError where the service takes no payload, UnreadableSource and ParserFailure.
        """
        public = import_module(
            "syndicate"
        )  # the use cases stand above the model: found when asked for
        if site is None:
            root = self.file.parents[self.source.count("/")]
            site = cast("Site", public.read(root, from_=self.dialect.name))
        exported = public.export_post(site, self, to=to, options=options)
        return cast("dict[str, object]", exported.payload)

    @property
    def review(self) -> BookReview | None:
        """The review that this post is, if it is one; read from the header and the file each time."""
        return self.review_in(self.read())

    def review_in(self, source: SourceText) -> BookReview | None:
        """The review in `source`, which is the text of this post."""
        labels = labels_with(self.review_words)
        return find_review(
            self.front, source, tags=self.topic_names, title=self.title, labels=labels
        )

    def facts_in(self, source: SourceText) -> BookReview | None:
        """The review in `source` as far as headers say it: the reviewed thing and its rating."""
        labels = labels_with(self.review_words)
        return find_facts(
            self.front, source, tags=self.topic_names, title=self.title, labels=labels
        )

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags as readers see them."""
        return tuple(tag.name for tag in self.tags)

    @property
    def topic_names(self) -> tuple[str, ...]:
        """The tags and categories as readers see them."""
        return tuple(term.name for term in (*self.tags, *self.categories))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A blog as its engine sees it.

    engine: name of the adapter that read it. url: origin and base path without a final slash, "" if unknown.
    config: the adapter's own settings. posts: newest first, those of one moment as the engine lists them
    there; unpublished ones included.
    authors: by key, as the first language describes them; translated_authors: those of each other one.
    blog_dirs, static_dirs: folders in the site, posix: those of posts, and those whose files are
    served as they are below the base path.
    loose_files: paths of other files that are served as they are; those that no post shows are told of.
    image: of pages without one, for social media: a URL, or a path below the base path.
    has_math: formulas between dollar signs are shown as such. has_typographer: straight quotes and hyphens are
    shown as curly ones and dashes. has_autolinks: bare addresses are shown as links.
    has_definition_lists: a line that begins with a colon describes the one above.
    is_one_post: a single post was asked for; what else lies in `root` is not of interest.
    valid_until: when the same files may make another site (a post is due, or runs out), `FOREVER` where no clock is
    asked; None where nobody says that reading depends on nothing but files in `root` and git's history.
    rules: for what the site defines itself. options: of adapters, by their names, where nobody gives others.
    rule_checks: what is told where a rule is followed, and what is to be told where none of that is heard.
    """

    root: Path
    engine: str
    title: str = ""
    description: str = ""
    image: str = ""
    url: str = ""
    lang: str = ""
    posts: tuple[Post, ...] = ()
    authors: Mapping[str, Author] = field(default_factory=dict)
    translated_authors: Mapping[str, Mapping[str, Author]] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    feeds: tuple[SiteFeed, ...] = ()
    lists: tuple[PostList, ...] = ()
    comments: tuple[CommentSystem, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    blog_dirs: tuple[str, ...] = ()
    static_dirs: tuple[str, ...] = ()
    loose_files: tuple[str, ...] = ()
    has_math: bool = False
    has_typographer: bool = False
    has_autolinks: bool = True
    has_definition_lists: bool = False
    config: Any = None
    is_one_post: bool = False
    valid_until: datetime | None = None
    rules: Rules = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rule_checks: tuple[tuple[str, Diagnostic], ...] = ()
