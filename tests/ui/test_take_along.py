"""What a municipality takes along: who may, what there is, and that each file is made of what the worker sees."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment.core.suppression import Thresholds
from assessment.i18n.texts import words
from assessment.ui.components import downloads, taken
from tests.municipalities import Invented, crowd
from tests.reports.exports import read_csv, read_sheets
from tests.settled import settle
from tests.ui.conftest import page

FILES = {
    "council": "council.pdf",
    "workbook": "areas.xlsx",
    "wide": "areas-wide.csv",
    "long": "areas-long.csv",
    "columns": "columns.csv",
}


@pytest.fixture
def settled(house):
    """Two areas: one shares its result, the other nothing."""
    return settle(
        house.store,
        house.codes,
        {"Peri küla": [Invented(crowd(8))], "Salaküla": [Invented(crowd(6), share="nothing")]},
    )


@pytest.fixture
def saved(monkeypatch):
    """The files by name, as whoever presses the buttons gets them."""
    found = {}

    def keep(label, make, file_name, key):
        found[file_name] = (label, make())

    monkeypatch.setattr(downloads, "button", keep)
    return found


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def buttons(app):
    return [button.proto.label for button in app.get("download_button")]


@pytest.mark.parametrize("role", [None, "operator"])
def test_who_may_not_see_results_is_offered_nothing(app, settled, let_in, role):
    if role:
        let_in(role)
    shown = page("take-along")
    assert not shown.get("download_button")
    assert "Peri" not in html(shown)


@pytest.mark.parametrize("role", ["worker", "lead"])
def test_each_choice_says_what_it_is_for_and_how_large_it_is(app, settled, let_in, role):
    let_in(role)
    shown = page("take-along")
    say = words("et")
    for name in ("council", "workbook", "wide", "long"):
        assert say(f"take.file.{name}") in html(shown)
        assert say(f"take.file.{name}.text") in html(shown)
    assert len(buttons(shown)) == len(FILES)
    assert all("kB)" in label for label in buttons(shown))


def test_the_files_hold_what_the_worker_sees(app, settled, let_in, saved, house):
    let_in()
    page("take-along")
    made = {name.split("-", 4)[-1]: content for name, (_, content) in saved.items()}
    assert sorted(made) == sorted(FILES.values())
    [peri, secret] = read_csv(made["areas-wide.csv"])
    assert (peri["area"], peri["counting"]) == ("Peri küla", "8")
    assert (secret["area"], secret["phase"], secret["round_state"]) == ("Salaküla", "no_answers", "not_begun")
    assert {row["value"] for row in read_csv(made["areas-long.csv"]) if row["area"] == "Salaküla"} == {"no_answers"}
    assert [row[0] for row in read_sheets(made["areas.xlsx"])["Piirkonnad"]][1:] == ["Peri küla", "Salaküla"]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made["council.pdf"])).pages)
    assert "Põlva vald: kogukondade arengufaasid" in text


def test_another_municipality_takes_nothing_of_it_along(app, settled, let_in, saved):
    let_in(municipality="Võru vald")
    shown = page("take-along")
    assert not saved
    assert words("et")("take.empty") in html(shown)
    assert [one.proto.page for one in shown.main.get("page_link")][-2:] == ["areas", "open-many"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_files_are_in_the_language_of_the_page(app, settled, let_in, saved, language):
    let_in()
    page("take-along", language)
    [label, content] = next(value for name, value in saved.items() if name.endswith("areas.xlsx"))
    assert label.startswith(words(language)("take.file.workbook.save", size="").split("(")[0])
    assert next(iter(read_sheets(content))) == words(language)("take.sheet.first")


def test_the_threshold_of_the_installation_is_told(app, settled, let_in, saved, house):
    let_in()
    page("take-along")
    content = next(value for name, (_, value) in saved.items() if name.endswith("council.pdf"))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    assert words("et")("told.method.privacy", few=Thresholds(house.settings.release_from).few) in text


@pytest.mark.parametrize(
    ("number", "told"), [(12, "1 kB"), (1_499, "1 kB"), (114_200, "114 kB"), (999_499, "999 kB"), (1_719_000, "1,7 MB")]
)
def test_a_size_is_told_as_people_read_it(number, told):
    assert taken.size(words("et"), number) == told
