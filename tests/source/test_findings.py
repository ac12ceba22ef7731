"""What people are shown of many findings fits a screen."""

from __future__ import annotations

from syndicate.diagnostics import SCREEN, Diagnostic, Severity, shown_diagnostics


def found(code: str, line: int, severity: Severity = Severity.LOSS) -> Diagnostic:
    return Diagnostic(
        path="a.md", line=line, column=1, severity=severity, code=code, message="is lost"
    )


def test_few_codes_show_three_places_each() -> None:
    lines = [*shown_diagnostics(found("a-lost", line) for line in range(1, 6))]
    assert lines == [
        "a.md:1:1: loss: is lost [a-lost]",
        "a.md:2:1: loss: is lost [a-lost]",
        "a.md:3:1: loss: is lost [a-lost]",
        "… and 2 more [a-lost]",
    ]


def test_many_codes_show_fewer_places_but_all_codes_and_errors() -> None:
    several = [found(f"c{code:02}-lost", line) for line in range(1, 8) for code in range(20)]
    errors = [found("post-failed", line, Severity.ERROR) for line in range(1, 8)]
    lines = [*shown_diagnostics([*several, *errors])]
    assert len([line for line in lines if "[post-failed]" in line and "error:" in line]) == 3
    assert all(any(f"[c{code:02}-lost]" in line for line in lines) for code in range(20))
    more = [line for line in lines if line.startswith("…") or " more [" in line]
    assert len(lines) - len(more) <= SCREEN
    assert max(map(len, more)) <= 100
    assert "6 more [c00-lost]" in "\n".join(more)
    assert "4 more [post-failed]" in "\n".join(more)


def test_all_is_shown_when_asked_for() -> None:
    several = [found(f"c{code}", line) for line in range(1, 8) for code in range(20)]
    assert [*shown_diagnostics(several, is_verbose=True)] == [str(each) for each in several]
