"""What this adapter has to say about the configuration of a site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from syndicate.catalogue import error, loss, note
from syndicate.diagnostics import Code, Diagnostic, catalogue_of

_GIVE = "Give it with --set KEY=VALUE, or let node run the config with --run-config."

SETTING_UNKNOWN: Final = error(
    "setting-unknown",
    "A setting that addresses depend on is not known without running the config.",
    _GIVE,
)
SETTING_SKIPPED: Final = note(
    "setting-skipped",
    "A setting that no address depends on is not known without running the config.",
    _GIVE,
)
SETTING_WRONG: Final = note(
    "source-setting-wrong",
    "The engine refuses this setting; its default is used.",
    "Correct the config.",
)
CONFIG_MISSING: Final = note(
    "config-missing",
    "There is no config; the engine's defaults are used.",
    "Name the file with --config, or give what matters with --set KEY=VALUE.",
)
ENGINE_UNKNOWN: Final = note(
    "engine-unknown",
    "Which version of the engine builds the site is not clear.",
    "Add a lock file, or pin the version in package.json.",
)
CODE_UNFOLLOWED: Final = note(
    "code-unfollowed",
    "Code of the site may change its posts, and is not run.",
    "Compare the built sites with `syndicate verify`.",
)
REDIRECTS_UNKNOWN: Final = error(
    "redirects-unknown",
    "Old addresses that code of the site makes are not known.",
    "Add them to the redirects of the new site by hand.",
)
AUTHOR_REFUSED: Final = note(
    "source-author-refused",
    "The engine refuses this author, and with it the build; what can be used is.",
    "Correct the authors file or the post.",
)
TAG_REFUSED: Final = note(
    "source-tag-refused",
    "The engine refuses this tag, and with it the build; what can be used is.",
    "Correct the tags file or the post.",
)

BLOG_MISSING: Final = note(
    "blog-missing",
    "The config names a blog whose folder is not in the site.",
    "Correct its `path`, or read the site that holds the folder.",
)
HEADER_REFUSED: Final = note(
    "source-header-refused",
    "The engine refuses this value, and with it the build; what can be used of the header is.",
    "Correct the line.",
)
POST_UNDATED: Final = error(
    "post-undated",
    "Nothing dates the post; lists and feeds cannot place it.",
    "Add `date:` to its header.",
)
SLUG_UNSERVED: Final = note(
    "source-slug-unserved",
    "The engine lists the post and shows no page at its path.",
    "Give the post a slug without parentheses and percent signs.",
)
EXPRESSION_BROKEN: Final = note(
    "source-expression-broken",
    "Braces hold no code that MDX could run, so that the engine refuses the post; they are shown as they are.",
    "Write a backslash before the brace, or correct the code.",
)
CATEGORIES_AS_TAGS: Final = note(
    "categories-as-tags",
    "Docusaurus has no categories; they are tags of the new site.",
    "Leave them out with -O categories=drop.",
)
UNDATED_AS_PAGE: Final = loss(
    "undated-as-page",
    "The engine refuses posts without a date; one is a page, at its address but in no list, feed or tag.",
    "Give the post a date in its source.",
)
ADDRESS_BROKEN: Final = note(
    "source-address-broken",
    "No browser can open this address, and Docusaurus stops at it; it is written behind `about:invalid#`.",
    "Correct the address.",
)
TITLE_ONCE: Final = note(
    "title-shown-once",
    "A text begins with its title; Docusaurus takes such a heading out, and shows the title above every post.",
    "Nothing, unless readers saw the title twice and are to go on doing so.",
)
CODES: Final[Mapping[str, Code]] = catalogue_of(
    (
        TITLE_ONCE,
        SETTING_UNKNOWN,
        SETTING_SKIPPED,
        SETTING_WRONG,
        CONFIG_MISSING,
        ENGINE_UNKNOWN,
        CODE_UNFOLLOWED,
        REDIRECTS_UNKNOWN,
        AUTHOR_REFUSED,
        TAG_REFUSED,
        BLOG_MISSING,
        HEADER_REFUSED,
        POST_UNDATED,
        SLUG_UNSERVED,
        EXPRESSION_BROKEN,
        CATEGORIES_AS_TAGS,
        UNDATED_AS_PAGE,
        ADDRESS_BROKEN,
    )
)


def report_at(code: Code, path: str, line: int, message: str) -> Diagnostic:
    """A finding on a whole line of a file."""
    return Diagnostic(
        path=path, line=line, column=1, severity=code.severity, code=code.name, message=message
    )
