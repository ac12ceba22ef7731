"""Two platforms that exist in the tests only.

Notes are Markdown files with YAML headers (title, date, tags, slug, draft), served at
/notes/<slug>/. A line `image: name` shows a file, `include: name` takes in another one. Pages are
the same text under a new header, with the images beside them. A few words in a note make its
rendering fail in the ways that real ones do.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from syndicate.adapter import (
    Adapter,
    Conversion,
    Copy,
    ReadOptions,
    Write,
    WriteContext,
    WriteText,
    Written,
)
from syndicate.body.dialect import Dialect
from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Body
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report, SyndicateError
from syndicate.model import Author, Post, Site, Term
from syndicate.source.frontmatter import HUGO, FrontMatter, read_front_matter
from syndicate.source.text import SourceText, Span, read_source

REFERENCE = re.compile(r"^(image|include): (.+)$", re.MULTILINE)


def parse(source: SourceText, span: Span, settings: Any, report: Report) -> Body:
    return Body(source=source, span=span)


# -- notes ----------------------------------------------------------------------------------------


def evidence(path: Path) -> str | None:
    return "notes.cfg" if (path / "notes.cfg").is_file() else None


def read(path: Path, options: ReadOptions, report: Report) -> Site:
    root = path if path.is_dir() else path.parent
    origin = options.overrides.get("origin", options.url)
    site = Site(root=root, engine="notes", title="Notes", url=origin)
    files = sorted(root.rglob("*.md")) if path.is_dir() else [path]
    posts = tuple(post for file in files for post in read_post(site, file, report))
    return dataclasses.replace(site, posts=posts, config=settings_of(options, root))


def settings_of(options: ReadOptions, root: Path) -> str:
    config = options.config_file or root / "notes.cfg"
    return config.read_text() if config.is_file() else ""


def read_post(site: Site, file: Path, report: Report) -> Iterator[Post]:
    source = file.relative_to(site.root).as_posix()
    try:
        text = read_source(file, source)
        front = read_front_matter(text, HUGO)
    except SyndicateError as error:
        code = CODES["front-matter-broken"]
        report(SourceText(source, "").diagnostic(0, code, str(error)))
        return
    if "half" in text.text:
        offset = text.text.index("half")
        report(text.diagnostic(offset, CODES["callout-degraded"], "notes has no half"))
    yield post_from(site, file, source, front)


def post_from(site: Site, file: Path, source: str, front: FrontMatter) -> Post:
    slug = str(front.values.get("slug") or file.stem)
    is_draft = bool(front.values.get("draft"))
    path = f"/notes/{slug}/"
    day = front.values.get("date")
    tags = front.values.get("tags")
    return Post(
        source=source,
        file=file,
        url=f"{site.url}{path}" if site.url and not is_draft else None,
        path=path,
        title=str(front.values.get("title") or file.stem),
        date=datetime.fromisoformat(str(day)).replace(tzinfo=UTC) if day else None,
        tags=tuple(Term(name=str(tag)) for tag in tags) if isinstance(tags, list) else (),
        authors=(Author(name="Nora"),),
        lang=str(front.values.get("lang") or ""),
        is_draft=is_draft,
        front=front,
        dialect=NOTES.dialect,
    )


NOTES = Adapter(
    name="notes", dialect=Dialect(name="notes", parse=parse), detect=evidence, read=read
)


# -- pages ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesOptions:
    """What can be chosen."""

    folder: str = field(default="pages", metadata={"doc": "The folder of the posts."})
    loud: bool = field(default=False, metadata={"doc": "Write everything in capitals."})


def write(context: WriteContext, options: PagesOptions, report: Report) -> Conversion:
    wanted = (post for post in context.site.posts if post.title != "unwanted")
    posts = tuple(Write(path=target(options, post), post=post) for post in wanted)
    scaffold = (
        WriteText(path="pages.cfg", text="theme = plain\n", is_scaffold=True),
        WriteText(path="urls.txt", text="".join(f"{w.post.path}\n" for w in posts)),
    )
    return Conversion(
        actions=(*posts, *(scaffold if context.is_new else ())),
        render=partial(render, context.site.url, options),
        advice=() if context.is_new else ("pages.cfg must name a theme",),
    )


def target(options: PagesOptions, post: Post) -> str:
    return f"{options.folder}/{post.path.strip('/').partition('/')[2]}.md"


def render(origin: str, options: PagesOptions, write: Write, report: Report) -> Written:
    post = write.post
    source = post.read()
    body = source.text[post.front.body_start :]
    log(post)
    fail(body)
    copies: list[Copy] = []
    inputs: list[Path] = []
    for match in REFERENCE.finditer(source.text, post.front.body_start):
        file = post.file.parent / match[2]
        if match[1] == "include":
            inputs.append(file)
            body = body.replace(match[0], file.read_text())
        elif file.exists():
            copies.append(Copy(path=f"{options.folder}/img/{file.name}", source=file))
        else:
            report(source.diagnostic(match.start(2), CODES["source-asset-missing"], "is not there"))
    if "loss" in body:
        offset = source.text.index("loss")
        report(source.diagnostic(offset, CODES["callout-degraded"], "pages has no loss"))
    text = f"Title: {post.title}\n\n{body}"
    path = "/notes/moved/" if "moved" in body else f"/notes/{write.path.rpartition('/')[2][:-3]}/"
    return Written(
        text=text.upper() if options.loud else text,
        body_bytes=len(body.encode()),
        kept_bytes=len(body.encode()) - body.count("loss"),
        copies=tuple(copies),
        url=f"{origin}{path}" if origin and post.url else None,
        inputs=tuple(inputs),
    )


def log(post: Post) -> None:
    """Leaves a line beside the site, so that a test can tell what was rendered."""
    log = post.file.parent.with_name("rendered.log")
    if log.exists():
        with log.open("a") as stream:
            stream.write(f"{post.source}\n")


def fail(body: str) -> None:
    if "panic" in body:
        raise ParserFailure("the Markdown parser panicked")
    if "refuse" in body:
        raise SyndicateError("a page cannot refuse")
    if "our own bug" in body:
        raise KeyError("bug")


PAGES = Adapter(
    name="pages",
    dialect=Dialect(name="pages", parse=parse),
    options=PagesOptions,
    write=write,
)
