"""What this adapter reports beside the codes of the core."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import error, loss, note

ENGINE_ASSUMED: Final = note(
    "jekyll-version-assumed",
    "Nothing says which Jekyll builds the site; the latest is taken.",
    "Add Gemfile.lock, which names it.",
)
CONFIG_WRONG: Final = note(
    "source-config-wrong",
    "Jekyll refuses this setting, and with it the build; its default is used.",
    "Correct the config.",
)
CONFIG_NONE: Final = note(
    "config-absent",
    "There is no config; Jekyll's defaults are used.",
    "Name the file with --config, or give what matters with --set KEY=VALUE.",
)
HOST_UNUSED: Final = note(
    "host-unused",
    "The config has no `url`, but a file names the host, though not whether it is http or https.",
    "Give the address with --url.",
)
ZONE_UNKNOWN: Final = note(
    "source-timezone-unknown",
    "The config names no zone that this machine knows; UTC is taken, as Jekyll does.",
    "Correct `timezone`, or install the zone data (the package tzdata).",
)
ZONE_ASSUMED: Final = note(
    "timezone-assumed",
    "The config names no zone, so that the machine that builds decides on the day of such posts; UTC is taken.",
    "Give the zone with --set timezone=NAME if the site is not built in UTC.",
)
RUBY_UNFOLLOWED: Final = note(
    "ruby-unfollowed",
    "Ruby code of the site may change its posts and their addresses, and is not run.",
    "Compare the built sites with `syndicate verify`.",
)
POST_BARE: Final = error(
    "header-ignored",
    "Jekyll cannot read this header and publishes the post without it: no title, no tags, the day of building.",
    "Correct the line.",
)
POST_SKIPPED: Final = error(
    "post-skipped", "Jekyll leaves this post out.", "Correct what the message names."
)
BUILD_STOPS: Final = error(
    "build-stopped", "Jekyll stops at this post, so that there is no site.", "Correct the line."
)
POST_FUTURE: Final = note(
    "post-future",
    "The post is dated later than now, so that Jekyll leaves it out until then.",
    "Set `future: true` in the config to publish it.",
)
POSTS_LIMITED: Final = note(
    "posts-limited",
    "`limit_posts` in the config keeps older posts out of the site.",
    "Take it away.",
)
DRAFT_UNDATED: Final = note(
    "draft-undated",
    "The draft is published and has no date; Jekyll takes the time at which the file was last changed.",
    "Add `date:`.",
)
COLLECTION_LEFT: Final = note(
    "collection-left",
    "The pages of a collection are no posts; links to them are kept, the pages are not read.",
    "Keep them alive, or move them to _posts.",
)
POST_REDIRECTS: Final = note(
    "post-redirects",
    "The post only leads elsewhere (`redirect_to`); it is taken for a redirect.",
    "None is needed.",
)
MARKUP_UNREAD: Final = error(
    "markup-unread",
    "The post is neither Markdown nor HTML; its text is carried over as it is.",
    "Write it in Markdown.",
)
DATA_BROKEN: Final = note("source-data-broken", "Jekyll cannot read this data file.", "Correct it.")
TEMPLATE_UNREAD: Final = loss(
    "template-unread",
    "Liquid in the text is not evaluated; it is carried over as it is.",
    "Replace it by what it gives.",
)
TEMPLATE_EMPTY: Final = note(
    "source-template-empty",
    "Liquid in the text names something that nobody knows; Jekyll prints nothing there, and so do we.",
    "Write `{% raw %}` around it in the source if readers should see it.",
)
TITLE_HTML: Final = note(
    "title-html",
    "A title holds HTML, which Jekyll's layouts print as it stands and other engines show as text; it is read without.",
    "Write the title without it in the source.",
)
DOLLARS_TEXT: Final = loss(
    "dollars-text",
    "`$x$` is text for Jekyll, and a formula for a script of its theme; it is carried over as text.",
    "Give the new theme such a script, or write `$$x$$` in the source.",
)

CODES: Final = (
    ENGINE_ASSUMED,
    CONFIG_WRONG,
    CONFIG_NONE,
    HOST_UNUSED,
    ZONE_UNKNOWN,
    ZONE_ASSUMED,
    RUBY_UNFOLLOWED,
    POST_BARE,
    POST_SKIPPED,
    BUILD_STOPS,
    POST_FUTURE,
    POSTS_LIMITED,
    DRAFT_UNDATED,
    COLLECTION_LEFT,
    POST_REDIRECTS,
    MARKUP_UNREAD,
    DATA_BROKEN,
    TEMPLATE_UNREAD,
    TEMPLATE_EMPTY,
    TITLE_HTML,
    DOLLARS_TEXT,
)
