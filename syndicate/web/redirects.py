"""Redirects in the forms of hosts, and what is wrong with a list of them.

Sources: the hosts' own documentation of `_redirects` (Netlify, Cloudflare Pages), `vercel.json`, nginx's
ngx_http_map_module, Apache's mod_alias and ap_pregsub; asked were nginx 1.22, Apache 2.4, @vercel/routing-utils 6.6,
@netlify/redirects 4.0 and the asset server of @cloudflare/pages-shared 0.13, which looks a path up as it is sent;
wrangler 4.86 (`pages dev`) took 1,842 lines of ours and led on from every path, with its slash and without.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from syndicate.web.urls import PATH_SAFE, split_url, unquote_path, without_dots

_STRAY: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_SPECIAL: Final = str.maketrans({sign: quote(sign, safe="") for sign in "*:()[]{}$+\\\"'"})
_REGEX: Final = re.compile(r"([\\.^$|?*+()\[\]{}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Readers of the path `old` are sent to `new`, a path or an absolute URL; both are percent-encoded.

    owner: the file to point at when speaking of it.
    """

    old: str
    new: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with a rule: the name of a diagnostic code, and why."""

    code: str
    owner: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a host takes redirects. files: path and text of each, from rules that `checked` gave.

    limit: of rules, None where there is none; both spellings of a path, with and without the final slash, count
    where `is_exact`. longest: characters of one redirect. wild: what stands for any text in an old path, and has no
    escape. place: "served": the file lies among those that are served as they are, "root": beside all else.
    """

    name: str
    place: str  # "served", "root" or "notes"
    files: Callable[[Sequence[Rule]], Mapping[str, str]]
    is_exact: bool = False
    limit: int | None = None
    longest: int | None = None
    wild: re.Pattern[str] | None = None
    decodes: bool = False


def rule(old: str, new: str, owner: str = "") -> Rule:
    """The rule from a path to a path or URL, however they are encoded."""
    return Rule(
        old=encoded(old.partition("#")[0].partition("?")[0]), new=_encoded_url(new), owner=owner
    )


def encoded(path: str) -> str:
    """A path percent-encoded as UTF-8; escapes that stand in it stay, dot segments are resolved."""
    safe = quote(_STRAY.sub("%25", path), safe=f"/%{PATH_SAFE}", errors="surrogatepass")
    return without_dots(f"/{safe.lstrip('/')}")


def _encoded_url(url: str) -> str:
    parts = split_url(url)
    path = encoded(parts.path) if parts.path or parts.host is None else ""
    return str(replace(parts, path=path))


def spelling(path: str) -> str:
    """What two spellings of a path have in common that every host answers alike: final slash and index.html."""
    return unquote_path(path).removesuffix("/index.html").rstrip("/") or "/"


# -- what is wrong ---------------------------------------------------------------------------------


def checked(
    rules: Iterable[Rule], served: Collection[str], origin: str
) -> tuple[tuple[Rule, ...], tuple[Flaw, ...]]:
    """The rules that can be written, each leading to its end in one step, and what is to be told of the others.

    served: paths of pages that are there. origin: the site's, without a final slash.
    """
    pages = {spelling(path) for path in served}
    flaws: list[Flaw] = []
    firsts: dict[str, Rule] = {}
    for each in sorted(rules, key=lambda rule: (rule.old, rule.owner, rule.new)):
        each = replace(each, new=local(each.new, origin))
        key = spelling(each.old)
        if key == _key(each.new):
            continue
        first = firsts.get(key)
        if key in pages:
            flaws.append(_collision(each, "is the address of a page"))
        elif first is None:
            firsts[key] = each
        elif _key(first.new) != _key(each.new):
            flaws.append(_collision(each, f"leads to {first.new} already"))
    return tuple(_straight(firsts, flaws)), tuple(flaws)


def local(url: str, origin: str) -> str:
    """`url` without `origin`, if it lies there; a site's rules hold under every name of its host."""
    rest = url.removeprefix(origin) if origin else url
    return rest if rest != url and rest.startswith("/") else url


