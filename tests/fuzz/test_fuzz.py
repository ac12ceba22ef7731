"""A short campaign, and that a campaign finds what is there to be found."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from syndicate.body.nodes import Body
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.source.text import SourceText, Span
from tests.fuzz.__main__ import main
from tests.fuzz.campaign import Campaign, Finding, patience, shortened, trouble_of
from tests.fuzz.laws import READERS, TARGETS, check
from tests.fuzz.mutator import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.trials import FILES, Trial, text_trial

DOCUMENTS = 900


def test_no_document_breaks_a_law() -> None:
    campaign = Campaign(seed=1)
    campaign.run(DOCUMENTS)
    assert campaign.findings == {}
    assert campaign.documents == DOCUMENTS
    assert len(campaign.seen) > 50, "the documents show next to nothing"


@pytest.mark.parametrize("trial", FILES, ids=lambda trial: trial.name)
def test_the_first_texts_of_every_file_are_tried(trial: Trial) -> None:
    """Some show a good site, most a worse one; none breaks a law."""
    texts = trial.seeds()[:12]
    assert texts
    seen = frozenset().union(*(trial.check(text) for text in texts))
    assert seen


FINDINGS = (
    ("hugo", "e\r-\r "),  # a heading whose lines end as on old Macs
    ("jekyll", "~~"),  # what a reader puts in is not what the author wrote
    ("jekyll", "</h>\n# r"),
    ("jekyll", "<details><table>"),  # a table without rows where dev.to shows none
    ("hugo", ">[!G] .\r\r6-16."),  # a title that goes on behind its callout
    *((engine, "> " * 4_000) for engine in ("docusaurus", "hugo", "jekyll")),  # calls in calls
    ("hugo", "<em>of it<summary>More <<summary>" * 60),  # tags without an end
    ("hugo", "- a\n\n  ```\n  {:abc}\n"),  # attributes in code without an end
    ("docusaurus", "> a\n~~~\n{:abc}\n~~~\n"),  # and in code right below a quote
    ("hugo", "&dollar;"),  # what an escape holds is no text
    ("hugo", "s<?>las?>"),  # an instruction that ends twice
    ("hugo", "'\n<script>\n{:tip}\n"),  # what only looks like attributes in a script
    ("hugo", '<img src="g" rps.>'),  # an attribute that MDX cannot say
    ("hugo", "\f```s tit"),  # the title of a fence without code
    ("docusaurus", "<\n>```s tit"),
    ("jekyll", 'p<img s="" alc="x.p> [!NOTE]ng" c="" alc="x.p> [!NOTE]ng" t="">'),
    (
        "jekyll",
        "te**Note**Note**Noo}\r\r{:.important-title}\r>e\r>>",
    ),  # the title of a callout behind a lone CR
    ("hugo", "\n*[{:]:"),  # one hazard inside of another
    ("hugo", "<l>\n|</e\nonl>"),  # a tag that begins in what looks like a row
    ("hugo", '<?php{{<b l"">}}>'),  # a node in an instruction
    ("docusaurus", "<l>\n</o and{}>"),  # and in a closing tag
    ("hugo", "<p>\n\n{::nomarkdown}{::nomarkdown}"),  # the words we hide with
    ("docusaurus", "<p>\n\n{::nomarkdown}{::nomarkdown}"),
    ("docusaurus", "<l{: markdown="),  # no tag, so no attribute of one
    ("hugo", "<l{: markdown="),
)
"""Documents that broke a law once."""


@pytest.mark.parametrize(("engine", "text"), FINDINGS)
def test_what_was_found_once_holds(engine: str, text: str) -> None:
    check(text, next(reader for reader in READERS if reader.name == engine))


@pytest.mark.parametrize(
    ("engine", "target", "text"),
    [
        ("hugo", "devto", ">" * 100_000),  # the sanitizer looks at all that is around an element
        ("hugo", "medium", "> - " * 25_000),
        ("hugo", "medium", "a~b" * 36_000),  # texts side by side are joined
        ("hugo", "medium", "* a\n  " * 15_000),
        (
            "hugo",
            "devto",
            "<ul>a<li>b</li>\n" * 8_000,
        ),  # what stands between items is put into some
        ("hugo", "devto", "<ul>" * 90 + "<b>a</b>\n" * 3_000),
        ("hugo", "devto", "*a " * 20_000 + "a*" * 20_000),
        ("jekyll", "hugo", "<script>" * 50_000),  # code without an end
        ("hugo", "jekyll", ": a\n" * 5_000),  # what kramdown alone reads stands beside each piece
        ("hugo", "jekyll", "term\n: a\n" * 3_500),
        ("docusaurus", "hugo", "{/*" * 100_000),  # comments without an end
        ("docusaurus", "hugo", "{//" * 100_000),
        ("docusaurus", "hugo", "# a {#" * 50_000),  # ids without an end
        ("jekyll", "hugo", "~" * 100_000),  # a fence that is all of a text
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, str) else None,
)
def test_no_document_takes_the_square_of_its_size(engine: str, target: str, text: str) -> None:
    """Each took minutes once; it has to be done, or refused, in the time that any document is given."""
    source = next(reader.dialect for reader in READERS if reader.name == engine)
    dialect = next(each for each in TARGETS if each.name == target)
    with patience(), suppress(SyndicateError):
        body = source.parse(SourceText("a.md", text), Span(0, len(text)), source.settings, _silent)
        render(body, source, dialect)


def _silent(found: Diagnostic) -> None:
    pass


def test_a_document_is_the_same_each_time() -> None:
    assert mutated(Random("1 7"), seeds()) == mutated(Random("1 7"), seeds())
    assert mutated(Random("1 7"), seeds()) != mutated(Random("1 8"), seeds())


def test_an_exception_is_found_and_its_document_made_short(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = READERS[0]

    def parse(source: SourceText, span: Span, settings: object, report: Report) -> Body:
        if ":::" in source.text:
            raise KeyError(source.text)
        return reader.dialect.parse(source, span, settings, report)

    broken = dataclasses.replace(
        reader, dialect=dataclasses.replace(reader.dialect, parse=parse, rows={})
    )
    monkeypatch.setattr("tests.fuzz.campaign.TRIALS", (text_trial(broken),))
    campaign = Campaign(seed=1)
    campaign.run(200)
    (finding,) = campaign.findings.values()
    assert finding.text == ":::"
    assert finding.what == "KeyError in test_fuzz.py:parse"


def test_text_that_does_not_come_back_is_found() -> None:
    reader = READERS[0]

    def parse(source: SourceText, span: Span, settings: object, report: Report) -> Body:
        return Body(source=source, span=Span(span.start, span.end // 2), nodes=())

    broken = dataclasses.replace(reader, dialect=dataclasses.replace(reader.dialect, parse=parse))
    assert trouble_of("some text", text_trial(broken)) == (
        f"law: {reader.name} does not give the text back",
        f"{reader.name} does not give the text back",
    )


def test_a_document_is_shortened_to_what_the_trouble_needs() -> None:
    assert shortened("some words | and > others", lambda text: "|" in text and ">" in text) == "|>"


def test_findings_are_written_and_end_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(campaign: Campaign, count: int) -> None:
        campaign.documents += count
        campaign.findings["a"] = Finding(trial="hugo", what="a", text="x\x1b", trace="t")

    monkeypatch.setattr(Campaign, "run", run)
    assert main(["--documents", "5", "--seed", "1", "--out", str(tmp_path)]) == 1
    (file,) = tmp_path.iterdir()
    assert '"text": "x\\u001b"' in file.read_text()
    assert "5 documents" in capsys.readouterr().out
