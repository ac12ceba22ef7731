"""Which addresses node cannot take apart; the engine would stop at them."""

from __future__ import annotations

import json
import subprocess

from syndicate_adapters.docusaurus.writing.hosts import is_broken
from tests.engines import builds

URLS = (
    "https://a.example/x",
    "http://%20http://a.example/x",
    "http://a b.example/",
    "https://",
    "http://:8080/",
    "HTTP://a.example:99999/",
    "http://a.example:/",
    "http://a.example:8o/",
    "http://u:p@a.example:80/",
    "http://u@:80/",
    "http://[::1]:80/",
    "http://[::g]/",
    "http://1.2.3.4.5/",
    "http://1.2.3.256/",
    "http://1.2.256.4/",
    "http://256/",
    "http://4294967296/",
    "http://0x7f.1/",
    "http://08.1/",
    "http://a.example.1/",
    "http://127.0.0.1:8080/test/",
    "http://한글.example/경로",
    "http://a_b.example/",
    "http://{{ host }}/",
    "http://<host>/",
    "http://a|b/",
    "https:a.example/x",
    "https:/a.example",
    "ftp://%zz/",
    "http://a%2eexample/",
    "mailto:a b@c",
    "relative path",
    "/absolute",
    "#x",
    "//a.example/x",
    "pathname:///x",
    "about:invalid#http://%20",
)

SCRIPT = """\
const urls = JSON.parse(process.argv[1]);
const broken = urls.filter((url) => { try { new URL(url, 'unspecified://'); return false; } catch { return true; } });
console.log(JSON.stringify(broken));
"""


def test_addresses_that_node_refuses_are_known() -> None:
    builds.find_docusaurus()  # node is there with it
    command = ["node", "-e", SCRIPT, json.dumps(URLS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    refused = json.loads(done.stdout)
    assert "http://%20http://a.example/x" in refused
    assert [url for url in URLS if is_broken(url)] == refused
