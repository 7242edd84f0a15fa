"""The plan of a large run: every record once, the same whatever order the inputs are named in."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.sharding.manifest import open_manifest
from sayso.pipeline.sharding.shards import ShardError, plan_shards, read_shard

CONFIG = ReadConfig(model=False)
OPTIONS = IngestOptions(language="en")
FILES = st.dictionaries(
    st.sampled_from(["a.jsonl", "b.jsonl", "c.txt", "d.txt", "e.csv", "f.md", "g.jsonl.gz", "h"]),
    st.integers(0, 30),
    min_size=1,
)


def write(folder: Path, name: str, records: int) -> None:
    texts = [f"{name}: gunmen attacked town {n}." for n in range(records)]
    if ".jsonl" in name:
        data = "\n".join(json.dumps({"text": text}) for text in texts)
    else:
        data = "\n".join(["id,text", *(f"{n},{t}" for n, t in enumerate(texts))])
    (folder / name).write_text(data, encoding="utf-8")


@settings(max_examples=40, deadline=None)
@given(inputs=FILES, size=st.integers(1, 1_000), seed=st.integers(0, 9))
def test_shards_hold_each_record_once_in_any_order(
    inputs: dict[str, int], size: int, seed: int
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, records in inputs.items():
            write(folder, file, records)
        paths = [str(folder / file) for file in inputs]
        plan = plan_shards(paths, OPTIONS, CONFIG, size=size)
        shuffled = random.Random(seed).sample(paths, len(paths))
        assert plan_shards([*shuffled, paths[0]], OPTIONS, CONFIG, size=size) == plan
        read = Counter(item.id for shard in plan.shards for item in read_shard(shard, OPTIONS))
        whole = Counter(item.id for item in read_sources(paths, OPTIONS))
        assert read == whole
        assert len({shard.key for shard in plan.shards}) == len(plan.shards)


def test_a_file_that_joins_leaves_the_shards_of_large_files_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, "b.jsonl", 100)
    before = plan_shards([str(tmp_path)], OPTIONS, CONFIG, size=500)
    write(tmp_path, "a.jsonl", 100)
    after = plan_shards([str(tmp_path)], OPTIONS, CONFIG, size=500)
    assert {s.key for s in before.shards} < {s.key for s in after.shards}


@pytest.mark.parametrize(
    ("options", "config"),
    [
        (IngestOptions(language="en", publisher="Harbour Post"), CONFIG),
        (OPTIONS, ReadConfig(model=False, language="en")),
    ],
)
def test_what_changes_the_reading_changes_every_key(
    tmp_path: Path, options: IngestOptions, config: ReadConfig
) -> None:
    write(tmp_path, "a.jsonl", 50)
    first = plan_shards([str(tmp_path)], OPTIONS, CONFIG, size=500)
    other = plan_shards([str(tmp_path)], options, config, size=500)
    assert not {s.key for s in first.shards} & {s.key for s in other.shards}
    open_manifest(tmp_path / "out", first, resume=False)
    with pytest.raises(ShardError, match="other options"):
        open_manifest(tmp_path / "out", other, resume=True)


def test_what_is_no_file_is_a_reject_and_what_cannot_be_read_twice_an_error(
    tmp_path: Path,
) -> None:
    plan = plan_shards([str(tmp_path / "none"), str(tmp_path)], OPTIONS, CONFIG)
    assert [r.reason for r in plan.rejects] == [
        "the folder holds no file",
        "there is no such file or folder",
    ]
    assert not plan.shards
    with pytest.raises(ShardError, match="write them to a file"):
        plan_shards(["-"], OPTIONS, CONFIG)
    with pytest.raises(ShardError, match=r"s3://war/a\.jsonl: object storage"):
        plan_shards(["s3://war/a.jsonl"], OPTIONS, CONFIG)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", 5)
    plan = plan_shards([str(tmp_path)], OPTIONS, CONFIG)
    with pytest.raises(ShardError, match="something else"):
        open_manifest(tmp_path, plan, resume=True)
    with pytest.raises(ShardError, match="is a file"):
        open_manifest(tmp_path / "a.jsonl", plan, resume=False)
    out = tmp_path / "out"
    open_manifest(out, plan, resume=False)
    (out / "manifest.jsonl").write_bytes(b"{}\n")
    with pytest.raises(ShardError, match="damaged"):
        open_manifest(out, plan, resume=True)
