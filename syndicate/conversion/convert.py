"""From a site to a plan, and from the text of one post to text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from syndicate.adapter import (
    Adapter,
    Conversion,
    Write,
    WriteContext,
    adapter_named,
    chosen_options,
    read,
)
from syndicate.conversion.chunk import finding
from syndicate.conversion.manifest import FOLDER, Manifest, read_manifest
from syndicate.conversion.plan import Plan
from syndicate.conversion.results import TextResult, post_result
from syndicate.conversion.run import site_from
from syndicate.diagnostics import Diagnostic, Severity, SyndicateError, UsageError
from syndicate.model import Post, Site
from syndicate.web.links import Dead, LinkTarget
from syndicate.web.redirects import FORMS

_TEXTS = (".md", ".mdx", ".markdown", ".html")
_NOT_CONTENT = frozenset({FOLDER, ".git", ".DS_Store"})


def convert(
    site: Site,
    *,
    to: str,
    out: Path | str,
    options: Mapping[str, str] | object = None,
    posts: Iterable[Post] | None = None,
    redirects: str = "engine",
) -> Plan:
    """The plan that makes `out` the conversion of `site` for the platform `to`.

    options: of that platform, as texts by name, or filled already. posts: write only these; links
    between them and all others are resolved all the same. redirects: who keeps old addresses: the
    engine, or a host, in whose form they are written (netlify, cloudflare, vercel, nginx, apache).
    Raises UsageError where the request makes no sense, SyndicateError where `out` cannot be used.
    """
    target = _writing_adapter(to)
    if redirects not in ("engine", *FORMS):
        raise UsageError(
            f"redirects are written for: engine, {', '.join(FORMS)}; not {redirects!r}"
        )
    out = Path(out)
    _check_folders(site, out)
    manifest = read_manifest(out)
    if manifest is not None:
        _check_same_conversion(manifest, site, to, out)
    is_new = manifest.is_new if manifest is not None else is_empty(out)
    filled = _filled(target, site, options)
    return _planned(site, target, out, filled, posts, is_new=is_new, redirects=redirects)


def convert_text(
    text: str,
    *,
    from_: str,
    to: str,
    options: Mapping[str, str] | object = None,
    path: str = "post.md",
    url: str = "",
) -> TextResult:
    """The text of one post, header included, as the platform `to` writes it.

    path: how the source platform would call the file; dates and slugs may come from it. Files
    beside it are not there. url: the origin of the source site.
    Raises SyndicateError where the post cannot be converted.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="syndicate-") as folder:
        file = Path(folder, path)
        if not file.resolve().is_relative_to(Path(folder).resolve()):
            raise UsageError(f"{path!r} is no path of a post; give one like 'post.md'")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        site = read(file, from_=from_, url=url)
        # A text has no site, so that its address is unknown goes without saying.
        said = tuple(found for found in site.diagnostics if found.code != "origin-unknown")
        return convert_post(replace(site, diagnostics=said), to=to, options=options)


def convert_post(
    site: Site,
    *,
    to: str,
    options: Mapping[str, str] | object = None,
    posts: Iterable[Post] | None = None,
) -> TextResult:
    """The one post of `site`, or of `posts`, as text; no file is written.

    Raises UsageError if there are several, SyndicateError where it cannot be converted.
    """
    target = _writing_adapter(to)
    nowhere = site.root / FOLDER / "nowhere"  # the writer finds an output folder that is not there
    plan = _planned(site, target, nowhere, _filled(target, site, options), posts, is_new=True)
    writes = [action for action in plan.conversion.actions if isinstance(action, Write)]
    if len(writes) != 1:
        raise _not_one(len(writes), plan.diagnostics)
    found = list(plan.diagnostics)
    written = plan.conversion.render(writes[0], found.append)
    return TextResult(
        text=written.text,
        post=post_result(writes[0], written),
        copies=written.copies,
        diagnostics=tuple(sorted({*found})),
        advice=plan.conversion.advice,
    )


def _not_one(count: int, diagnostics: Iterable[Diagnostic]) -> SyndicateError:
    broken = [str(found) for found in diagnostics if found.severity is Severity.ERROR]
    if count == 0 and broken:
        return SyndicateError(f"the post cannot be converted: {broken[0]}")
    number = "is no post" if count == 0 else f"are {count} posts"
    return UsageError(f"there {number} here, and only one fits; name it with --post")


# -- the request ----------------------------------------------------------------------------------


def _writing_adapter(name: str) -> Adapter:
    adapter = adapter_named(name)
    if adapter.write is None:
        raise UsageError(f"syndicate reads {name}, and does not write it yet")
    return adapter


