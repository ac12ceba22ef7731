"""What reading a Hugo site reports beside the codes of the core."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import error, loss, note
from syndicate.diagnostics import Code, Diagnostic

HEADER_REFUSED: Final = note(
    "source-page-refused",
    "Hugo refuses this value of a header, and with it the build; the rest of the header is used.",
    "Correct the line.",
)
SETTING_REFUSED: Final = note(
    "source-config-refused",
    "Hugo refuses this setting, and with it the build; its default is used.",
    "Correct the config.",
)
ENGINE_NEWEST: Final = note(
    "engine-newest",
    "Nothing pins the version of Hugo; the newest that we know is taken.",
    "Pin it in the workflow that builds the site, or as HUGO_VERSION of the host.",
)
MODULE_MISSING: Final = note(
    "module-missing",
    "A theme or module is not in the site's folder; what it brings to config and content is not known.",
    "Check out the submodule, or run `hugo mod vendor`.",
)
PAGES_MADE: Final = error(
    "pages-made",
    "A template makes pages of data; without running it they are not known.",
    "Compare the built sites with `syndicate verify`.",
)
FORMAT_UNREAD: Final = error(
    "format-unread",
    "A page is written in a markup that is not read; its address is listed, its text is carried over as it stands.",
    "Convert the page to Markdown first.",
)
PATTERN_AMBIGUOUS: Final = note(
    "source-permalink-ambiguous",
    "Several patterns of `permalinks` are for one page, and the order of a table means nothing to Hugo.",
    "Narrow the patterns, or write `permalinks` as a list.",
)
PAGES_MERGED: Final = note(
    "source-page-hidden",
    "Two files are one page to Hugo, which takes one of them.",
    "Rename one of the files.",
)
SECTIONS_TIED: Final = note(
    "source-sections-tied",
    "Several sections have equally many pages, and Hugo takes any of them for the main one.",
    "Name the sections of the blog in `mainSections`.",
)
PATTERN_UNREAD: Final = note(
    "ignore-pattern-unread",
    "A pattern of `ignoreFiles` is not followed.",
    "Write it more simply.",
)
TEXT_REFUSED: Final = note(
    "source-text-refused",
    "Hugo refuses this place of a text, and with it the build.",
    "Correct it; `hugo` names the same line.",
)
OVERRIDDEN: Final = note(
    "shortcode-overridden",
    "The site has its own template for a shortcode that is known by its name; a call is read by the name.",
    "Compare the page, have the templates read with --expand, or write a rule in syndicate.toml.",
)
HTML_OMITTED: Final = note(
    "source-html-omitted",
    "Hugo leaves this HTML out, because the config does not allow it (`unsafe`); so do all targets.",
    "Allow it in the config, or take it out of the text.",
)
TEMPLATE_UNREAD: Final = note(
    "shortcode-unread",
    "What the template of a shortcode prints cannot be read from it; the call is left to the target.",
    "Write a rule for the shortcode in syndicate.toml.",
)
SETTING_UNFOLLOWED: Final = note(
    "setting-unfollowed",
    "A setting or render hook for the Markdown of a site is not followed: texts are read as Hugo shows them without.",
    "Look at the posts that hold what it changes.",
)
CALLOUT_PLAIN: Final = note(
    "source-callout-plain",
    "No layout of the site shows callouts, so Hugo prints `[!NOTE]` as text; what is meant is carried over.",
    "Add layouts/_markup/render-blockquote.html, or write a plain quote.",
)
DIAGRAM_AS_TEXT: Final = loss(
    "diagram-as-text",
    "Hugo draws this block of code as a picture; other engines show the signs that it is made of.",
    "Make a picture of it.",
)
LANGUAGE_GUESSED: Final = note(
    "language-guessed",
    "The site has Hugo guess the language of code that names none; other engines show it without colours.",
    "Name the language behind the fence.",
)
SHORTCODE_IN_ADDRESS: Final = loss(
    "shortcode-in-address",
    "An address holds a shortcode of the site, which is not run; the rest of the address is taken.",
    "Write the address out, or read the site with its shortcodes expanded.",
)

CODES: Final[tuple[Code, ...]] = (
    HEADER_REFUSED,
    SETTING_REFUSED,
    ENGINE_NEWEST,
    MODULE_MISSING,
    PAGES_MADE,
    FORMAT_UNREAD,
    PATTERN_AMBIGUOUS,
    PAGES_MERGED,
    SECTIONS_TIED,
    PATTERN_UNREAD,
    TEXT_REFUSED,
    OVERRIDDEN,
    HTML_OMITTED,
    LANGUAGE_GUESSED,
    SETTING_UNFOLLOWED,
    CALLOUT_PLAIN,
    DIAGRAM_AS_TEXT,
    SHORTCODE_IN_ADDRESS,
    TEMPLATE_UNREAD,
)


def finding(code: Code, path: str, line: int, message: str) -> Diagnostic:
    """A finding on a whole line of a file."""
    return Diagnostic(
        path=path, line=line, column=1, severity=code.severity, code=code.name, message=message
    )
