"""The config as node runs it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate_adapters.docusaurus.config import running
from syndicate_adapters.docusaurus.config.running import run_config
from syndicate_adapters.docusaurus.config.site import read_config
from syndicate_adapters.docusaurus.javascript import Record, Scalar, Sequence


@pytest.fixture
def node() -> None:
    """Stops a test where node is not there."""
    if shutil.which("node") is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("node is not installed")


CONFIG = """
import path from 'node:path';
export default async () => {
  const origin = ['https:', '', 'site.example'].reduce((a, b) => `${a}/${b}`);
  return {
    title: 'T', url: origin, baseUrl: '/', trailingSlash: undefined,
    staticDirectories: [path.resolve('static')],
    presets: [['classic', {blog: {
      remarkPlugins: [[function remarkMath() {}, {}]],
      truncateMarker: /<!--\\s*more\\s*-->/, processBlogPosts: () => [],
    }}]],
  };
};
"""


@pytest.mark.usefixtures("node")
def test_what_only_node_can_know_is_asked_of_node(tmp_path: Path) -> None:
    file = tmp_path / "docusaurus.config.mjs"
    file.write_text(CONFIG)
    said: list[Diagnostic] = []
    config = read_config(tmp_path, report=said.append, evaluated=run_config(tmp_path, file))
    assert (config.url, config.static_directories) == ("https://site.example", ("static",))
    assert config.blogs[0].has_math
    assert config.blogs[0].truncate_marker.search("<!-- more -->")
    assert [found.code for found in said] == ["engine-unknown", "code-unfollowed"]
    read_config(tmp_path, report=said.append)
    assert "setting-unknown" in [found.code for found in said]


@pytest.mark.usefixtures("node")
def test_a_config_that_fails_says_what_node_said(tmp_path: Path) -> None:
    file = tmp_path / "docusaurus.config.mjs"
    file.write_text("import 'nowhere-to-be-found'; export default {};")
    with pytest.raises(SyndicateError, match="nowhere-to-be-found"):
        run_config(tmp_path, file)


@pytest.mark.usefixtures("node")
def test_an_endless_config_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS", 1)
    file = tmp_path / "docusaurus.config.mjs"
    file.write_text("for (;;) {}")
    with pytest.raises(SyndicateError, match="--set"):
        run_config(tmp_path, file)


ASKING = """
const {TITLE: title = 'x', OTHER_TOKEN} = process.env;
export default {
  title, url: process.env.SITE_URL, baseUrl: process.env['BASE' + '_URL'] ?? '/',
  customFields: {
    name: process.env["SITE_NAME"], token: process.env.GITHUB_TOKEN, other: OTHER_TOKEN,
    all: Object.keys(process.env), mode: process.env.NODE_ENV, flag: process.env.DOCUSAURUS_FLAG,
  },
};
"""


@pytest.mark.usefixtures("node")
def test_a_config_sees_what_it_names_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "SITE_URL": "https://site.example", "SITE_NAME": "S", "TITLE": "T", "BASE_URL": "/b/",
        "DOCUSAURUS_FLAG": "on", "NODE_ENV": "test",
        "GITHUB_TOKEN": "s3cret-1", "OTHER_TOKEN": "s3cret-2", "DEVTO_API_KEY": "s3cret-3",
        "SYNDICATE_X": "s3cret-4", "NODE_AUTH_TOKEN": "s3cret-5", "DB_PASSWORD": "s3cret-6",
        "AWS_SECRET_ACCESS_KEY": "s3cret-7", "AT_HAND": "s3cret-8",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "docusaurus.config.mjs"
    file.write_text(ASKING)
    found = run_config(tmp_path, file)
    assert isinstance(found, Record)
    fields = found.entries["customFields"]
    assert isinstance(fields, Record)
    names = fields.entries["all"]
    assert isinstance(names, Sequence)
    seen = {item.value for item in names.items if isinstance(item, Scalar)}
    assert seen & given.keys() == {"SITE_URL", "SITE_NAME", "TITLE", "DOCUSAURUS_FLAG", "NODE_ENV"}
    assert "PATH" in seen
    assert "s3cret" not in repr(found)
    assert '"https://site.example"' in repr(found).replace("'", '"')
    assert isinstance(fields.entries["mode"], Scalar)
    assert fields.entries["mode"].value == "production"
    base = found.entries["baseUrl"]
    assert isinstance(base, Scalar)
    assert base.value == "/"  # a name that is put together is not seen beforehand


def test_without_node_the_user_learns_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SyndicateError, match="needs node"):
        run_config(tmp_path, tmp_path / "docusaurus.config.mjs")