def _key(url: str) -> str:
    parts = split_url(url)
    if parts.host is not None or parts.query or parts.fragment:
        return url
    return spelling(parts.path)


def _collision(rule: Rule, why: str) -> Flaw:
    return Flaw(
        code="redirect-collision",
        owner=rule.owner,
        message=f"{rule.old} cannot lead to {rule.new}: it {why}",
    )


def _straight(firsts: Mapping[str, Rule], flaws: list[Flaw]) -> Iterator[Rule]:
    """The rules, each with the target where its chain ends; those without an end are left out."""
    ends: dict[str, str | None] = {}
    for key, each in firsts.items():
        end = _end(key, firsts, ends)
        if end is None:
            message = f"{each.old} leads to {each.new}, and from there never to a page; left out"
            flaws.append(Flaw(code="redirect-loop", owner=each.owner, message=message))
            continue
        if end != each.new:
            message = (
                f"{each.old} leads to {each.new}, which leads on; written as one step to {end}"
            )
            flaws.append(Flaw(code="redirect-chain", owner=each.owner, message=message))
        yield replace(each, new=end)


def _end(start: str, firsts: Mapping[str, Rule], ends: dict[str, str | None]) -> str | None:
    """Where the chain that begins at `start` ends, None if it never does. ends: those known, each way once."""
    way: dict[str, None] = {}
    key, end = start, None
    while key not in way:
        if key in ends:
            end = ends[key]
            break
        way[key] = None
        target = firsts[key].new
        key = _path_key(target)
        if key not in firsts:
            end = target
            break
    ends.update(dict.fromkeys(way, end))
    return end


def _path_key(url: str) -> str:
    """The path that a rule could be for: a query or a fragment does not keep it from being followed."""
    parts = split_url(url)
    return url if parts.host is not None else spelling(parts.path)


# -- the forms -------------------------------------------------------------------------------------


def written(form: Form, rules: Sequence[Rule]) -> tuple[Mapping[str, str], tuple[Flaw, ...]]:
    """The files of the host, none without a rule, and what it cannot say of them or will not take."""
    flaws: list[Flaw] = []
    sayable: list[Rule] = []
    for each in rules:
        if why := _unsayable(form, each):
            message = f"{form.name} {why} {each.old}"
            flaws.append(Flaw(code="redirect-unsayable", owner=each.owner, message=message))
        else:
            sayable.append(each)
    lines = sum(len(_spellings(each.old)) for each in sayable) if form.is_exact else len(sayable)
    if form.limit is not None and lines > form.limit:
        message = f"{form.name} takes {form.limit:,} redirects, and there are {lines:,}; it drops the others"
        flaws.append(Flaw(code="redirects-too-many", owner=".", message=message))
    return (form.files(sayable) if sayable else {}), tuple(flaws)


def _unsayable(form: Form, rule: Rule) -> str:
    """Why the host cannot be told of a rule; "" where it can."""
    if form.decodes and _CONTROLS.search(unquote_path(rule.old + rule.new)):
        return "has no words for the control characters in"
    if form.wild is not None and form.wild.search(rule.old):
        return "takes a part for any text in"
    if form.longest is not None and len(f"{rule.old} {_target(rule.new)} 301") > form.longest:
        return f"takes no redirect of more than {form.longest:,} characters:"
    return ""


def _spellings(old: str) -> tuple[str, ...]:
    """A path with and without its final slash, unless it names a file or the root."""
    bare = old.rstrip("/")
    if not bare or "." in bare.rpartition("/")[2]:
        return (old,)
    return (bare, f"{bare}/")


def _target(url: str) -> str:
    """A target in which a host finds no place for a part of the old path."""
    parts = split_url(url)
    return str(replace(parts, path=parts.path.translate(_SPECIAL)))


def _netlify(rules: Sequence[Rule]) -> Mapping[str, str]:
    # It takes both spellings of a path for one; "!" because a page that lies there would win.
    # Paths are to be encoded, says the documentation; its command line looks them up decoded.
    lines = (
        f"{old} {_target(each.new)} 301!\n" for each in rules for old in _as_sent_and_read(each.old)
    )
    return {"_redirects": "".join(lines)}


