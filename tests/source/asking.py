"""Asks the engines' own YAML readers, many texts at a time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.engines.builds import build_hugo, find_docusaurus


class Answer(NamedTuple):
    """What an engine makes of a text: a value in the notation of the vectors, or a refusal."""

    is_read: bool
    value: Any = None


HUGO_CONFIG = """\
baseURL = "https://example.org/"
disableKinds = ["404", "page", "robotstxt", "rss", "section", "sitemap", "taxonomy", "term"]
[outputs]
home = ["json"]
"""
HUGO_TEMPLATE = """\
{{- define "say" -}}
{{- $v := . -}}
{{- if eq $v nil }}null
{{- else if reflect.IsMap $v }}{"map":[
{{- $sep := "" }}{{ range $k, $x := $v }}{{ $sep }}[{{ jsonify $k }},{{ template "say" $x }}]
{{- $sep = "," }}{{ end }}]}
{{- else if reflect.IsSlice $v }}[
{{- range $i, $x := $v }}{{ if $i }},{{ end }}{{ template "say" $x }}{{ end }}]
{{- else }}{"is":{{ printf "%T" $v | jsonify }},"v":{{ printf "%v" $v | jsonify }}}
{{- end }}
{{- end -}}
[{{ range $i, $text := hugo.Data.texts }}{{ if $i }},{{ end -}}
{{ with try (transform.Unmarshal (dict "format" "yaml") $text) -}}
{{ if .Err }}[false]{{ else }}[true,{{ template "say" .Value }}]{{ end }}{{ end }}{{ end }}]
"""
JS_YAML = """
const yaml = require(process.argv[1] + '/js-yaml');
const say = v =>
  v instanceof Date ? {'!': 'time', v: v.toISOString()}
  : typeof v === 'number' && !isFinite(v) ? {'!': 'float', v: String(v).replace('Infinity', 'inf')}
  : Array.isArray(v) ? v.map(say)
  : v && typeof v === 'object'
    ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, say(x)]))
  : v === undefined ? null : v;
const texts = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(texts.map(text => {
  try { return [true, say(yaml.load(text))] } catch { return [false] }
})));
"""
GRAY_MATTER = """
const matter = require(process.argv[1] + '/@11ty/gray-matter');
const texts = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(texts.map(text => {
  try { const {data, content} = matter(text, {}); return [true, {data, body: content}] }
  catch { return [false] }
})));
"""


def ask_hugo(texts: Sequence[str], folder: Path) -> list[Answer]:
    """What the real Hugo reads; `folder` takes the site."""
    for name in ("data", "layouts"):
        (folder / name).mkdir()
    (folder / "hugo.toml").write_text(HUGO_CONFIG)
    (folder / "layouts/home.json").write_text(HUGO_TEMPLATE)
    (folder / "data/texts.json").write_text(json.dumps(texts))
    result = build_hugo(folder, folder / "out")
    assert result.is_ok, result.log
    said = json.loads((folder / "out/index.json").read_text(encoding="utf-8"))
    return [Answer(said[0], _from_go(said[1]) if said[0] else None) for said in said]


def _from_go(said: Any) -> Any:
    match said:
        case {"map": pairs}:
            return {key: _from_go(value) for key, value in pairs}
        case list():
            return [_from_go(item) for item in said]
        case {"is": "bool", "v": text}:
            return text == "true"
        case {"is": "string", "v": text}:
            return text
        case {"is": "float64", "v": text}:
            return {"!": "float", "v": text}
        case {"is": "int" | "int64" | "uint64", "v": text}:
            return int(text)
    return said


def ask_js_yaml(texts: Sequence[str]) -> list[Answer]:
    """What the js-yaml beside the real Docusaurus reads."""
    return _ask_node(JS_YAML, texts)


def ask_gray_matter(texts: Sequence[str]) -> list[Answer]:
    """What the gray-matter of the real Docusaurus reads: `data` and `body`."""
    return _ask_node(GRAY_MATTER, texts)


def _ask_node(script: str, texts: Sequence[str]) -> list[Answer]:
    done = subprocess.run(
        ["node", "-e", script, str(find_docusaurus())],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [Answer(*said) for said in json.loads(done.stdout)]
