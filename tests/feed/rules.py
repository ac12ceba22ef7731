"""The rules of a feed validator, as far as our feeds could break them: each gives what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}creator"

_RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
_ONCE_IN_ITEM = ("title", "link", "description", "author", "guid", "pubDate", "enclosure", CONTENT)
_SCHEMAS = Path(__file__).parent / "schemas"


class Content(HTMLParser):
    """Reads the content of an item and notes what a validator would."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "form", "input", "object", "embed", "meta", "link"):
            self.faults.append(f"SecurityRisk: {tag}")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.faults.append(f"SecurityRisk: {name}")
            if name in ("href", "src", "poster", "cite", "srcset"):
                for url in re.split(r",\s", value or ""):
                    if not re.match(r"(https?://[!-~]+|mailto:|data:image/)", url.strip()):
                        self.faults.append(f"ContainsRelRef: {value}")


def faults_of_content(html: str) -> list[str]:
    reader = Content()
    reader.feed(html)
    reader.close()
    return reader.faults


def rss_faults(text: str) -> Iterator[str]:
    root = etree.fromstring(text.encode())
    (channel,) = root
    if root.get("version") != "2.0":
        yield "version"
    for name in ("title", "link", "description", "language", "lastBuildDate", "generator", "docs"):
        if len(channel.findall(name)) != 1:
            yield f"channel: {name}"
    selves = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(selves) != 1:
        yield "MissingSelf"
    newest = parsedate_to_datetime(channel.findtext("lastBuildDate", ""))
    ids: set[str] = set()
    for item in channel.findall("item"):
        yield from _item_faults(item)
        ids.add(item.findtext("guid", ""))
        if parsedate_to_datetime(item.findtext("pubDate", "")) > newest:
            yield "newer than its feed"
    if len(ids) != len(channel.findall("item")):
        yield "DuplicateElement: guid"


def _item_faults(item: Any) -> Iterator[str]:
    for name in _ONCE_IN_ITEM:
        if len(item.findall(name)) > 1:
            yield f"DuplicateElement: {name}"
    for name in ("title", "link", "guid", "pubDate", "description"):
        if not item.findtext(name, "").strip():
            yield f"MissingElement: {name}"
    if not _RFC_822.fullmatch(item.findtext("pubDate", "")):
        yield "InvalidRFC2822Date"
    guid = item.find("guid")
    is_link = guid.get("isPermaLink", "true") == "true"
    if is_link and not re.fullmatch(r"https?://[!-~]+", guid.text):
        yield "InvalidHttpGUID"
    author = item.findtext("author")
    if author is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+ \(.+\)", author):
        yield "InvalidContact"
    if author is not None and item.find(DC) is not None:
        yield "DuplicateItemSemantics: author"
    enclosure = item.find("enclosure")
    if enclosure is not None and not (
        enclosure.get("length", "").isdigit()
        and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", enclosure.get("type", ""))
        and re.fullmatch(r"https?://[!-~]+", enclosure.get("url", ""))
    ):
        yield "InvalidEnclosure"
    yield from faults_of_content(item.findtext(CONTENT) or item.findtext("description", ""))


def atom_faults(text: str) -> Iterator[str]:
    root = etree.fromstring(text.encode())
    schema = etree.RelaxNG(etree.parse(str(_SCHEMAS / "atom.rng")))
    if not schema.validate(root):
        yield str(schema.error_log)
    if [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") != 1:
        yield "MissingSelf"
    entries = root.findall(f"{ATOM}entry")
    if len({entry.findtext(f"{ATOM}id") for entry in entries}) != len(entries):
        yield "DuplicateEntries"
    if root.findtext(f"{ATOM}updated") not in [e.findtext(f"{ATOM}updated") for e in entries]:
        yield "updated is none of an entry"
    for entry in entries:
        if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            yield "MissingElement: author"
        rels = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
        if rels.count("alternate") != 1:
            yield "DuplicateAtomLink"
        if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}summary") is None:
            yield "MissingContentOrAlternate"
        for name in ("content", "summary"):
            element = entry.find(f"{ATOM}{name}")
            if element is not None and element.get("type") == "html":
                yield from faults_of_content(element.text or "")


def json_faults(text: str) -> Iterator[str]:
    import jsonschema

    said = json.loads(text)
    schema = json.loads((_SCHEMAS / "jsonfeed.json").read_text("utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(said):
        yield f"{error.json_path}: {error.message}"
    ids = [item["id"] for item in said["items"]]
    if len(set(ids)) != len(ids):
        yield "an id twice"
    if "feed_url" not in said:
        yield "no feed_url"
    for item in said["items"]:
        yield from faults_of_content(item["content_html"])


FAULTS = {"rss": rss_faults, "atom": atom_faults, "json": json_faults}
