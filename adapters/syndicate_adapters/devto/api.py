"""The API of Forem, version 1, as dev.to answers it.

Source: forem/forem as of 2026, app/controllers/api/v1 and app/models/article.rb; tests/services/forem.py does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from syndicate.diagnostics import SyndicateError
from syndicate.model import Post
from syndicate.publisher import (
    Account,
    Answer,
    Article,
    LiveCopy,
    NoAnswer,
    Placed,
    Refused,
    Request,
    Send,
    Service,
    State,
    Wish,
)
from syndicate.web.urls import same_page
from syndicate_adapters.devto.complaints import complaints_in, trouble_in
from syndicate_adapters.devto.options import DevtoOptions
from syndicate_adapters.devto.payload import article
from syndicate_adapters.devto.titles import title_for

ACCEPT: Final = "application/vnd.forem.api-v1+json"
"""Without it an older version of the API answers."""

PAGE: Final = 100
"""Articles in one answer."""


_SKEW: Final = timedelta(minutes=3)
"""By how much the clocks of this machine and of the service may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forem:
    """An account on a Forem site; a `Publisher`."""

    send: Send

    def account(self) -> Account:
        """Whose key it is."""
        user = _good(self.send(Request(method="GET", path="/users/me"))).object()
        return Account(id=str(_must(user, "id")), name=str(user.get("username") or ""))

    def copies(self) -> Iterator[LiveCopy]:
        """All articles of the account, page by page; what was made in between may come twice."""
        seen: set[str] = set()
        page = 1
        while True:
            path = f"/articles/me/all?page={page}&per_page={PAGE}"
            items = _good(self.send(Request(method="GET", path=path))).array()
            for item in items:
                copy = _live(item)
                if copy.id not in seen:
                    seen.add(copy.id)
                    yield copy
            if len(items) < PAGE:
                return
            page += 1

    def create(self, article: Article, wish: Wish) -> Placed:
        """Makes a draft, or what is wished. Raises Refused."""
        fields = {name: value for name, value in article.fields.items() if value not in ("", None)}
        fields = {**fields, "published": wish.is_public, **_moment(wish)}
        request = Request(method="POST", path="/articles", body={"article": fields})
        return _placed(self.send(request))

    def update(self, live: LiveCopy, article: Article, wish: Wish) -> Placed:
        """Sends every field that is ours; what is public stays public. Raises Refused."""
        is_public = wish.is_public or live.state is not State.DRAFT
        fields: dict[str, object] = {**article.fields, "published": is_public}
        if live.state is not State.PUBLIC:  # afterwards the date is fixed
            fields |= _moment(wish)
        request = Request(method="PUT", path=f"/articles/{live.id}", body={"article": fields})
        return _placed(self.send(request))


def _moment(wish: Wish) -> dict[str, object]:
    if not wish.is_public or wish.moment is None:
        return {}
    return {"published_at": wish.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _good(answer: Answer) -> Answer:
    """An answer to a request that asks for what must be there. Raises SyndicateError."""
    if answer.status in (401, 403):
        raise SyndicateError(
            f"dev.to does not accept the key ({_error(answer)}); make one at https://dev.to/settings/extensions"
        )
    if not answer.is_good:
        raise SyndicateError(f"dev.to answers {answer.shown()}; check --api-url")
    return answer


def _placed(answer: Answer) -> Placed:
    """What came of a write. Raises Refused, NoAnswer, SyndicateError."""
    if answer.status in (401, 403):
        _good(answer)
    if 300 <= answer.status < 400:
        raise SyndicateError(
            f"dev.to leads elsewhere, to {answer.headers.get('location', '?')}; give that with --api-url"
        )
    if answer.status == 404:
        raise Refused("there is no such article any more")
    if not answer.is_good:
        text = _error(answer)
        raise Refused(text, complaints_in(text))
    found = answer.object()
    html = found.get("body_html")
    body = found.get("body_markdown")
    return Placed(
        id=str(_must(found, "id")),
        url=str(_must(found, "url")),
        state=_state(found),
        body=body if isinstance(body, str) else None,
        trouble=trouble_in(html) if isinstance(html, str) else None,
    )


def _error(answer: Answer) -> str:
    try:
        said = answer.object().get("error")
    except NoAnswer:
        return answer.shown()
    return said if isinstance(said, str) else answer.shown()


def _must(found: Mapping[str, Any], name: str) -> object:
    value = found.get(name)
    if not isinstance(value, str | int) or value == "":
        raise NoAnswer(f"the answer names no {name}")
    return value


def _state(found: Mapping[str, Any]) -> State:
    """Of an article in an answer: single ones say nothing but when they were published."""
    at = found.get("published_at") or found.get("published_timestamp")
    if not found.get("published", bool(at)):
        return State.DRAFT
    if not isinstance(at, str) or not at:
        return State.DRAFT if "published" not in found else State.PUBLIC
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return State.PUBLIC
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return State.SCHEDULED if moment > datetime.now(UTC) + _SKEW else State.PUBLIC


def _live(item: Mapping[str, Any]) -> LiveCopy:
    url = str(_must(item, "url"))
    canonical = _text(item, "canonical_url")
    tags = item.get("tag_list")
    names = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return LiveCopy(
        id=str(_must(item, "id")),
        url=url,
        title=_text(item, "title"),
        body=_text(item, "body_markdown"),
        canonical_url="" if same_page(canonical, url) else canonical,
        state=_state(item),
        fields={
            "title": _text(item, "title"),
            "description": _text(item, "description"),
            "canonical_url": canonical,
            "tags": [str(name).strip() for name in names if str(name).strip()],
        },
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


# -- the service ----------------------------------------------------------------------------------


def _headers(key: str) -> Mapping[str, str]:
    return {"api-key": key, "Accept": ACCEPT}


def _title(post: Post) -> str:
    return title_for(post.title)[0]


def _pictures(article: Article) -> tuple[str, ...]:
    from syndicate.body.soup import attribute, soup_of

    found = (attribute(image, "src") for image in soup_of(article.body).find_all("img"))
    cover = article.fields.get("main_image")
    return tuple(dict.fromkeys((*([str(cover)] if cover else []), *filter(None, found))))


def _connect(send: Send, options: DevtoOptions) -> Forem:
    return Forem(send=send)


def _is_public(options: DevtoOptions) -> bool:
    return options.published


SERVICE: Final = Service(
    api_url="https://dev.to/api",
    hosts=("dev.to",),
    keys=("DEVTO_API_KEY",),
    headers=_headers,
    write_pause=1.0,
    read_pause=0.4,
    article=article,
    title=_title,
    pictures=_pictures,
    connect=_connect,
    is_public=_is_public,
)
