"""Everything that an adapter of another distribution is built from, in one place; `docs/adapters.md` leads through it.

What stands here keeps its name and meaning between releases; modules elsewhere may change. Tests of
an adapter find the rest in `syndicate.testing`.
"""

from syndicate.adapter import (
    Adapter,
    AssetUrl,
    Conversion,
    Copy,
    ReadOptions,
    Resolve,
    Write,
    WriteContext,
    WriteText,
    Written,
    installed_adapters,
)
from syndicate.body import nodes
from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Context, Dialect, Edges, Hazard, Partly, Row, says
from syndicate.body.nodes import Body
from syndicate.body.render import render
from syndicate.catalogue import CODES, error, loss, note
from syndicate.diagnostics import Diagnostic, Report, Severity, SyndicateError
from syndicate.kit.folder import (
    by_address,
    having,
    merged,
    read_data,
    read_header,
    read_posts,
    resolve_as_written,
    terms,
)
from syndicate.kit.moments import day_in, moment
from syndicate.kit.posts import (
    PostWriter,
    as_page,
    in_statics,
    links_to,
    raw_path,
    scaffold,
    static_copies,
)
from syndicate.kit.tagged import (
    Tag,
    Tags,
    anchored_headings,
    between,
    destinations,
    read_tagged,
    standing,
)
from syndicate.model import Author, Post, Site, Term
from syndicate.source.files import files_below, is_file_inside
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    Change,
    Drop,
    FrontMatter,
    FrontMatterRules,
    Rename,
    Set,
)
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import Value
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink
from syndicate.web.urls import base_path, join_url, page_key, quote_path, same_page, unquote_path
from syndicate.writing.header import day_or_moment
from syndicate.writing.links import Links, Relinker
from syndicate.writing.places import AssetPlace, below_statics, static_files

GRAY_MATTER = DOCUSAURUS
"""Rules for front matter as the package gray-matter reads it: Docusaurus does, and Eleventy."""

__all__ = [
    "CODES",
    "COMMONMARK",
    "GRAY_MATTER",
    "HUGO",
    "JEKYLL",
    "Adapter",
    "AssetLink",
    "AssetPlace",
    "AssetUrl",
    "Author",
    "Body",
    "Change",
    "Context",
    "Conversion",
    "Copy",
    "Dead",
    "Diagnostic",
    "Dialect",
    "Drop",
    "Edges",
    "Elsewhere",
    "FrontMatter",
    "FrontMatterRules",
    "Hazard",
    "LinkTarget",
    "Links",
    "PageLink",
    "Partly",
    "Post",
    "PostLink",
    "PostWriter",
    "ReadOptions",
    "Relinker",
    "Rename",
    "Report",
    "Resolve",
    "Row",
    "Set",
    "Severity",
    "Site",
    "SourceText",
    "Span",
    "SyndicateError",
    "Tag",
    "Tags",
    "Term",
    "Value",
    "Write",
    "WriteContext",
    "WriteText",
    "Written",
    "anchored_headings",
    "as_page",
    "base_path",
    "below_statics",
    "between",
    "by_address",
    "day_in",
    "day_or_moment",
    "destinations",
    "error",
    "files_below",
    "having",
    "in_statics",
    "installed_adapters",
    "is_file_inside",
    "join_url",
    "links_to",
    "loss",
    "merged",
    "moment",
    "nodes",
    "note",
    "page_key",
    "quote_path",
    "raw_path",
    "read_data",
    "read_header",
    "read_posts",
    "read_tagged",
    "render",
    "resolve_as_written",
    "same_page",
    "says",
    "scaffold",
    "standing",
    "static_copies",
    "static_files",
    "terms",
    "unquote_path",
]
