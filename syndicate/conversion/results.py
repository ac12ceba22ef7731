"""What a conversion did, post by post and as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.adapter import Copy, Write, Written
from syndicate.conversion.manifest import PostRecord
from syndicate.diagnostics import Diagnostic, ExitCode, exit_code
from syndicate.model import Post
from syndicate.web.urls import same_page


@dataclass(frozen=True, slots=True, kw_only=True)
class PostResult:
    """What became of a post.

    target: path in the output folder, None if it failed. url: where the target will serve it.
    is_kept: a reader finds it where it was; None if the source published it nowhere.
    """

    source: str
    target: str | None
    url: str | None
    body_bytes: int = 0
    kept_bytes: int = 0
    is_kept: bool | None = None

    def as_json(self) -> dict[str, str | int | None]:
        """The keys `source`, `target`, `url`, `bytes`, `bytes_kept`."""
        return {
            "source": self.source,
            "target": self.target,
            "url": self.url,
            "bytes": self.body_bytes,
            "bytes_kept": self.kept_bytes,
        }


def post_result(write: Write, written: Written | PostRecord) -> PostResult:
    """What is to be told of a post that was rendered, now or in an earlier run."""
    return PostResult(
        source=write.post.source,
        target=write.path,
        url=written.url,
        body_bytes=written.body_bytes,
        kept_bytes=written.kept_bytes,
        is_kept=is_kept(write.post, written.url),
    )


def is_kept(post: Post, url: str | None) -> bool | None:
    """Whether a reader finds `post` where it was; None if it was published nowhere."""
    if post.url is None:
        return None
    return url is not None and (url == post.url or same_page(post.url, url))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run did, or a dry run would do.

    posts: in the order of the plan. written, removed: paths in the output folder. unchanged: how
    many files were as they should be already. diagnostics: by place, those of reading included.
    """

    posts: tuple[PostResult, ...]
    diagnostics: tuple[Diagnostic, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    advice: tuple[str, ...] = ()
    is_dry: bool = False

    def exit_code(self, *, is_strict: bool = False) -> ExitCode:
        """The exit code that the command gives for this."""
        return exit_code(self.diagnostics, is_strict=is_strict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextResult:
    """One post as text of another platform, header included, and what was reported on the way.

    copies: the files that it shows, and where it expects them; nobody copied them.
    """

    text: str
    post: PostResult
    copies: tuple[Copy, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    advice: tuple[str, ...] = ()
