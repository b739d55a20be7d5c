"""A mistake in a questionnaire never takes the app down."""

import json
import shutil
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from assessment.settings import ROOT
from tests.e2e.server import running_app


@pytest.fixture
def folder(tmp_path):
    questionnaires = tmp_path / "questionnaires"
    shutil.copytree(ROOT / "questionnaires" / "village_phases", questionnaires / "village_phases")
    return questionnaires


def ready(address):
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)


def test_a_broken_new_version_leaves_the_old_one_in_use(tmp_path, folder):
    shutil.copytree(folder / "village_phases" / "v1", folder / "village_phases" / "v2")
    structure = folder / "village_phases" / "v2" / "questionnaire.yaml"
    structure.write_text(structure.read_text(encoding="utf-8").replace("core_floor", "core_flor"), encoding="utf-8")
    with running_app(tmp_path, QUESTIONNAIRES=str(folder)) as address:
        assert ready(address) == (200, {"ready": True})
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "unknown key 'core_flor'. Did you mean 'core_floor'?" in log
    assert "Version 2 was not loaded; version 1 stays in use." in log


def test_without_any_usable_version_home_says_so_and_nobody_is_sent_there(tmp_path, folder, visitor):
    (folder / "village_phases" / "v1" / "questionnaire.yaml").write_bytes(b"\xff\xfe\x00")
    with running_app(tmp_path, QUESTIONNAIRES=str(folder)) as address:
        status, answer = ready(address)
        assert (status, answer["ready"]) == (503, False)
        page = visitor()
        page.goto(f"{address}/?lang=et")
        expect(page.get_by_text("Küsimustikku ei saa praegu avada.")).to_be_visible()
    assert "no version is in use" in (tmp_path / "server.log").read_text(encoding="utf-8")
