"""What an adapter is, and finding those that are installed.

An adapter is one constant, registered under the entry point group `syndicate.adapters`; the fields it fills are
what it can do.
"""

from __future__ import annotations

import copyreg
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Destination, Role
from syndicate.body.render import Relink
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Diagnostic, Report, SyndicateError, UsageError
from syndicate.model import Post, Site
from syndicate.publisher import Service
from syndicate.source.text import SourceText
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink
from syndicate.web.urls import join_url, quote_path

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from syndicate.rules import RulesFile

GROUP = "syndicate.adapters"
EVIDENCE = "syndicate.evidence"
"""Entry points of functions like `Adapter.detect`: an adapter that has one there is not loaded to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read a site: all engines understand these.

    url: the origin, where the config has none. overrides: the engine's own dotted config keys, values as YAML.
    config_file: instead of the one the engine would find. run_config: the site's own code may run.
    has_pages: plain Markdown pages beside the posts are read too (`Post.is_page`). expands_templates: calls of the
    site's own shortcodes become what their templates print, where these are simple enough to be read.
    """

    url: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    config_file: Path | None = None
    run_config: bool = False
    has_pages: bool = False
    expands_templates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOptions:
    """An adapter that has nothing to choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Write a post to `path`, which is relative to the output folder."""

    path: str
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteText:
    """Write a file of our own making. An `is_scaffold` file belongs to the user from then on."""

    path: str
    text: str
    is_scaffold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteParts:
    """Write files whose text is made while it is written, so that no more than a part of it is held in memory.

    parts: gives each time the path of one of the files and what comes next in it.
    """

    paths: tuple[str, ...]
    parts: Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Copy the file `source` to `path`."""

    path: str
    source: Path


Action = Write | WriteText | Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A rendered post: its whole text, body bytes in all and carried over as they stood, and the files it shows.

    url: absolute, where the target will serve it; None if it is not published.
    inputs: other files whose text went into it (partials); where one changes, it is written again.
    data: what is written, where `text` cannot say it to the byte (a byte order mark, bytes that are no UTF-8).
    """

    text: str
    body_bytes: int
    kept_bytes: int
    copies: tuple[Copy, ...] = ()
    url: str | None = None
    inputs: tuple[Path, ...] = ()
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a site adapter answers to a site: what to do, in order, and how to render one post.

    render: pure and picklable, so that it can run anywhere.
    advice: sentences for the user, on what the target's own config must contain.
    static: the folder whose files are served as they are, "" for the output folder itself.
    key: what rendering depends on beside post, site and options (settings of the target site).
    is_verbatim: texts are written as they stand, so that no rule of the site is followed in them.
    brings_all: the whole site comes along, and of what its reader found beside the posts nothing stays behind.
    """

    actions: tuple[Action, ...]
    render: Callable[[Write, Report], Written]
    advice: tuple[str, ...] = ()
    key: str = ""
    static: str = ""
    is_verbatim: bool = False
    brings_all: bool = False


Resolve = Callable[[Site, Post, Destination], LinkTarget]
AssetUrl = Callable[[Site, Post, AssetLink], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteContext:
    """What a writer may know: the site, how its links are resolved, and what already lies in the output folder.

    is_new: the folder is empty, absent, or holds only what we wrote; else the target is an existing site.
    asset_url: the absolute address at which the live site serves a file; None where the engine tells none.
    redirects: the form in which old addresses are kept; a writer keeps them itself only for "engine".
    """

    site: Site
    resolve: Resolve
    source: Dialect
    out: Path
    is_new: bool = True
    asset_url: AssetUrl | None = None
    redirects: str = "engine"

    @property
    def keeps_redirects(self) -> bool:
        """Whether the writer is to keep old addresses of posts and of the site alive."""
        return self.redirects == "engine"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What a service adapter may know: the site, and how its addresses are resolved.

    asset_url: the absolute address at which the live site serves a file; None where it has none of its own.
    """

    site: Site
    source: Dialect
    resolve: Resolve
    asset_url: AssetUrl
    _urls: Mapping[tuple[str, str], str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once for all posts: each of them may link to any other.
        urls: dict[tuple[str, str], str | None] = {}
        for post in self.site.posts:
            urls[post.lang, post.source] = post.url
            urls.setdefault(("", post.source), post.url)
        object.__setattr__(self, "_urls", urls)

    def _url_of(self, source: str, lang: str) -> str | None:
        """Where the post with that file is served, in the language of the one that links to it if there is a choice."""
        return self._urls.get((lang, source)) or self._urls.get(("", source))

    def relink(self, post: Post, report: Report) -> Relink:
        """Makes every address in `post` absolute, as a reader elsewhere needs it; what leads nowhere is reported."""

        def absolute(source: SourceText, node: Destination) -> str | None:
            target = self.resolve(self.site, post, node)
            match target:
                case PostLink() if url := self._url_of(target.source, post.lang):
                    return f"{url}{target.suffix}"
                case AssetLink():
                    url = self.asset_url(self.site, post, target)
                    if url is not None:
                        return f"{url}{target.suffix}"
                    message = f"the live site serves {target.path} at no address of its own; left as it is"
                    report(source.diagnostic(node.span.start, CODES["asset-without-url"], message))
                case PageLink():
                    path = quote_path(target.path)
                    return join_url(self.site.url or post.url or "", f"{path}{target.suffix}")
                case Dead():
                    code = "source-asset-missing" if node.role is Role.IMAGE else "source-link-dead"
                    report(source.diagnostic(node.span.start, CODES[code], target.reason))
                case Elsewhere() if node.url.startswith("#"):
                    return f"{post.url or ''}{node.url}"
            return None

        return absolute


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Adapter:
    """A platform that we can read, write, or both.

    detect: evidence that a folder is a site of this engine ("docusaurus.config.js"), None without any.
    options: a frozen dataclass; the command line fills it from `-O key=value`.
    read: raises SyndicateError where the folder cannot be read at all; everything else is reported.
    resolve: what an address in a post points at, by the rules of the engine.
    export: the files that a service takes for one post. collect: those for many (a feed).
    service: how it takes copies through its API.
    """

    name: str
    dialect: Dialect
    detect: Callable[[Path], str | None] = lambda path: None
    options: type[Any] = NoOptions
    read: Callable[[Path, ReadOptions, Report], Site] | None = None
    resolve: Resolve | None = None
    asset_url: AssetUrl | None = None
    write: Callable[[WriteContext, Any, Report], Conversion] | None = None
    export: Callable[[ExportContext, Post, Any, Report], tuple[WriteText, ...]] | None = None
    collect: (
        Callable[[ExportContext, Sequence[Post], Any, Report], tuple[WriteText | WriteParts, ...]]
        | None
    ) = None
    service: Service | None = None
    codes: tuple[Code, ...] = ()


def _dialect_of(name: str) -> Dialect:
    return adapter_named(name).dialect


def _by_name(dialect: Dialect) -> tuple[Callable[[str], Dialect], tuple[str]]:
    return _dialect_of, (dialect.name,)


# A dialect is full of functions: posts travel to other processes with its name only.
copyreg.pickle(Dialect, _by_name)


@cache
def installed_adapters() -> Mapping[str, Adapter]:
    """The adapters found under the entry point group, by name, in alphabetical order.

    Raises SyndicateError where one of them cannot be loaded.
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: _loaded(point) for point in points}


def adapter_named(name: str) -> Adapter:
    """The installed adapter of that name. Raises UsageError, which lists those there are."""
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        return _loaded(point)
    known = ", ".join(sorted(entry_points(group=GROUP).names)) or "none is installed"
    raise UsageError(f"no adapter is called {name!r}; there are: {known}")


def _loaded(point: EntryPoint) -> Adapter:
    adapter: Adapter = _object_at(point)
    return adapter


def _object_at(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise SyndicateError(
            f"the adapter {point.name!r} ({point.value}) cannot be loaded: {error}; "
            "install its distribution again, or remove it"
        ) from error


def _detector(point: EntryPoint) -> Callable[[Path], str | None]:
    detect: Callable[[Path], str | None] = _object_at(point)
    return detect


def _detector_in(adapter: Adapter) -> Callable[[Path], str | None]:
    return adapter.detect if adapter.read is not None else lambda site: None


def detect_adapter(site: Path) -> Adapter:
    """The adapter whose engine the folder belongs to.

    Raises UsageError where none has evidence, or several have; the message names the evidence.
    """
    from importlib.metadata import entry_points

    askable = {point.name: point for point in entry_points(group=EVIDENCE)}
    evidence: dict[str, str] = {}
    for name in sorted(entry_points(group=GROUP).names):
        detect = _detector(askable[name]) if name in askable else _detector_in(adapter_named(name))
        if (found := detect(site)) is not None:
            evidence[name] = found
    if len(evidence) == 1:
        return adapter_named(next(iter(evidence)))
    if not evidence:
        names = ", ".join(a.name for a in installed_adapters().values() if a.read is not None)
        raise UsageError(f"{site} looks like no site that we know; say --from with one of: {names}")
    seen = "; ".join(f"{name} ({found})" for name, found in evidence.items())
    raise UsageError(f"{site} could be several things: {seen}; say which one with --from")


def read(
    path: Path | str,
    *,
    from_: str | None = None,
    url: str = "",
    overrides: Mapping[str, str] | None = None,
    config_file: Path | None = None,
    run_config: bool = False,
    pages: bool = False,
    expand: bool = False,
    rules_file: Path | None = None,
) -> Site:
    """The site at `path` (a site, a folder of posts, one post), what was reported in it included.

    from_: its engine, where that is not evident. pages: its plain pages too. expand: its own templates
    in texts are read. rules_file: instead of the `syndicate.toml` of the site, whose table `read` says what
    nobody says here. The rest: see ReadOptions.
    Raises UsageError where nothing is there, where the engine is not evident and `from_` names
    none, or where `syndicate.toml` is wrong; SyndicateError where the site cannot be read at all.
    """
    path = Path(path)
    if not path.exists():
        raise UsageError(f"there is no {path}; give the folder of a site, or a post")
    from syndicate.rules import read_rules_file, read_wishes, with_rules

    # Of one post the site is known only when it was read.
    rules = read_rules_file(path, rules_file) if path.is_dir() or rules_file else None
    wishes = read_wishes(rules) if rules is not None else {}
    from_ = from_ or str(wishes.get("from", ""))
    adapter = adapter_named(from_) if from_ else detect_adapter(path)
    if adapter.read is None:
        raise UsageError(f"syndicate writes {adapter.name}, and does not read it yet")
    options = ReadOptions(
        url=url or str(wishes.get("url", "")),
        overrides={**wishes.get("set", {}), **(overrides or {})},
        config_file=config_file or _config_named(path, rules),
        run_config=run_config,
        has_pages=pages or bool(wishes.get("pages", False)),
        expands_templates=expand,
    )
    found: list[Diagnostic] = []
    site = adapter.read(path, options, found.append)
    rules = rules if rules is not None else read_rules_file(site.root)
    site = dataclasses.replace(with_rules(site, rules, found.append), options=_site_options(rules))
    if not site.url and site.posts:
        message = "nothing says where the site is served, so its posts have no URL; give --url"
        found.append(SourceText(".", "").diagnostic(0, CODES["origin-unknown"], message))
    diagnostics = tuple(dict.fromkeys((*site.diagnostics, *found)))
    return dataclasses.replace(site, diagnostics=diagnostics, is_one_post=path.is_file())


def _config_named(root: Path, rules: RulesFile | None) -> Path | None:
    """The engine's config that the site's own rules name. Raises UsageError where it lies outside."""
    if rules is None or "config" not in rules.table("read"):
        return None
    file = root / rules.text("read", "config")
    if not file.resolve().is_relative_to(root.resolve()):
        raise rules.error(("read", "config"), "this file lies outside of the site")
    return file


def _site_options(rules: RulesFile) -> Mapping[str, Mapping[str, str]]:
    """The options that the site sets itself, by adapter. Raises UsageError, which names line and key."""
    found: dict[str, dict[str, str]] = {}
    for name, given in rules.table("to").items():
        path = ("to", name)
        if name not in installed_adapters():
            raise rules.wrong(path, name, installed_adapters())
        kind = adapter_named(name).options
        known = [f.name.replace("_", "-") for f in dataclasses.fields(kind)]
        found[name] = {}
        for key in rules.table(*path):
            if key.replace("_", "-") not in known:
                raise rules.unknown((*path, key), known)
            value = given.get(key) if isinstance(given, dict) else None
            is_list = isinstance(value, list)
            text = ",".join(rules.texts(*path, key)) if is_list else rules.text(*path, key)
            found[name][key.replace("_", "-")] = text
            try:
                filled_options(kind, {key: text})
            except UsageError as error:
                raise rules.error((*path, key), str(error)) from error
    return found


def chosen_options(adapter: Adapter, site: Site, given: Mapping[str, str] | None) -> Any:
    """The options of `adapter`, filled from those given and, where they are silent, from the site's own.

    Raises UsageError naming the key.
    """
    wanted = {key.replace("_", "-"): text for key, text in (given or {}).items()}
    return filled_options(adapter.options, {**site.options.get(adapter.name, {}), **wanted})


def filled_options(kind: type[Any], given: Mapping[str, str]) -> Any:
    """`kind` filled from texts, each converted to the type of its default. Raises UsageError naming the key."""
    fields = {f.name.replace("_", "-"): f for f in dataclasses.fields(kind)}
    values: dict[str, Any] = {}
    for key, text in given.items():
        option = fields.get(key.replace("_", "-"))
        if option is None:
            known = ", ".join(fields) or "this adapter has none"
            raise UsageError(f"unknown option {key!r}; there are: {known}")
        values[option.name] = _converted(key, text, option.default)
    return kind(**values)


def _converted(key: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.lower() not in words:
            raise UsageError(f"option {key}={text!r} must be true or false")
        return words[text.lower()]
    if isinstance(default, int):
        if not text.lstrip("-").isdigit():
            raise UsageError(f"option {key}={text!r} must be a whole number")
        return int(text)
    return text


def described_options(kind: type[Any]) -> Iterable[tuple[str, str, str]]:
    """Name, default and meaning of each option of `kind`; the meaning is the field's `doc` metadata."""
    for option in dataclasses.fields(kind):
        default = option.default
        shown = str(default).lower() if isinstance(default, bool) else str(default)
        yield option.name.replace("_", "-"), shown, option.metadata.get("doc", "")
