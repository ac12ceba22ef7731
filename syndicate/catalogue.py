"""Every code of the core: what it means and what the user can do. Adapters bring tables of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from syndicate.diagnostics import Code, Severity, catalogue_of


def error(name: str, meaning: str, remedy: str) -> Code:
    """A code for a result that is worse than its source."""
    return Code(name=name, severity=Severity.ERROR, meaning=meaning, remedy=remedy)


def loss(name: str, meaning: str, remedy: str) -> Code:
    """A code for meaning or look that was given up."""
    return Code(name=name, severity=Severity.LOSS, meaning=meaning, remedy=remedy)


def note(name: str, meaning: str, remedy: str) -> Code:
    """A code for what was said otherwise, or was broken in the source already."""
    return Code(name=name, severity=Severity.NOTE, meaning=meaning, remedy=remedy)


_LOOK = "Read the post on the new site; change the source if the difference matters."

_TABLE: Final = (
    # what a target has no words for
    loss("callout-degraded", "The target has no callouts.", _LOOK),
    loss("callout-kind-lost", "The target has no such kind of callout.", _LOOK),
    loss("callout-title-lost", "The target's callouts have no title.", _LOOK),
    loss("callout-fold-lost", "The target's callouts do not fold.", _LOOK),
    loss("callout-attributes-lost", "Ids and classes of a callout are left out.", _LOOK),
    loss("code-degraded", "The target has no blocks of code.", _LOOK),
    loss("code-lang-lost", "The target's code blocks name no language.", _LOOK),
    loss("code-title-lost", "The target shows no title over code.", _LOOK),
    loss("code-highlighted-lost", "The target marks no lines in code.", _LOOK),
    loss("code-first-number-lost", "The target numbers no lines of code.", _LOOK),
    note(
        "code-meta-lost",
        "Words after the language of a code block that the target does not know.",
        _LOOK,
    ),
    loss("heading-degraded", "The target has no headings of this level.", _LOOK),
    loss("heading-id-lost", "The target gives this heading another fragment.", _LOOK),
    loss("details-degraded", "The target has no parts that open.", _LOOK),
    loss("details-summary-lost", "The target's parts that open have no summary.", _LOOK),
    note("details-open-lost", "The part is closed at first.", _LOOK),
    loss("tabs-degraded", "The target has no tabs; the panels follow each other.", _LOOK),
    note("tabs-group-lost", "The tabs of a group no longer switch together.", _LOOK),
    loss("tab-degraded", "The panel follows the one before.", _LOOK),
    loss("tab-label-lost", "The panel has no label.", _LOOK),
    note("tab-default-lost", "Another panel may be the first one shown.", _LOOK),
    loss("definitions-degraded", "The target has no lists of definitions.", _LOOK),
    loss("element-degraded", "The target has no such tag.", _LOOK),
    loss("element-name-lost", "The tag is left out, its text is kept.", _LOOK),
    loss("element-attributes-lost", "Attributes of a tag are left out.", _LOOK),
    loss(
        "component-degraded",
        "A component that only its own site knows; what stands inside it is kept.",
        "Map it to something the target has, or rewrite the place by hand.",
    ),
    loss("figure-degraded", "The target has no figures; written as an image.", _LOOK),
    loss("figure-alt-lost", "The text for those who do not see an image is left out.", _LOOK),
    loss("figure-width-lost", "The size of an image is left out.", _LOOK),
    loss("figure-height-lost", "The size of an image is left out.", _LOOK),
    loss("figure-caption-lost", "The caption of an image is left out.", _LOOK),
    loss("figure-link-lost", "The link around an image is left out.", _LOOK),
    loss("math-degraded", "The target shows the source of a formula.", _LOOK),
    loss("math-display-lost", "A formula stands in its line instead of on its own.", _LOOK),
    loss("autolink-degraded", "The target makes no link of this address.", _LOOK),
    loss("embed-degraded", "The target cannot show this player; written as a link.", _LOOK),
    loss("more-degraded", "The target has no mark for the end of the excerpt.", _LOOK),
    loss(
        "expression-degraded",
        "Code of the page that only its own engine can run was left out.",
        _LOOK,
    ),
    loss("table-degraded", "The target has no table here; drawn with characters.", _LOOK),
    loss(
        "image-inline",
        "The target takes no picture inside of an address; left out.",
        "Make it a file of the site.",
    ),
    note(
        "canonical-missing",
        "The post is not published, so its copy says no address of an original.",
        "Publish the post first, or say the site's origin with --url.",
    ),
    loss(
        "tags-cut",
        "The service takes fewer tags; the first ones are kept.",
        "Order the tags by weight.",
    ),
    loss("unknown-degraded", "A marker that nobody knows was left out.", "Correct or delete it."),
    loss("html-left-out", "A copy elsewhere may not hold this tag.", _LOOK),
    loss("html-style-lost", "A copy elsewhere keeps no styles of single tags.", _LOOK),
    note(
        "character-illegal",
        "A control character that neither HTML nor XML may hold was written as U+FFFD.",
        "Delete it from the source; it often comes from a pasted terminal.",
    ),
    note("comment-degraded", "The target has no comments.", _LOOK),
    note("attributes-degraded", "The target has no attributes beside a thing.", _LOOK),
    note(
        "attributes-values-lost",
        "Classes of a thing, which only the old look used, are left out.",
        _LOOK,
    ),
    note("comment-text-lost", "A comment was left out.", _LOOK),
    loss(
        "hazard-live",
        "Text that the target reads as its own syntax, where no escape works.",
        "Reword the place in the source.",
    ),
    # what the site's own rules say
    note(
        "rule-followed",
        "A rule in `syndicate.toml` says what this becomes.",
        "Change the rule if another thing is meant.",
    ),
    loss(
        "rule-unfilled",
        "A rule in `syndicate.toml` needs something that is not here, so it is not followed.",
        "Give the rule a default (`{name|default}`), or write what is missing.",
    ),
    note(
        "rule-unused",
        "Nothing in the site is as a rule in `syndicate.toml` says.",
        "Correct the name in the rule, or delete it; `syndicate scan` lists the names in use.",
    ),
    # what the source is like
    note(
        "source-marker-unpaired",
        "A marker is opened and not closed, or the other way.",
        "Close it.",
    ),
    note(
        "source-asset-missing",
        "A file that the post shows is not in the site.",
        "Add it or drop the link.",
    ),
    note(
        "source-link-loop",
        "A link leads to a folder that it stands in, which is read once.",
        "Remove the link.",
    ),
    note("source-link-dead", "A link leads to nothing on the source site.", "Correct the link."),
    error(
        "encoding-replaced",
        "Bytes that are no UTF-8 were read as the engine does, as U+FFFD.",
        "Save the file as UTF-8.",
    ),
    error("source-unreadable", "The file cannot be read.", "Check its permissions and links."),
    error("front-matter-broken", "The engine refuses this header.", "Correct the line."),
    error(
        "parser-failed",
        "The Markdown parser breaks down on this text.",
        "Simplify the place; the post is left out.",
    ),
    # what is odd about a review
    note(
        "source-review-section-missing",
        "A post is tagged as the review of a book, and lists no facts of one.",
        "List title and author under a heading like `Book Info`, or say them below `book`.",
    ),
    note(
        "source-review-several",
        "A post is tagged as the review of a book, and lists the facts of several.",
        "Write a review for each, or another tag.",
    ),
    note(
        "source-review-tag-missing",
        "A post lists the facts of a book like a review, and is not tagged as one.",
        "Tag it like your other reviews.",
    ),
    note(
        "source-review-fact-missing",
        "A review does not say its book's title, author, publisher or date, or not so that it can be read.",
        "Add it to the list of facts. If it stands there under a label of your own, name that in `syndicate.toml`.",
    ),
    note(
        "source-review-line-stray",
        "A line among the facts of a book says none.",
        "Delete it; it is often left of a picture.",
    ),
    note(
        "source-review-contradicted",
        "Front matter, which wins, and text say a fact of the book differently.",
        "Correct one of the two places.",
    ),
    note(
        "source-review-title-copied",
        "A book has the title of another book on the shelf.",
        "Correct the title; the list of facts was probably copied.",
    ),
    note(
        "source-review-title-differs",
        "The titles of post and book differ, which they do not in other reviews of the site.",
        "Look for a slip of the pen in one of the two.",
    ),
    note(
        "source-isbn-invalid",
        "An ISBN lacks a digit, or its check digit is wrong; often it stands in a broken link to a store.",
        "Correct it, and the link.",
    ),
    note(
        "source-disclosure-late",
        "Readers of an excerpt do not see how the author came by the book, which the law of many countries asks for.",
        "Put it above the fold; our copies do so already.",
    ),
    note(
        "rich-result-incomplete",
        "Google needs more to show stars for a review; its linked data is good for all else.",
        "None is needed. If you rate books, say `rating` below `book`; nobody makes one up for you.",
    ),
    # what happens to addresses
    note(
        "origin-unknown",
        "Nothing says where the site is served: posts have no URL, copies no canonical one.",
        "Say the site's origin with --url.",
    ),
    error(
        "url-changed",
        "The target cannot serve the post at its old path.",
        "Add a redirect on the host.",
    ),
    error(
        "redirect-collision",
        "An old address cannot lead on: a page is there, or another redirect; the first is written.",
        "Take the old address away from one of the two.",
    ),
    error(
        "redirect-loop",
        "Old addresses lead to each other and never to a page; they are left out.",
        "Let one of them lead to a page.",
    ),
    note(
        "redirect-chain",
        "An old address led to another one; it leads straight to the end now.",
        "None is needed.",
    ),
    error(
        "redirect-unsayable",
        "The form of the host has no words for an address.",
        "Add this redirect on the host by hand.",
    ),
    error(
        "redirects-too-many",
        "The host takes fewer redirects than there are.",
        "Take another form, or let the engine keep them.",
    ),
    error("url-collision", "Two posts are served at one path.", "Give one of them another slug."),
    note(
        "url-respelled",
        "The path is spelled otherwise; the old spelling stays the canonical one.",
        "None is needed.",
    ),
    note(
        "link-left-behind",
        "A link leads to a page that is not converted, or to a file that the site does not hold.",
        "Keep the page alive, or change the link.",
    ),
    note(
        "link-unknown",
        "A link leads to where nothing of the site is served that we know: a plugin or another site of the"
        " same host may answer, or nobody.",
        "Open it on the old site; correct it if nobody answers.",
    ),
    note(
        "left-behind",
        "Files of a kind that is not converted: pages, documents, the theme, what stands above lists, files that no"
        " post shows.",
        "Bring plain pages along with --pages; move the others by hand, or keep the old site for them.",
    ),
    error(
        "asset-without-url",
        "A copy elsewhere would show a file that the live site serves at no address of its own.",
        "Move the file to the folder of static files, or name an address for such files.",
    ),
    error(
        "asset-outside",
        "A path leaves the site's folder; nothing outside is read.",
        "Move the file into the site.",
    ),
    # what happens in the output folder
    error(
        "file-foreign",
        "A file that we did not write stands in the way; it is left alone.",
        "Move it away, or choose another folder.",
    ),
    error(
        "file-edited",
        "The file was edited since we wrote it; it is left alone.",
        "Keep your edit, or delete the file to have it written again.",
    ),
    note(
        "scaffold-edited",
        "A file of the new site that is yours by now; it stays as you changed it.",
        "None is needed; delete the file to have it written again.",
    ),
    note(
        "file-left",
        "A file of an earlier run that the result no longer has was edited since; it is left alone.",
        "Delete it if you do not need it.",
    ),
    error(
        "file-unwritable",
        "The file system refuses this file (a name too long, a folder in its place).",
        "Give the post another slug, or move away what stands there.",
    ),
    error(
        "path-collision",
        "Two files of the result have one path, or differ only in case; the first is written.",
        "Give one of the posts another slug, or rename the file.",
    ),
    error(
        "path-outside",
        "A path leaves the output folder; nothing is written there.",
        "Correct the slug or permalink of the post; remove links that lead out of the folder.",
    ),
    # a post that did not come through
    error(
        "post-failed",
        "The post could not be converted and is left out; all others are converted.",
        "Mend what the message names.",
    ),
    loss(
        "post-left-out",
        "The target has no place for this post.",
        "Convert it alone, or change what makes it different.",
    ),
    note(
        "source-url-shared",
        "Two posts share one address in the source site already.",
        "Give one of them another slug.",
    ),
    # copies on services
    error(
        "copy-refused",
        "The service does not take the copy; nothing was made or changed there.",
        "Correct the place that is named, and publish again.",
    ),
    error(
        "copy-broken",
        "The service took the copy and shows an error in its place.",
        "Correct the place that is named, and publish again.",
    ),
    error(
        "copy-conflict",
        "The copy says something else than what was last sent; it was left alone.",
        "Take over what was changed there, or let --overwrite replace it.",
    ),
    error(
        "copy-twice",
        "Several copies of one post are there, and nobody can say which is meant.",
        "Delete all but one on the service, then run `syndicate reconcile`.",
    ),
    error(
        "copy-unsure",
        "A request was sent and nobody knows what came of it.",
        "Run the command again: it looks first. Where a service cannot tell, do what the message says.",
    ),
    error(
        "original-silent",
        "The canonical URL of a post does not answer, so its copy would lead nowhere.",
        "Deploy the site first, or say --no-check.",
    ),
    error(
        "post-unpublished",
        "The post is a draft or has no address, so its copy would name no original.",
        "Publish the post on your own site first.",
    ),
    error(
        "canonical-shared",
        "Two posts name the same original; only the first has a copy.",
        "Give one of them a canonical URL of its own.",
    ),
    loss(
        "date-not-kept",
        "A service dates a copy by the day on which it is published there.",
        "Nothing can be done by the API; dev.to keeps old dates of articles that its RSS import reads.",
    ),
    note(
        "copy-gone",
        "The copy that the ledger knows is there no more; none is made in its place.",
        "Run `syndicate reconcile` and choose the post again if you want another copy.",
    ),
    note(
        "copy-orphaned",
        "The post of a copy is gone or a draft now; the copy stays.",
        "Delete the copy on the service if you do not want it.",
    ),
    note(
        "copy-outdated",
        "The post changed, and the service does not let its copy be changed.",
        "Change the copy by hand.",
    ),
    error(
        "copy-not-noted",
        "The address of a copy cannot be written into its post.",
        "Write it there by hand, as `syndication`.",
    ),
    note(
        "picture-silent",
        "A picture of the copy does not answer, so its readers will not see it.",
        "Deploy the picture, or correct its address.",
    ),
    note(
        "pictures-unchecked",
        "There are more pictures than are asked for in one run.",
        "Publish fewer posts at a time to have all of them checked.",
    ),
    # what a header says to another engine
    note(
        "key-moved",
        "A key of the header means something else to the new engine; it is kept under another name.",
        "Templates find it there, as the message says.",
    ),
)

CODES: Final[Mapping[str, Code]] = catalogue_of(_TABLE)
