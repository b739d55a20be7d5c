"""Streamlit's files compressed ahead of time; and Streamlit's own plain answer wherever that is not possible."""

from __future__ import annotations

import gzip
import logging
from pathlib import Path

import brotli
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assessment.api.assets import CompressedAssets, streamlits_assets

SCRIPT = b"const words = ['tere', 'tere', 'tere'];\n" * 100
STYLE = b".a { color: red }\n" * 100
PAGE = '<script src="./static/js/index.Ab-1.js"></script><link href="./static/css/index.c2.css">'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "streamlit"
    for name, content in {"js/index.Ab-1.js": SCRIPT, "js/later.Cd_2.js": SCRIPT, "css/index.c2.css": STYLE}.items():
        file = folder / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "index.html").write_text(PAGE)
    return folder


def client(assets: CompressedAssets) -> TestClient:
    async def streamlit(scope, receive, send):
        await PlainTextResponse(f"Streamlit's {Request(scope).url.path}")(scope, receive, send)

    return TestClient(assets.around(streamlit))


def prepared(source: Path, folder: Path) -> TestClient:
    assets = CompressedAssets(source, folder)
    asked = client(assets)
    assets.prepare()
    return asked


def test_a_browser_gets_the_encoding_that_it_takes(source: Path, tmp_path: Path) -> None:
    asked = prepared(source, tmp_path / "kept")
    packings = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    for encoding, unpacked in packings.items():
        with asked.stream("GET", "/static/js/index.Ab-1.js", headers={"accept-encoding": encoding}) as answer:
            assert answer.headers.get("content-encoding", "") == encoding
            assert unpacked(b"".join(answer.iter_raw())) == SCRIPT
            assert "javascript" in answer.headers["content-type"]
            assert answer.headers["vary"] == "Accept-Encoding"


def test_a_browser_keeps_it_for_good(source: Path, tmp_path: Path) -> None:
    answer = prepared(source, tmp_path / "kept").get("/static/css/index.c2.css")
    assert "immutable" in answer.headers["cache-control"]
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/static/js/unknown.js", "/static/js/index.Ab-1.js.br", "/static/../secret.key"])
def test_everything_else_is_streamlits_own(source: Path, tmp_path: Path, path: str) -> None:
    assert prepared(source, tmp_path / "kept").get(path).text.startswith("Streamlit's ")


def test_before_they_are_ready_streamlit_sends_them(source: Path, tmp_path: Path) -> None:
    asked = client(CompressedAssets(source, tmp_path / "kept"))
    assert asked.get("/static/js/index.Ab-1.js").text == "Streamlit's /static/js/index.Ab-1.js"


def test_what_the_page_names_itself_comes_first(source: Path, tmp_path: Path) -> None:
    assert CompressedAssets(source, tmp_path).first_files() == ["static/js/index.Ab-1.js", "static/css/index.c2.css"]


def test_a_second_start_compresses_nothing_anew(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    prepared(source, folder)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    asked = prepared(source, folder)
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()} == before
    assert asked.get("/static/js/later.Cd_2.js").content == SCRIPT


def test_a_start_that_was_broken_off_is_made_good(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    (folder / "static" / "js").mkdir(parents=True)
    (folder / "static" / "js" / "index.Ab-1.js").write_bytes(b"half")
    assert prepared(source, folder).get("/static/js/index.Ab-1.js").content == SCRIPT


def test_where_nothing_can_be_kept_streamlit_sends_them(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kept").write_text("a file in the place of the folder")
    with caplog.at_level(logging.WARNING):
        asked = prepared(source, tmp_path / "kept")
    assert "sent as they are" in caplog.text
    assert asked.get("/static/js/index.Ab-1.js").text.startswith("Streamlit's ")


def test_another_layout_of_streamlit_leaves_everything_to_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "streamlit").mkdir()
    asked = prepared(tmp_path / "streamlit", tmp_path / "kept")
    assert "sent as they are" in caplog.text
    assert asked.get("/static/js/index.Ab-1.js").text.startswith("Streamlit's ")


def test_the_installed_streamlit_has_the_layout_that_this_needs(tmp_path: Path) -> None:
    first = streamlits_assets(tmp_path).first_files()
    assert any(name.startswith("static/js/index.") for name in first)
    assert any(name.startswith("static/css/index.") for name in first)
    assert len(first) >= 20
