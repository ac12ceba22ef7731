"""The API of Medium for holders of old tokens: it makes stories, and neither lists, reads nor changes them.

Source: Medium's API documentation, no longer supported, last changed in March 2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from syndicate.adapter import ExportContext
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report, SyndicateError
from syndicate.model import Post
from syndicate.original import about, canonical_of
from syndicate.publisher import (
    Account,
    Answer,
    Article,
    Complaint,
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
from syndicate_adapters.medium.options import MediumOptions

_MOST_TAGS: Final = 3
_LONGEST_TAG: Final = 25
_KEYS: Final = {"title": ("title",), "tags": ("tags",), "canonicalUrl": ("canonical_url",)}


def article(context: ExportContext, post: Post, options: MediumOptions, report: Report) -> Article:
    """The story as the API takes it. Raises UnreadableSource, ParserFailure and UsageError."""
    from syndicate_adapters.medium.article import blocks_of
    from syndicate_adapters.medium.pages import html_of

    title = _title(post)
    canonical = canonical_of(post) or ""
    fields: dict[str, object] = {
        "title": title,
        "contentFormat": "html",
        "content": html_of(blocks_of(context, post, options, report)),
        "tags": _tags(post, report),
        "canonicalUrl": canonical,
    }
    if options.license:
        fields["license"] = options.license
    return Article(title=title, canonical_url=canonical, fields=fields, body_field="content")


def _title(post: Post) -> str:
    return " ".join(post.title.split())


def _tags(post: Post, report: Report) -> list[str]:
    names = list(dict.fromkeys(" ".join(term.name.split()) for term in post.tags))
    kept = [name for name in names if len(name) <= _LONGEST_TAG][:_MOST_TAGS]
    if cut := [name for name in names if name not in kept]:
        message = f"Medium's API takes {_MOST_TAGS} tags of {_LONGEST_TAG} characters; left out: {', '.join(cut)}"
        report(about(post, "tags", CODES["tags-cut"], message))
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """An account on Medium; a `Publisher` that only creates. publication: its id, "" for none."""

    send: Send
    publication: str = ""

    def account(self) -> Account:
        """Whose token it is."""
        user = _data(_good(self.send(Request(method="GET", path="/me"))))
        return Account(id=_text(user, "id"), name=str(user.get("username") or ""))

    def copies(self) -> None:
        """Medium lists no stories."""

    def create(self, article: Article, wish: Wish) -> Placed:
        """Makes a story, as a draft unless it is wished otherwise. Raises Refused."""
        status = "public" if wish.is_public else "draft"
        fields = {**article.fields, "publishStatus": status, "notifyFollowers": False}
        place = f"/publications/{self.publication}" if self.publication else self._author()
        story = _data(_taken(self.send(Request(method="POST", path=f"{place}/posts", body=fields))))
        is_public = story.get("publishStatus", status) == "public"
        return Placed(
            id=_text(story, "id"),
            url=_text(story, "url"),
            state=State.PUBLIC if is_public else State.DRAFT,
        )

    def _author(self) -> str:
        return f"/users/{self.account().id}"

    def update(self, live: LiveCopy, article: Article, wish: Wish) -> Placed:
        """Medium changes no story. Raises Refused."""
        raise Refused("Medium's API cannot change a story")


def _good(answer: Answer) -> Answer:
    if answer.status in (401, 403):
        raise SyndicateError(
            f"Medium does not accept the token ({_error(answer)}); new ones are no longer given: use "
            "`syndicate export --to medium` and its import"
        )
    if not answer.is_good:
        raise SyndicateError(f"Medium answers {answer.shown()}; check --api-url")
    return answer


def _taken(answer: Answer) -> Answer:
    if answer.status == 401:
        _good(answer)
    if not answer.is_good:
        text = _error(answer)
        keys = next((keys for word, keys in _KEYS.items() if word.lower() in text.lower()), ())
        raise Refused(text, (Complaint(message=text, keys=keys),))
    return answer


def _error(answer: Answer) -> str:
    try:
        errors = answer.object().get("errors")
    except NoAnswer:
        return answer.shown()
    if not isinstance(errors, list):
        return answer.shown()
    told = [str(each.get("message", "")) for each in errors if isinstance(each, dict)]
    return "; ".join(filter(None, told)) or answer.shown()


def _data(answer: Answer) -> Mapping[str, Any]:
    found = answer.object().get("data")
    if not isinstance(found, dict):
        raise NoAnswer(f"the answer has no data: {answer.shown()}")
    return found


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise NoAnswer(f"the answer names no {name}")
    return value


# -- the service ----------------------------------------------------------------------------------


def _headers(token: str) -> Mapping[str, str]:
    return {
        "Authorization": f"Bearer {token}",
        "Accept": "application/json",
        "Accept-Charset": "utf-8",
    }


def _pictures(article: Article) -> tuple[str, ...]:
    from syndicate.body.soup import attribute, cleaned

    found = (attribute(image, "src") for image in cleaned(article.body).find_all("img"))
    return tuple(dict.fromkeys(filter(None, found)))


def _connect(send: Send, options: MediumOptions) -> Medium:
    return Medium(send=send, publication=options.publication)


SERVICE: Final = Service(
    api_url="https://api.medium.com/v1",
    hosts=("medium.com",),
    keys=("MEDIUM_TOKEN", "MEDIUM_INTEGRATION_TOKEN"),
    headers=_headers,
    write_pause=1.0,
    read_pause=0.4,
    article=article,
    title=_title,
    pictures=_pictures,
    connect=_connect,
    can_list=False,
    can_update=False,
    can_schedule=False,
)
