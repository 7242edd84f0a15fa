"""The pinned page script: the lock, the listed files, and what a build says without npm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pytest

from tools.assets import npm, vendor
from tools.build_hook import DataHook

if TYPE_CHECKING:
    from pathlib import Path

FAILING = """
from types import SimpleNamespace
class AssetsError(Exception): ...
npm = SimpleNamespace(AssetsError=AssetsError)
def build(root, tests):
    raise AssetsError("no registry: make assets")
"""


def test_the_lock_pins_every_package_by_its_hash_and_names_no_registry() -> None:
    text = (npm.PINS / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert all(entry["integrity"] for name, entry in packages.items() if name)
    assert '"resolved"' not in text
    pinned = json.loads((npm.PINS / "package.json").read_text(encoding="utf-8"))
    exact = {**pinned["dependencies"], **pinned["devDependencies"]}
    assert {**vendor.PAGES, **vendor.TESTS}.keys() | set(vendor.DRAWN_FROM) == exact.keys()
    assert all(packages[f"node_modules/{name}"]["version"] == v for name, v in exact.items())


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """An installed package with one script, a picture and a licence."""
    package = tmp_path / "node_modules" / "chart"
    (package / "dist/images").mkdir(parents=True)
    (package / "package.json").write_text('{"name":"chart","version":"1.2.0","license":"ISC"}')
    (package / "LICENSE").write_text("ISC License")
    (package / "dist/chart.js").write_text("draw()")
    (package / "dist/images/pin.png").write_bytes(b"png")
    (package / "dist/unlisted.js").write_text("no()")
    return package.parent


LISTED = {"chart": ("dist/chart.js", "dist/images/pin.png")}


def test_listed_files_are_copied_with_licence_and_manifest(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "last-year.js").touch()
    vendor.copy_files(modules, target, LISTED, "a")
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {"chart.js", "images/pin.png", "licences/chart.txt", "manifest.json"}
    script = json.loads((target / "manifest.json").read_text())["files"][0]
    assert script["package"] == "chart"
    assert script["version"] == "1.2.0"
    assert script["licence"] == "ISC"
    assert script["sha256"] == vendor.file_hash(target / "chart.js")
    assert (target / script["licence_text"]).read_text() == "ISC License"


def test_a_folder_is_current_for_the_same_inputs_and_unharmed_files(
    modules: Path, tmp_path: Path
) -> None:
    target = tmp_path / "vendor"
    assert not vendor.is_current(target, "a")
    vendor.copy_files(modules, target, LISTED, "a")
    assert vendor.is_current(target, "a")
    assert not vendor.is_current(target, "b")
    (target / "chart.js").write_text("draw(elsewhere)")
    assert not vendor.is_current(target, "a")
    vendor.copy_files(modules, target, LISTED, "a")
    (target / "images/pin.png").unlink()
    assert not vendor.is_current(target, "a")


def test_without_a_registry_the_message_says_what_works_and_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with (
        pytest.raises(npm.AssetsError, match=r"everything else(.|\n)*make assets(.|\n)*npm said"),
        npm.installed(tests=False),
    ):
        pass


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose page script cannot be fetched."""
    tools = tmp_path / "tools"
    for package in ("assets", "gazetteer"):
        (tools / package).mkdir(parents=True)
        (tools / package / "__init__.py").touch()
    (tools / "gazetteer/build.py").write_text("def build(target, root):\n    return False\n")
    (tools / "assets/build.py").write_text(FAILING)
    return tmp_path


class Messages:
    """What the builder was told."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


def hook(root: Path, messages: Messages) -> DataHook:
    none = cast("Any", None)
    return DataHook(str(root), {}, none, none, str(root), "wheel", cast("Any", messages))


def test_no_wheel_is_built_without_the_page_script(checkout: Path) -> None:
    with pytest.raises(SystemExit, match="no registry: make assets"):
        hook(checkout, Messages()).initialize("standard", {})


def test_an_editable_install_goes_on_without_the_page_script_and_says_so(checkout: Path) -> None:
    messages = Messages()
    hook(checkout, messages).initialize("editable", {})
    assert messages.warnings == ["no registry: make assets"]
