"""A Forem site that remembers: its rules, limits and errors as its own code has them, without the network.

`Forem.answer` takes a request and gives an answer; tests/services/loopback.py serves it over HTTP.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from tests.services.schema import must_fit

Reply = tuple[int, dict[str, str], str]

V1 = "application/vnd.forem.api-v1+json"
FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
KEPT = ("title", "description", "tags", "series", "canonical_url", "published", "cover_image")


@dataclass(slots=True, kw_only=True)
class Stored:
    """One article."""

    id: int
    owner: int
    title: str
    body: str
    slug: str
    created_at: datetime
    tags: tuple[str, ...] = ()
    description: str = ""
    canonical_url: str | None = None
    series: str | None = None
    main_image: str | None = None
    published: bool = False
    published_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Forem:
    """users: id and name by key. now: the site's clock. throttles: whether it limits how fast it is asked."""

    users: dict[str, tuple[int, str]]
    now: Callable[[], datetime]
    seed: int = 0
    throttles: bool = True
    checks: bool = True
    published_limit: int = 9
    aliases: Mapping[str, str] = field(default_factory=lambda: {"js": "javascript"})
    host: str = "https://dev.to"
    articles: dict[int, Stored] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    writes: list[datetime] = field(default_factory=list)
    reads: list[datetime] = field(default_factory=list)
    refusals: int = 0
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    # -- requests ----------------------------------------------------------------------------------

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        head = {name.lower(): value for name, value in headers.items()}
        parts = urlsplit(target)
        path = parts.path.removeprefix("/api")
        self.log.append((method, path))
        if not head.get("user-agent") or head["user-agent"].startswith("Python-urllib"):
            return error(403, "Forbidden Bots")
        assert head.get("accept") == V1, "the old version of the API would answer"
        if self.throttles and (reply := self._throttled(method)) is not None:
            self.refusals += 1
            return reply
        user = self.users.get(head.get("api-key", ""))
        if user is None:
            return error(401, "unauthorized")
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if method == "GET":
            return self._read(path, query, user)
        assert head.get("content-type") == "application/json"
        return self._write(method, path, body, user)

    def _throttled(self, method: str) -> Reply | None:
        """The throttle in front of the application, which speaks in plain text."""
        times, most = (self.reads, 3) if method == "GET" else (self.writes, 1)
        now = self.now()
        times[:] = [each for each in times if (now - each).total_seconds() < 1]
        if len(times) >= most:
            return 429, {"Content-Type": "text/plain", "Retry-After": "1"}, "Retry later\n"
        times.append(now)
        return None

    def _read(self, path: str, query: Mapping[str, str], user: tuple[int, str]) -> Reply:
        if path == "/users/me":
            return good(200, {"id": user[0], "username": user[1], "name": user[1].title()}, "user")
        if listed := re.fullmatch(r"/articles/me(?:/(all|published|unpublished))?", path):
            return self._list(listed[1] or "published", query, user)
        if single := re.fullmatch(r"/articles/(\d+)", path):
            stored = self.articles.get(int(single[1]))
            if stored is None or not self.is_visible(stored):
                return error(404, "not found")
            return good(200, self.as_article(stored), "article" if self.checks else "")
        return error(404, "not found")

    def _list(self, kind: str, query: Mapping[str, str], user: tuple[int, str]) -> Reply:
        size = min(int(query.get("per_page", 30)), 1000)
        start = (int(query.get("page", 1)) - 1) * size
        mine = [a for a in self.articles.values() if a.owner == user[0]]
        if kind != "all":
            mine = [a for a in mine if self.is_visible(a) == (kind == "published")]
        far = datetime.max.replace(tzinfo=UTC)
        mine.sort(key=lambda a: (a.published_at or far, a.created_at, a.id), reverse=True)
        items = [self.as_item(each) for each in mine[start : start + size]]
        return good(200, items, "items" if self.checks else "")

    def _write(self, method: str, path: str, body: bytes, user: tuple[int, str]) -> Reply:
        value = json.loads(body)
        if self.checks:
            must_fit(value, "create" if method == "POST" else "update")
        if not isinstance(value, dict) or not value.get("article"):
            return error(422, "param is missing or the value is empty: article")
        if not isinstance(value["article"], dict):
            return error(422, "article param must be a JSON object")
        if method == "POST" and path == "/articles":
            return self._create(value["article"], user)
        changed = re.fullmatch(r"/articles/(\d+)", path)
        stored = self.articles.get(int(changed[1])) if changed else None
        if method != "PUT" or stored is None or stored.owner != user[0]:
            return error(404, "not found")
        return self._update(stored, value["article"])

    # -- articles ----------------------------------------------------------------------------------

    def _create(self, fields: dict[str, Any], user: tuple[int, str]) -> Reply:
        now = self.now()
        recent = [
            a
            for a in self.articles.values()
            if a.published_at and 0 <= (now - a.published_at).total_seconds() < 30
        ]
        if self.throttles and len(recent) > self.published_limit:
            self.refusals += 1
            text = json.dumps(
                {"error": "Rate limit reached, try again in 30 seconds", "status": 429}
            )
            return 429, {"Content-Type": "application/json", "Retry-After": "30"}, text
        stored = Stored(
            id=1000 + len(self.articles),
            owner=user[0],
            title="",
            body="",
            slug="",
            created_at=now,
        )
        problems = self._assign(stored, fields, is_new=True)
        twin = [
            a
            for a in self.articles.values()
            if a.owner == user[0]
            and a.title == stored.title
            and (now - a.created_at).total_seconds() < 300
        ]
        if twin:
            problems.append("Title has already been used in the last five minutes")
        return self._saved(stored, problems, 201)

    def _update(self, stored: Stored, fields: dict[str, Any]) -> Reply:
        draft = Stored(**{name: getattr(stored, name) for name in Stored.__slots__})
        problems = self._assign(draft, fields, is_new=False)
        return self._saved(draft, problems, 200)

    def _assign(self, stored: Stored, fields: dict[str, Any], *, is_new: bool) -> list[str]:
        problems: list[str] = []
        was_live = self.is_visible(stored)
        text = fields.get("body_markdown", stored.body)
        given = {**fields, **front_matter(text)}
        stored.body = text
        if "title" in given:
            stored.title = clean(str(given["title"]))
        if isinstance(given.get("tags"), list):
            stored.tags, wrong = self._tags(given["tags"])
            problems += wrong
        if "description" in given:
            stored.description = given["description"] or ""
        stored.description = stored.description or " ".join(text.split())[:100]
        for name in ("canonical_url", "series", "main_image"):
            if name in given:
                setattr(stored, name, given[name] or None)
        stored.published = bool(given.get("published", stored.published))
        problems += self._dates(stored, given.get("published_at"), was_live, is_new=is_new)
        return problems + self._judged(stored)

    def _tags(self, tags: list[str]) -> tuple[tuple[str, ...], list[str]]:
        names = [self.aliases.get(tag.lower(), tag.lower()) for tag in tags]
        problems = [
            f'Tag "{name}" contains non-alphanumeric or prohibited unicode characters'
            for name in names
            if not name.isalnum()
        ]
        if len(names) > 4:
            problems.append("Tag list exceed the maximum of 4 tags")
        return tuple(dict.fromkeys(names)), problems

    def _dates(
        self, stored: Stored, given: str | None, was_live: bool, *, is_new: bool
    ) -> list[str]:
        now = self.now()
        if given is not None and stored.published:
            moment = datetime.fromisoformat(given)
            if was_live:
                assert stored.published_at is not None
                if abs((moment - stored.published_at).total_seconds()) > 60:
                    return [
                        "updating published_at for articles that have already been published is not allowed"
                    ]
            elif moment < now - timedelta(minutes=15):
                return ["only future or current published_at allowed"]
            else:
                stored.published_at = moment
        if stored.published and stored.published_at is None:
            stored.published_at = now
        if stored.published and not (stored.slug and not stored.slug.endswith("temp")):
            stored.slug = self._slug(stored.title)
        if not stored.slug:
            stored.slug = f"{self._slug(stored.title)}-temp-slug-{self.random.randrange(10**7)}"
        if stored.published and "-temp-slug-" in stored.slug:
            stored.slug = self._slug(stored.title)
        return []

    def _slug(self, title: str) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:100]
        return f"{words}-{''.join(self.random.choices('abcdefghijklmnopqrstuvwxyz', k=4))}"

    def _judged(self, stored: Stored) -> list[str]:
        problems: list[str] = []
        if not stored.title:
            problems.append("Title can't be blank")
        if len(stored.title) > 128:
            problems.append("Title is too long (maximum is 128 characters)")
        if len(stored.body.encode()) > 800 * 1024:
            problems.append("Body markdown is too long.")
        url = stored.canonical_url
        if url and " " in url:
            problems.append("Canonical url must not have spaces")
        if url and stored.published:
            others = [
                a
                for a in self.articles.values()
                if a.id != stored.id and a.published and a.canonical_url == url
            ]
            if others:
                problems.append(
                    "Canonical url has already been taken. Email yo@dev.to for further details"
                )
        if re.search(r"\{\{", prose(stored.body)):
            problems.append("Liquid error: Liquid variables are disabled")
        return problems

    def _saved(self, stored: Stored, problems: list[str], status: int) -> Reply:
        if problems:
            head = ", ".join(problems[:-1])
            return error(422, f"{head} and {problems[-1]}" if head else problems[-1])
        self.articles[stored.id] = stored
        reply = good(status, self.as_article(stored), "article" if self.checks else "")
        reply[1]["Location"] = self.url_of(stored)
        return reply

    # -- what is shown -----------------------------------------------------------------------------

    def is_visible(self, stored: Stored) -> bool:
        at = stored.published_at
        return stored.published and at is not None and at <= self.now()

    def url_of(self, stored: Stored) -> str:
        return f"{self.host}/mina/{stored.slug}"

    def _common(self, stored: Stored) -> dict[str, Any]:
        at = stored.published_at
        return {
            "type_of": "article",
            "id": stored.id,
            "title": stored.title,
            "description": stored.description,
            "slug": stored.slug,
            "path": f"/mina/{stored.slug}",
            "url": self.url_of(stored),
            "canonical_url": stored.canonical_url or self.url_of(stored),
            "body_markdown": stored.body,
            "cover_image": stored.main_image and f"{self.host}/cdn/{stored.main_image}",
            "published_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
        }

    def as_item(self, stored: Stored) -> dict[str, Any]:
        """As lists have it: tags are an array."""
        return {
            **self._common(stored),
            "published": stored.published,
            "tag_list": list(stored.tags),
        }

    def as_article(self, stored: Stored) -> dict[str, Any]:
        """As single answers have it: tags are a text."""
        found = re.search(r"\{% *(nosuchtag\w*)", prose(stored.body))
        html = (
            f"Liquid syntax error: Unknown tag '{found[1]}'" if found else f"<p>{stored.title}</p>"
        )
        return {
            **self._common(stored),
            "tag_list": ", ".join(stored.tags),
            "tags": list(stored.tags),
            "body_html": html,
        }


def clean(title: str) -> str:
    """A title without the signs that Forem does not keep."""
    return " ".join(re.sub(r"[→×°²≥½①]", " ", title).split())


def prose(text: str) -> str:
    """The text without code and what stands in raw blocks."""
    text = re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", text, flags=re.DOTALL)
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def front_matter(text: str) -> dict[str, Any]:
    """What a header in the text says; it wins over the fields."""
    found = FRONT.match(text)
    values = yaml.safe_load(found[1]) if found else None
    if not isinstance(values, dict):
        return {}
    kept = {name: values[name] for name in KEPT if name in values}
    if isinstance(kept.get("tags"), str):
        kept["tags"] = [tag.strip() for tag in kept["tags"].split(",")]
    return kept


def good(status: int, value: object, name: str) -> Reply:
    if name:
        must_fit(value, name)
    return status, {"Content-Type": "application/json; charset=utf-8"}, json.dumps(value)


def error(status: int, text: str) -> Reply:
    value = {"error": text, "status": status}
    return status, {"Content-Type": "application/json"}, json.dumps(value)