def _as_sent_and_read(old: str) -> tuple[str, ...]:
    decoded = unquote_path(old)
    is_word = decoded.isprintable() and " " not in decoded and "#" not in decoded
    return (old, decoded) if decoded != old and is_word else (old,)


def _cloudflare(rules: Sequence[Rule]) -> Mapping[str, str]:
    lines = (f"{old} {_target(each.new)} 301\n" for each in rules for old in _spellings(each.old))
    return {"_redirects": "".join(lines)}


def _vercel(rules: Sequence[Rule]) -> Mapping[str, str]:
    found = [
        {
            "source": re.sub(r"([\\:()*+?{}])", r"\\\1", old),
            "destination": _target(each.new),
            "statusCode": 301,
        }
        for each in rules
        for old in _spellings(each.old)
    ]
    return {"vercel.json": json.dumps({"redirects": found}, indent=2) + "\n"}


def _nginx(rules: Sequence[Rule]) -> Mapping[str, str]:
    """A map for the block `http` and the line for `server`; nginx looks up the decoded path.

    Plain entries are found whatever their case, so paths that differ in case only are regular expressions.
    """
    olds = {each.old: unquote_path(each.old) for each in rules}
    seen = Counter(spelling(old).casefold() for old in olds.values())
    seen.update(
        _path_key(each.new).casefold() for each in rules if split_url(each.new).host is None
    )
    entries: list[tuple[str, str]] = []
    for each in rules:
        target = _quoted(_target(each.new))
        if seen[spelling(olds[each.old]).casefold()] > 1:
            entries.append((_quoted(f"~{_pattern(each.old)}"), target))
        else:
            entries += ((_quoted(old), target) for old in _spellings(olds[each.old]))
    longest = max(len(old.encode()) for old, _ in entries)
    sizes = ""
    if longest > 40:
        sizes += f"map_hash_bucket_size {1 << (longest + 32).bit_length()};\n"
    if len(entries) > 1000:
        sizes += f"map_hash_max_size {2 * len(entries)};\n"
    lines = "".join(f"    {old} {new};\n" for old, new in entries)
    text = f'{sizes}map $uri $syndicate_redirect {{\n    default "";\n{lines}}}\n'
    server = "if ($syndicate_redirect) {\n    return 301 $syndicate_redirect;\n}\n"
    return {"nginx-http.conf": text, "nginx-server.conf": server}


def _quoted(text: str) -> str:
    """A word of a configuration between double quotes, as nginx and Apache read it."""
    doubled = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{doubled}"'


def _pattern(old: str) -> str:
    """The regular expression for the decoded path, with and without its final slash."""
    forms = _spellings(unquote_path(old))
    literal = _REGEX.sub(r"\\\1", forms[0])
    return f"^{literal}/?$" if len(forms) > 1 else f"^{literal}$"


def _apache(rules: Sequence[Rule]) -> Mapping[str, str]:
    """Apache matches the decoded path, and encodes the path of the target itself."""
    lines = "".join(
        f"RedirectMatch 301 {_quoted(_pattern(each.old))} {_quoted(_apache_target(each.new))}\n"
        for each in rules
    )
    return {".htaccess": lines}


def _apache_target(url: str) -> str:
    parts = split_url(url)
    decoded = str(replace(parts, path=unquote_path(parts.path)))
    return re.sub(r"([\\$&])", r"\\\1", decoded)


FORMS: Final[Mapping[str, Form]] = {
    form.name: form
    for form in (
        Form(name="netlify", place="served", files=_netlify, wild=re.compile(r"\*/?$|/:")),
        Form(
            name="cloudflare",
            place="served",
            files=_cloudflare,
            is_exact=True,
            limit=2000,
            longest=1000,
            wild=re.compile(r"\*|:[A-Za-z]"),
        ),
        Form(name="vercel", place="root", files=_vercel, is_exact=True, limit=2048, longest=4096),
        Form(name="nginx", place="notes", files=_nginx, decodes=True),
        Form(name="apache", place="served", files=_apache, decodes=True),
    )
}