def _filled(target: Adapter, site: Site, options: Mapping[str, str] | object) -> object:
    if isinstance(options, target.options):
        return options
    if options is None or isinstance(options, Mapping):
        return chosen_options(target, site, options)
    raise UsageError(
        f"{target.name} takes {target.options.__name__} or a mapping as options, "
        f"not {type(options).__name__}"
    )


def is_empty(out: Path) -> bool:
    """Whether nothing of anybody's lies in `out`; a repository without files counts as empty."""
    try:
        return all(name in _NOT_CONTENT for name in os.listdir(out))
    except FileNotFoundError:
        return True


def _check_folders(site: Site, out: Path) -> None:
    """Raises UsageError where site and output folder are mixed up with each other."""
    source, target = Path(os.path.realpath(site.root)), Path(os.path.realpath(out))
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; give a folder to convert into")
    if source == target:
        raise UsageError(f"{out} is the site itself; choose another folder to convert into")
    if source.is_relative_to(target):
        raise UsageError(f"the site lies in {out}; choose a folder beside it to convert into")
    if target.is_relative_to(source) and not site.is_one_post:
        raise UsageError(f"{out} lies in the site; choose a folder beside it to convert into")


def _check_same_conversion(manifest: Manifest, site: Site, to: str, out: Path) -> None:
    """Raises UsageError where `out` holds the conversion of another site, or for another platform."""
    if manifest.target != to:
        raise UsageError(
            f"{out} holds a site that was converted to {manifest.target}; "
            f"choose another folder for {to}"
        )
    is_same_url = bool(site.url) and manifest.url == site.url
    if not is_same_url and manifest.site != site_from(out, site.root):
        raise UsageError(
            f"{out} holds what was converted from {manifest.url or manifest.site}; "
            "choose another folder for this site"
        )


# -- the plan -------------------------------------------------------------------------------------


def _dead(site: Site, post: Post, destination: object) -> LinkTarget:
    return Dead(url="", reason="its platform resolves no links")


def _planned(
    site: Site,
    target: Adapter,
    out: Path,
    options: object,
    posts: Iterable[Post] | None,
    *,
    is_new: bool,
    redirects: str = "engine",
) -> Plan:
    source = adapter_named(site.engine)
    context = WriteContext(
        site=site,
        resolve=source.resolve or _dead,
        source=source.dialect,
        out=out,
        is_new=is_new,
        asset_url=source.asset_url,
        redirects=redirects,
    )
    assert target.write is not None
    found: list[Diagnostic] = []
    conversion = target.write(context, options, found.append)
    writes = tuple(action for action in conversion.actions if isinstance(action, Write))
    unread, left_out = unread_posts(site), _left_out(site, conversion)
    explained = {d.path for d in (*site.diagnostics, *found)}
    for path in sorted(left_out - explained):
        found.append(finding("post-left-out", path, f"{target.name} makes nothing of this post"))
    read = site.diagnostics
    if conversion.brings_all:
        read = tuple(each for each in read if each.code != "left-behind")
    diagnostics = (*read, *found)
    if posts is not None:
        chosen = frozenset(post.source for post in posts)
        conversion = _only(conversion, chosen)
        others = {*unread, *(post.source for post in site.posts)} - chosen
        diagnostics = tuple(d for d in diagnostics if d.path not in others)
        unread, left_out = frozenset(), left_out & chosen
    return Plan(
        site=site,
        target=target,
        out=out,
        options=options,
        conversion=conversion,
        is_new=is_new,
        writes=writes,
        redirects=redirects,
        is_partial=posts is not None,
        missing=tuple(sorted(unread | left_out)),
        diagnostics=diagnostics,
    )


def unread_posts(site: Site) -> frozenset[str]:
    """The paths of files that should have been posts, but could not be read."""
    broken = {d.path for d in site.diagnostics if d.severity is Severity.ERROR}
    broken -= {post.source for post in site.posts}
    return frozenset(path for path in broken if path.lower().endswith(_TEXTS))


def _left_out(site: Site, conversion: Conversion) -> frozenset[str]:
    """The paths of posts that the target writes no file for."""
    written = {action.post.source for action in conversion.actions if isinstance(action, Write)}
    return frozenset(post.source for post in site.posts if post.source not in written)


def _only(conversion: Conversion, sources: frozenset[str]) -> Conversion:
    """The conversion without the posts that are not among `sources`."""
    actions = tuple(
        action
        for action in conversion.actions
        if not isinstance(action, Write) or action.post.source in sources
    )
    return replace(conversion, actions=actions)
