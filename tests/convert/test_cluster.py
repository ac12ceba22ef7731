"""A cluster that somebody has already does the chunks: the bytes are those of a run in one process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import syndicate
from tests.notes.site import make_site, note, tree

if os.environ.get("CI") == "true":
    import distributed
else:
    distributed = pytest.importorskip("distributed", reason="install the extra `cluster`")


@pytest.mark.usefixtures("notes_installed")
@pytest.mark.filterwarnings("default")  # those of the cluster are its own business
def test_a_dask_cluster_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate.conversion.run.CHUNK", 3)
    notes = {f"{n:02}.md": note(f"Note {n}", f"loss {n}\nimage: a.png\n") for n in range(20)}
    site = make_site(tmp_path / "site", {**notes, "a.png": b"a"})
    read = syndicate.read(site, from_="notes", url="https://notes.example")
    serial = syndicate.convert(read, to="pages", out=tmp_path / "serial").run()
    cluster = distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp",
    )
    with cluster, distributed.Client(cluster) as client, client.get_executor() as executor:
        result = syndicate.convert(read, to="pages", out=tmp_path / "cluster").run(
            executor=executor
        )
    assert tree(tmp_path / "cluster") == tree(tmp_path / "serial")
    assert (result.posts, result.diagnostics) == (serial.posts, serial.diagnostics)
