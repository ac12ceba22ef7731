"""What the commands print where, and which exit code they give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.notes.site import ORIGIN, command, environment, make_site, note, run_syndicate, tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(
        tmp_path / "site",
        {
            "a.md": note("First", date="2024-01-02", tags="[One, Two]", lang="en"),
            "deep/b.md": note("느린 서버", date="2024-02-03", slug="느린", lang="ko"),
            "c.md": note("Third", draft="true"),
        },
    )


@pytest.fixture
def convert(run: Run, site: Path) -> Run:
    return lambda *words: run("convert", site, *words, "--to", "pages", "--url", ORIGIN)


# -- list -----------------------------------------------------------------------------------------


def test_list_prints_a_table(run: Run, site: Path) -> None:
    done = run("list", site, "--url", ORIGIN)
    assert done.stdout.splitlines() == [
        "2024-01-02  /notes/a/     First",
        "-           /notes/c/     Third [draft]",
        "2024-02-03  /notes/느린/  느린 서버",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_list_prints_json(run: Run, site: Path) -> None:
    done = run("list", site, "--url", ORIGIN, "--json")
    first, third, slow = json.loads(done.stdout)
    assert first == {
        "source": "a.md",
        "url": f"{ORIGIN}/notes/a/",
        "path": "/notes/a/",
        "title": "First",
        "date": "2024-01-02T00:00:00+00:00",
        "tags": ["One", "Two"],
        "categories": [],
        "authors": ["Nora"],
        "draft": False,
        "unlisted": False,
        "lang": "en",
        "aliases": [],
        "review": None,
    }
    assert (third["url"], third["draft"], third["date"]) == (None, True, None)
    assert slow["title"] == "느린 서버"
    assert "느린 서버" in done.stdout


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        (["--post", "a.md"], ["a.md"]),
        (["--post", "느린"], ["deep/b.md"]),
        (["--post", f"{ORIGIN}/notes/a"], ["a.md"]),
        (["--post", "/notes/c"], ["c.md"]),
        (["--post", "deep/*"], ["deep/b.md"]),
        (["--post", "a.md", "--post", "c.md"], ["a.md", "c.md"]),
        (["--since", "2024-02"], ["deep/b.md"]),
        (["--since", "2024-01-02"], ["a.md", "deep/b.md"]),
        (["--since", "2024"], ["a.md", "deep/b.md"]),
        (["--lang", "KO"], ["deep/b.md"]),
        (["--tag", "one"], ["a.md"]),
        (["--tag", "one", "--lang", "ko"], []),
    ],
)
def test_posts_are_selected(run: Run, site: Path, words: list[str], sources: list[str]) -> None:
    done = run("list", site, "--url", ORIGIN, "--json", *words)
    assert [post["source"] for post in json.loads(done.stdout)] == sources


def test_an_unknown_origin_is_said_once(run: Run, site: Path, tmp_path: Path) -> None:
    done = run("list", site, "--json")
    assert [post["url"] for post in json.loads(done.stdout)] == [None] * 3
    assert done.stderr.count("origin-unknown") == 1
    assert done.returncode == 0
    assert run("list", site, "--url", ORIGIN).stderr == ""


def test_a_post_is_also_called_by_its_file(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    done = run("list", ".", "--json", "--post", "./deep/b.md")
    assert [post["source"] for post in json.loads(done.stdout)] == ["deep/b.md"]


# -- adapters -------------------------------------------------------------------------------------


def test_adapters_are_told_with_their_options(run: Run, site: Path) -> None:
    assert run("adapters", "pages").stdout.splitlines() == [
        "pages: writes",
        "  -O folder=pages  The folder of the posts.",
        "  -O loud=false    Write everything in capitals.",
    ]
    assert run("adapters", "notes").stdout.splitlines() == [
        "notes: reads",
        "  no options",
    ]
    assert "notes       reads\n" in run("adapters").stdout


# -- convert --------------------------------------------------------------------------------------


def test_convert_says_what_it_did(convert: Run, site: Path, tmp_path: Path) -> None:
    (site / "a.md").write_text(note("First", "loss\n"))
    (site / "c.md").write_text(note("Third", "image: none.png\n"))
    done = convert(tmp_path / "out")
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "a.md:4:1: loss: pages has no loss [callout-degraded]",
        "c.md:4:8: note: is not there [source-asset-missing]",
        f"3 posts from notes converted to pages in {tmp_path}/out",
        "  URLs        3 of 3 kept",
        "  body bytes  96.30 % unchanged",
        "  files       5 written, 0 already there",
        "  found       0 errors, 1 loss, 0 notes; 1 note on what is broken in the source",
        f"  next        syndicate verify --build {site} {tmp_path}/out",
    ]
    assert done.returncode == 0


def test_three_places_of_a_kind_are_enough(convert: Run, site: Path, tmp_path: Path) -> None:
    for n in range(5):
        (site / f"x{n}.md").write_text(note("x", "loss\n"))
    done = convert(tmp_path / "out")
    lines = [line for line in done.stderr.splitlines() if "callout-degraded" in line]
    assert len(lines) == 4
    assert lines[-1] == "… and 2 more [callout-degraded]"
    lines = convert(tmp_path / "out", "-v").stderr.splitlines()
    assert len([line for line in lines if "callout-degraded" in line]) == 5


@pytest.mark.parametrize(
    ("body", "words", "code"),
    [
        ("fine\n", (), 0),
        ("loss\n", (), 0),
        ("loss\n", ("--strict",), 1),
        ("panic\n", (), 1),
        ("panic\n", ("-q",), 1),
        ("image: none.png\n", ("--strict",), 0),
    ],
)
def test_the_exit_code_tells_how_it_went(
    convert: Run, site: Path, tmp_path: Path, body: str, words: tuple[str, ...], code: int
) -> None:
    (site / "a.md").write_text(note("First", body))
    assert convert(tmp_path / "out", *words).returncode == code
    assert convert(tmp_path / "out", "--dry-run", *words).returncode == code


def test_quiet_says_only_what_went_wrong(convert: Run, site: Path, tmp_path: Path) -> None:
    (site / "a.md").write_text(note("First", "loss\n"))
    (site / "c.md").write_text(note("First", "panic\n"))
    assert convert(tmp_path / "out", "-q").stderr == (
        "c.md:4:1: error: the Markdown parser panicked [parser-failed]\n"
    )


def test_a_dry_run_and_a_difference_touch_nothing(convert: Run, site: Path, tmp_path: Path) -> None:
    dry = convert(tmp_path / "out", "-n")
    assert "3 posts from notes would be converted to pages" in dry.stderr
    diff = convert(tmp_path / "out", "--diff")
    assert diff.stdout.startswith("--- /dev/null\n+++ b/pages/a.md\n")
    assert (diff.returncode, diff.stderr) == (0, "")
    assert not (tmp_path / "out").exists()


def test_options_of_the_target_are_taken(convert: Run, site: Path, tmp_path: Path) -> None:
    convert(tmp_path / "out", "-O", "folder=p", "-O", "loud=yes")
    assert tree(tmp_path / "out")["p/a.md"] == b"TITLE: FIRST\n\nTEXT.\n"


def test_one_post_is_printed(run: Run, convert: Run, site: Path) -> None:
    done = convert("-", "--post", "느린")
    assert done.stdout == "Title: 느린 서버\n\nText.\n"
    done = run("convert", site / "a.md", "-", "--from", "notes", "--to", "pages")
    assert (done.stdout, done.returncode) == ("Title: First\n\nText.\n", 0)
    done = convert("-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "3 posts" in done.stderr


def test_one_post_is_compared_with_what_becomes_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('baseURL = "https://a.example/"\n')
    (tmp_path / "content/a.md").write_text(
        "---\ntitle: A\ndate: 2024-01-02\n---\n\na {{< x >}} b\n"
    )
    (tmp_path / "syndicate.toml").write_text("[shortcodes.x]\ntext = 'X'\n")
    done = run("convert", tmp_path, "-", "--to", "jekyll", "--post", "a", "--diff", "-q")
    assert done.stdout.startswith("--- a/content/a.md\n+++ b/_posts/2024-01-02-a.md\n@@ ")
    assert "-a {{< x >}} b\n+a X b\n" in done.stdout


def test_files_that_a_printed_post_shows_are_named(convert: Run, site: Path) -> None:
    make_site(site, {"a.md": note("First", "image: a.png\n"), "a.png": b"a"})
    done = convert("-", "--post", "a")
    assert done.stderr == f"it shows {site}/a.png, as pages/img/a.png\n"
    assert convert("-", "--post", "a", "-q").stderr == ""


def test_a_report_is_written(run: Run, convert: Run, site: Path, tmp_path: Path) -> None:
    convert(tmp_path / "out", "--report", tmp_path / "r" / "report.json")
    report = json.loads((tmp_path / "r" / "report.json").read_bytes())
    assert list(report) == ["summary", "posts", "diagnostics"]
    assert report["summary"]["posts"] == 3
    done = convert("-", "--post", "a.md", "--report", tmp_path / "one.json")
    assert done.stdout == "Title: First\n\nText.\n"
    assert [
        post["target"] for post in json.loads((tmp_path / "one.json").read_bytes())["posts"]
    ] == ["pages/a.md"]
    run("list", site, "--report", tmp_path / "list.json")
    assert json.loads((tmp_path / "list.json").read_bytes())["summary"]["posts"] == 3


def test_the_config_can_be_chosen_and_overridden(run: Run, site: Path, tmp_path: Path) -> None:
    done = run("list", site, "--json", "--set", f"origin={ORIGIN}")
    assert json.loads(done.stdout)[0]["url"] == f"{ORIGIN}/notes/a/"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a.md").write_text(note("Alone"))
    done = run("list", tmp_path / "folder", "--from", "notes")
    assert "Alone" in done.stdout


# -- what goes wrong ------------------------------------------------------------------------------


WRONG = [
    (("list",), "SITE"),
    (("list", "nowhere"), "there is no nowhere"),
    (("list", "empty"), "looks like no site"),
    (("list", "site", "--from", "wordpress"), "no adapter is called 'wordpress'"),
    (("list", "site", "--post", "zzz"), "no post is called 'zzz'"),
    (("list", "site", "--since", "yesterday"), "is no date"),
    (("list", "site", "--since", "2024-13-01"), "is no date"),
    (("list", "site", "--set", "x"), "not written like key=value"),
    (("list", "--nonsense"), "--nonsense"),
    (("nonsense",), "nonsense"),
    (("convert", "site", "out"), "--to"),
    (("convert", "site", "out", "--to", "notes"), "does not write it yet"),
    (("convert", "site", "out", "--to", "pages", "-O", "a=b"), "unknown option 'a'"),
    (("convert", "site", "out", "--to", "pages", "-O", "loud=perhaps"), "true or false"),
    (("convert", "site", "site/out", "--to", "pages"), "lies in the site"),
    (("convert", "site", "out", "--to", "pages", "-n", "--diff"), "--diff"),
    (("convert", "site", "out", "--to", "pages", "--diff", "--report", "r"), "--dry-run"),
    (("convert", "site", "out", "--to", "pages", "--jobs", "-1"), "--jobs"),
    (("adapters", "wordpress"), "no adapter is called 'wordpress'"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=lambda value: str(value)[:60])
def test_wrong_usage_is_told_with_exit_code_2(
    run: Run,
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    message: str,
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_what_stops_us_is_told_with_exit_code_3(convert: Run, site: Path, tmp_path: Path) -> None:
    convert(tmp_path / "out")
    (tmp_path / "out/.syndicate/manifest.json").write_text("{")
    done = convert(tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.startswith("syndicate: ")
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    done = convert(tmp_path / "other", "--report", site / "a.md" / "report.json")
    assert done.returncode == 3
    assert "cannot write" in done.stderr


def test_a_title_cannot_drive_the_terminal(run: Run, convert: Run, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"a\x1b[31m.md": note('"\\e]0;owned\\a"')})
    done = run("list", site)
    assert "\x1b" not in done.stdout
    assert "\\x1b]0;owned\\x07" in done.stdout
    (site / "bad\x1b[31m.md").write_text("---\na: [\n---\n")
    done = convert(tmp_path / "out")
    assert "\x1b" not in done.stderr
    assert done.returncode == 1


# -- pipes and terminals --------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {f"{n}.md": note("x" * 900) for n in range(400)})
    with subprocess.Popen(
        command("list", site, "--url", ORIGIN),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_conversion_goes_on_when_nobody_listens(site: Path, tmp_path: Path) -> None:
    (site / "a.md").write_text(note("First", "loss\n"))
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen(
        command("convert", site, tmp_path / "out", "--to", "pages"),
        env=environment(),
        stderr=writing,
    )
    os.close(writing)
    assert process.wait(30) == 0
    assert "pages/a.md" in tree(tmp_path / "out")


def in_terminal(*words: str | Path, **extra: str) -> str:
    """What a command writes to a terminal."""
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        command(*words),
        env=environment(TERM="xterm", **extra),
        stdout=terminal,
        stderr=terminal,
        stdin=terminal,
    )
    os.close(terminal)
    said = b""
    while True:
        try:
            part = os.read(controller, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        said += part
    process.wait(30)
    os.close(controller)
    return said.decode()


def test_progress_and_colours_are_for_terminals(site: Path, tmp_path: Path) -> None:
    (site / "a.md").write_text(note("First", "loss\n"))
    said = in_terminal("convert", site, tmp_path / "out", "--to", "pages")
    assert "\rconverting 1 of 5 " in said
    assert "a.md:4:1: \x1b[33mloss\x1b[0m: pages has no loss [callout-degraded]" in said
    piped = run_syndicate("convert", site, tmp_path / "out", "--to", "pages").stderr
    assert "converting" not in piped
    assert "\x1b" not in piped
    said = in_terminal("convert", site, tmp_path / "out", "--to", "pages", NO_COLOR="1")
    assert "\x1b[33m" not in said
    said = in_terminal("convert", site, tmp_path / "out", "--to", "pages", "-q")
    assert "converting" not in said


# -- starting fast --------------------------------------------------------------------------------


def test_the_version_is_printed(tmp_path: Path) -> None:
    from syndicate.version import version

    done = run_syndicate("--version")
    assert (done.stdout, done.stderr, done.returncode) == (f"syndicate {version()}\n", "", 0)
    assert run_syndicate("-q", "--version").returncode == 2


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--version"], {"typer", "importlib.metadata", "syndicate.adapter"}),
        (["--help"], {"rich", "syndicate.adapter", "yaml", "pyromark", "importlib.metadata"}),
        (["convert", "--help"], {"rich", "syndicate.adapter", "yaml", "pyromark"}),
    ],
)
def test_what_is_not_needed_is_not_imported(words: list[str], unwanted: set[str]) -> None:
    program = (
        "import sys\n"
        "from syndicate.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert unwanted & set(done.stderr.split()) == set()


def test_help_names_every_command() -> None:
    done = run_syndicate("--help")
    for name in ("list", "convert", "verify", "adapters"):
        assert f"\n  {name} " in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a file that is always full"
)
@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("scan",)])
def test_a_full_disk_behind_stdout_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    site = make_site(tmp_path / "site", {"a.md": note("A")})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(words[0], site, *words[1:]),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(
        "syndicate: cannot write to standard output: No space"
    )
