"""What a program is answered: every figure as the picture has it, nothing that is held back, in JSON and CSV."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from assessment.core.errors import QuestionnaireError
from assessment.core.municipality import for_municipality
from assessment.core.register import OWN, Changes, Entry, RegisteredArea, Step
from assessment.core.set_aside import WrittenReason
from assessment.core.snapshot import from_text
from assessment.core.work import WrittenContact, WrittenView
from assessment.journeys import setting_aside, work
from assessment.reports import municipality_tables, round_report
from tests import municipalities
from tests.builders import same
from tests.charts.rounds import Q, crowd
from tests.fakes import CountingCodes, MemoryStore
from tests.municipalities import MUNICIPALITY, TODAY, Invented
from tests.settled import assess, register, settle

BODIES = ("areas", "results", "areas?format=csv", "results?format=csv")


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


def bodies(office):
    """All that the municipality can be told."""
    token = office.token()
    ids = [one["id"] for one in office.get("areas", token).json()["areas"]]
    paths = [*BODIES, *(f"areas/{id_}{format_}" for id_ in ids for format_ in ("", "?format=csv"))]
    return {path: office.get(path, token).text for path in paths}


class TestFigures:
    def test_every_record_is_what_round_result_says_of_what_the_community_shares(self, office):
        store, compared = office.house.store, 0
        for told in office.get("results").json()["results"]:
            if told["source"] == "group":
                continue
            kept = store.round(told["round"])
            q = municipalities.version(kept.questionnaire)
            shared = for_municipality(q, from_text(store.snapshot(kept.id)).release, kept.share)
            same_in_words = json.loads(round_report.as_json(q, "", "", shared))
            for name in set(told) & set(same_in_words) - {"round"}:
                assert told[name] == same_in_words[name], (told["name"], name)
            compared += 1
        assert compared > 25

    def test_every_area_is_counted_as_the_picture_counts_it(self, office):
        picture = office.picture()
        told = office.get("areas").json()["areas"]
        assert [one["id"] for one in told] == [one.area.id for one in picture.areas], "by name"
        for one, standing in zip(told, picture.areas, strict=True):
            assert (one["name"], one["state"]) == (standing.area.name, standing.state)
            assert (one["counted_as"], one["only_agreed"]) == (standing.counted_as, standing.is_agreed)
            assert one["population"] == standing.area.population
            assert one["closes_on"] == (standing.closes_on.isoformat() if standing.closes_on else None)
            counted = standing.counted
            assert (one["result"] or "").partition(":")[0] == (counted.round_id if counted else "")

    def test_all_shared_results_are_there_and_no_other(self, office):
        picture = office.picture()
        expected = [
            result.round_id
            for one in picture.areas
            for result in (one.latest, *one.earlier, one.agreed)
            if result is not None
        ]
        told = office.get("results").json()["results"]
        assert sorted(one["round"] for one in told) == sorted(expected)
        assert len({one["id"] for one in told}) == len(told)

    def test_an_area_has_its_record_and_its_results_the_newest_first(self, office):
        token = office.token()
        areas, results = (office.get(path, token).json()[path] for path in ("areas", "results"))
        for one in areas:
            found = office.get(f"areas/{one['id']}", token).json()
            assert found["area"] == one
            assert found["results"] == [result for result in results if result["area"] == one["id"]]
            days = [result["closed_on"] for result in found["results"] if result["source"] == "community"]
            assert days == sorted(days, reverse=True)
        assert max(len(office.get(f"areas/{one['id']}", token).json()["results"]) for one in areas) == 3

    def test_what_a_group_agreed_on_stands_by_itself(self, office):
        found = {one["name"]: one for one in office.get("results").json()["results"] if one["source"] == "group"}
        assert set(found) == {"Group only", "Group besides"}
        one = found["Group besides"]
        assert (one["present"], one["mode"], one["status"], one["counting"]) == (14, "group", "agreed", None)
        assert set(one["levels"].values()) == {3}

    def test_a_change_is_that_since_the_round_before(self, office):
        found = {(one["name"], one["period"]): one["change"] for one in office.get("results").json()["results"]}
        assert found["Moved up", "2026"] == {"phase": "moved_up", "since": "2024"}
        assert found["Moved up", "2024"] is None

    def test_what_is_not_known_is_null_and_never_phase_0(self, office):
        found = {one["name"]: one for one in office.get("results").json()["results"]}
        assert found["Unknown"]["phase"] is None
        assert found["Unknown"]["status"] == "insufficient"
        assert found["Too few"]["phase"] == {"hidden": "few"}
        areas = {one["name"]: one for one in office.get("areas").json()["areas"]}
        assert {areas[name]["counted_as"] for name in ("Unknown", "Too few", "Nobody", "Nothing", "Open")} == {
            "unknown"
        }
        assert areas["Phase 0"]["counted_as"] == "none"

    def test_another_version_is_named_and_not_comparable(self, office):
        body = office.get("results").json()
        [one] = [one for one in body["results"] if one["name"] == "Other version"]
        assert one["questionnaire"] == "village_phases/v2"
        assert not any(
            {one["questionnaire"], body["questionnaire"]} <= set(versions) for versions in body["comparable"]
        )

    def test_a_questionnaire_that_cannot_be_read_is_named(self, office_with, monkeypatch):
        office = office_with({"Peri": [Invented(crowd(14), q=municipalities.OTHER)]})
        assert office.get("results").json()["unreadable"] == []

        def gone(self, name):
            if name == municipalities.OTHER.name:
                raise QuestionnaireError("gone")
            return Q

        monkeypatch.setattr(type(office.house), "version", gone)
        body = office.get("results").json()
        assert body["unreadable"] == ["village_phases/v2"]
        assert office.get("results?format=csv").status_code == 200


class TestNothingIsTold:
    """A body that stays the same, whatever is hidden, tells nothing of it."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ([Invented(crowd(14), share="nothing", group=(3,) * 8)], []),
            ([Invented(share="nothing", open_until=date(2026, 10, 5))], []),
            ([Invented(crowd(4))], [Invented([same(4), same(0)])]),
            ([Invented(crowd(9)), Invented(crowd(3))], [Invented(crowd(9)), Invented([same(4)] * 2)]),
            ([Invented(open_until=date(2026, 10, 5))], [Invented(crowd(14), open_until=date(2026, 10, 5))]),
        ],
        ids=["shares nothing", "shares nothing, open", "few", "few now", "open"],
    )
    def test_what_is_hidden_makes_no_difference(self, office_with, one, other):
        found = [bodies(office_with({"Peri": rounds, "Rosma": [Invented(crowd(14))]})) for rounds in (one, other)]
        assert list(map(without_ids, found[0].values())) == list(map(without_ids, found[1].values()))

    def test_of_the_first_core_domain_nothing_but_its_level_is_told(self, office_with):
        """Other answers with the same low median: where detail is not shared, nothing else may tell them apart."""
        narrow = [replace(one, levels=(2, *one.levels[1:])) for one in crowd(15)]
        wide = [replace(one, levels=(2 if i < 9 else 4, *one.levels[1:])) for i, one in enumerate(narrow)]
        found = [bodies(office_with({"Peri": [Invented(responses)]})) for responses in (narrow, wide)]
        told = [json.loads(one["results"])["results"][0] for one in found]
        for name in ("index", "index_interval"):
            assert told[0][name] == told[1][name] == {"hidden": "not_detailed"}
        assert told[0]["levels"] == told[1]["levels"]
        assert not {"distribution", "trends", "worsening", "agreement", "spread", "within_one"} & set(told[0])

    def test_what_is_noted_of_an_area_makes_no_difference(self, office_with):
        office = office_with({"Peri": [Invented(crowd(14))]})
        house, before = office.house, bodies(office)
        worker, codes = office.invite("worker").access, CountingCodes()
        of = work.notebook(house.store, house.clock, worker, office.picture().areas[0].area)
        work.log_contact(
            house.store, house.clock, codes, of, WrittenContact(TODAY, "M. K.", "Talgud.", "Küsin hinda", "")
        )
        q = house.questionnaire
        work.keep_view(house.store, house.clock, codes, q, of, WrittenView((0,) * 8, "M. K.", True, "dormant"))
        assert work.notes(house.store, of).views
        assert bodies(office) == before

    def test_what_is_set_aside_is_as_if_it_were_not_there(self, office_with):
        office, without = office_with({"Peri": [Invented(crowd(14))]}), office_with({"Peri": []})
        house, before = office.house, bodies(office)
        worker, (joke,) = office.invite("worker").access, house.store.rounds()
        for written in (WrittenReason("not_ours"), WrittenReason("other", "Teine vald")):
            setting_aside.set_aside(house.store, house.clock, worker, joke.id, written)
            assert bodies(office) == bodies(without) != before
            setting_aside.take_back(house.store, house.clock, worker, joke.id)
            assert bodies(office) == before

    def test_no_body_holds_a_code_a_hash_or_an_access(self, office):
        house = office.house
        worker = office.invite("worker", label="kultuuritöötaja")
        whole = "".join(bodies(office).values())
        for one in house.store.rounds():
            assert house.codes.share_code(one.id) not in whole
            assert f"share code of {one.id}" not in whole
        hidden = [one.id for one in house.store.rounds() if one.share == "nothing"]
        assert hidden
        for secret in (*hidden, worker.key, worker.access.id, "kultuuritöötaja", "hash of", "key-", "kp_"):
            assert f'"{secret}"' not in whole, secret
            assert f",{secret}," not in whole, secret
        for word in ("contact", "outside", "coordinator", "respondent", "token"):
            assert word not in whole

    def test_an_area_that_shares_nothing_looks_like_one_without_answers(self, office):
        areas = {one["name"]: one for one in office.get("areas").json()["areas"]}
        own = {"id", "code", "name", "kind", "population", "longitude", "latitude"}
        shown = {name: {key: value for key, value in one.items() if key not in own} for name, one in areas.items()}
        assert shown["Shares nothing"] == shown["Shares nothing, open"] == shown["Nothing"]
        token = office.token()
        for name in ("Shares nothing", "Nothing"):
            assert office.get(f"areas/{areas[name]['id']}", token).json()["results"] == []


def without_ids(body):
    """Rounds of two stores have other numbers."""
    return re.sub(r"assessment-\d+", "ID", body)


def as_in_csv(value):
    """A figure of the JSON as CSV has it; None for what JSON calls null, which CSV tells more of."""
    if isinstance(value, dict):
        return f"hidden:{value['hidden']}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


# Why there is no figure; each but what is held back is null in JSON.
CODES = ("not_known", "not_applicable", "not_comparable", "no_answers")


class TestCsv:
    def test_each_row_has_the_figures_of_the_record(self, office):
        token = office.token()
        records = office.get("results", token).json()["results"]
        found = {(row["round_id"], row["basis"]): row for row in rows(office.get("results?format=csv", token))}
        assert len(found) == len(records)
        for record in records:
            row = found[record["round"], {"community": "responses", "group": "agreed"}[record["source"]]]
            figures = dict(record) | {f"level_{domain}": level for domain, level in record["levels"].items()}
            for name in ("range", "index_interval"):
                given = record[name]
                low, high = given if isinstance(given, list) else (given, given)
                figures |= {
                    f"{name.removesuffix('_interval')}_{end}": end_ for end, end_ in (("low", low), ("high", high))
                }
            figures["area"], figures["area_id"] = record["name"], record["area"]
            compared = (set(figures) & set(row)) - {"change", "few_answers"}
            assert len(compared) > 25
            if record["source"] == "group":  # `basis` says it
                compared.remove("mode")
            for name in compared:
                told = as_in_csv(figures[name])
                if record["status"] == "no_data" and name not in ("counting", "area", "area_id", "present"):
                    told = None if told == "hidden:few" else told  # nobody answered, so nothing is held back
                assert row[name] == told if told is not None else row[name] in CODES, (name, row[name], told)
            assert "" not in row.values()

    def test_areas_have_a_row_each(self, office):
        token = office.token()
        records, found = office.get("areas", token).json()["areas"], rows(office.get("areas?format=csv", token))
        for row, record in zip(found, records, strict=True):
            assert (row["area_id"], row["area"]) == (record["id"], record["name"])
            assert row["area_code"] == record["code"]
            assert (row["round_state"], row["counted_as"]) == (record["state"], record["counted_as"])
            assert row["population"] == (as_in_csv(record["population"]) or "not_known")
            assert float(row["longitude"]) == pytest.approx(record["longitude"], abs=1e-5)

    def test_it_is_the_table_that_people_take_along(self, office):
        table = municipality_tables.wide_table(office.house.questionnaire, office.picture())
        told = municipality_tables.csv_of(table).decode("utf-8-sig")
        assert office.get("areas?format=csv").content == told.encode(), "without the mark of spreadsheets"

    def test_one_area_is_its_results(self, office):
        token = office.token()
        [area] = [one for one in office.get("areas", token).json()["areas"] if one["name"] == "Three rounds"]
        found = rows(office.get(f"areas/{area['id']}?format=csv", token))
        assert sorted(one["period"] for one in found) == ["2022", "2024", "2026"]

    def test_without_results_there_is_the_header(self, office_with):
        office = office_with()
        for path, column in (("results", "round_id"), ("areas", "round_state")):
            answer = office.get(f"{path}?format=csv")
            assert column in answer.text.split(",")
            assert rows(answer) == []

    def test_a_name_that_a_spreadsheet_would_run_is_kept_as_text(self, office_with):
        name = '=HYPERLINK("http://x","Peri")'
        office = office_with({name: [Invented(crowd(14))]})
        for path in ("areas?format=csv", "results?format=csv"):
            [row] = rows(office.get(path))
            assert row["area"] == "'" + name.capitalize()
        assert office.get("areas").json()["areas"][0]["name"] == name.capitalize()

    def test_it_is_a_file_of_its_own_name(self, office):
        answer = office.get("results?format=csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
        assert answer.headers["content-disposition"] == 'attachment; filename="results.csv"'
        assert office.get("areas/area-0?format=csv").headers["content-disposition"].endswith('"area.csv"')
        assert "õ" in office.get("areas?format=csv").content.decode("utf-8")


class TestOfficialCodes:
    def test_a_settlement_is_told_by_the_code_that_other_systems_know_it_by(self, office):
        codes = {one.area.id: one.area.code for one in office.picture().areas}
        assert all(len(code) == 8 for code in codes.values())
        assert len(set(codes.values())) == len(codes)
        token = office.token()
        assert {one["id"]: one["code"] for one in office.get("areas", token).json()["areas"]} == codes
        for path in ("areas?format=csv", "results?format=csv"):
            assert all(row["area_code"] == codes[row["area_id"]] for row in rows(office.get(path, token)))

    def test_an_area_of_the_municipality_s_own_making_has_none(self, office_with):
        office = office_with({"Peri": [Invented(crowd(14))]})
        own = RegisteredArea("own-1", "Peri kant", MUNICIPALITY, "group", units=("area-0",))
        office.house.store.take_step(Step(OWN, (MUNICIPALITY,), TODAY), Changes(begun=(Entry(own),)))
        assert office.get("areas/own-1").json()["area"]["code"] is None
        found = {row["area_id"]: row["area_code"] for row in rows(office.get("areas?format=csv"))}
        assert found["own-1"] == "not_applicable"


class TestTypedNames:
    def test_an_area_that_is_only_typed_is_found_by_its_id(self, office_with):
        store = MemoryStore()
        office = office_with(store=store)
        settle(store, CountingCodes(), {"Õru / Uus|pool": [Invented(crowd(14))]}, is_registered=False)
        [one] = office.get("areas").json()["areas"]
        assert one["registered"] is False
        assert one["longitude"] is one["code"] is None
        assert [row["area_code"] for row in rows(office.get("areas?format=csv"))] == ["not_known"]
        for written in (quote(one["id"], safe=""), quote(one["id"], safe="/:|")):
            found = office.get(f"areas/{written}")
            assert found.json()["area"] == one
            assert len(found.json()["results"]) == 1

    def test_another_municipality_s_area_of_the_same_register_is_unknown(self, office_with):
        office = office_with({"Peri": [Invented(crowd(14))]})
        register(office.house.store, [RegisteredArea("võru-1", "Kose", "Võru vald")])
        assert office.get("areas/võru-1").status_code == 404
        assert office.get("areas/võru-1", office.token(municipality="Võru vald")).status_code == 200


class TestAsking:
    @pytest.mark.parametrize("path", ["", "areas", "results", "areas/area-0"])
    def test_json_is_the_usual_answer(self, office, path):
        assert office.get(path).headers["content-type"] == "application/json"

    @pytest.mark.parametrize(
        ("accept", "kind"),
        [
            ("*/*", "application/json"),
            ("text/csv", "text/csv"),
            ("TEXT/CSV", "text/csv"),
            ("text/csv;charset=utf-8", "text/csv"),
            ("text/*", "text/csv"),
            ("text/html, application/json;q=0.5", "application/json"),
            ("application/json;q=0.1, text/csv;q=0.2", "text/csv"),
            ("application/json;q=0, */*", "text/csv"),
            ("text/csv, application/json", "application/json"),
            ("", "application/json"),
        ],
    )
    def test_the_format_is_what_is_accepted_most(self, office, accept, kind):
        assert office.get("areas", accept=accept).headers["content-type"].partition(";")[0] == kind

    def test_the_address_comes_before_the_header(self, office):
        answer = office.get("areas?format=csv", accept="application/json")
        assert answer.headers["content-type"].startswith("text/csv")
        assert office.get("areas?format=json", accept="text/csv").headers["content-type"] == "application/json"

    @pytest.mark.parametrize(
        ("path", "accept"), [("areas", "text/html"), ("areas", "image/*"), ("areas", "*/*;q=0"), ("", "text/csv")]
    )
    def test_what_cannot_be_sent_is_told(self, office, path, accept):
        answer = office.get(path, accept=accept)
        assert answer.status_code == 406
        assert "application/json" in answer.json()["remedy"]

    @pytest.mark.parametrize(
        "query", ["format=xml", "format=", "format=csv&format=json", "lang=et", "since=2026", "format=csv&page=2"]
    )
    def test_a_part_of_the_query_that_means_nothing_is_told(self, office, query):
        answer = office.get(f"areas?{query}")
        assert answer.status_code == 400
        assert "format=json or format=csv" in answer.json()["remedy"]

    def test_the_addresses_are_those_of_the_index(self, office):
        found = office.get().json()
        for name in ("areas", "results", "openapi"):
            assert office.web.get(found[name], headers={"authorization": f"Bearer {office.token()}"}).status_code == 200

    @pytest.mark.parametrize("path", ["", "areas", "areas/area-0", "results", "results?format=csv", "openapi.json"])
    def test_head_tells_the_same_without_the_body(self, office, path):
        token = office.token()
        whole, head = office.get(path, token), office.get(path, token, method="HEAD")
        assert head.status_code == 200
        assert head.content == b""
        assert dict(head.headers) == dict(whole.headers)

    def test_head_without_a_token_is_refused_without_a_body(self, office):
        answer = office.web.head("/api/v1/areas")
        assert (answer.status_code, answer.content) == (401, b"")

    @pytest.mark.parametrize("path", ["areas", "areas/area-0", "results", "results?format=csv", "openapi.json"])
    def test_what_the_program_has_already_is_not_sent_again(self, office, path):
        token = office.token()
        tag = office.get(path, token).headers["etag"]
        for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
            answer = office.get(path, token, if_none_match=known)
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["etag"] == tag
        assert office.get(path, token, if_none_match='"other"').status_code == 200

    def test_who_may_not_ask_is_not_told_that_nothing_changed(self, office):
        tag = office.get("areas").headers["etag"]
        assert office.web.get("/api/v1/areas", headers={"if-none-match": tag}).status_code == 401

    def test_the_tag_changes_with_what_is_shared(self, office_with):
        office = office_with({"Peri": [Invented(crowd(14))]})
        before = {path: office.get(path).headers["etag"] for path in BODIES}
        assert before == {path: office.get(path).headers["etag"] for path in BODIES}
        assert len(set(before.values())) == len(BODIES)
        codes = CountingCodes()
        for _ in range(100):
            codes.identifier()
        assess(office.house.store, codes, "Peri", [Invented(crowd(14, (3,) * 8), date(2026, 9, 28))])
        assert not set(before.values()) & {office.get(path).headers["etag"] for path in BODIES}

    def test_an_answer_is_kept_by_the_program_alone_and_asked_for_again(self, office):
        for path in ("areas", "results?format=csv"):
            headers = office.get(path).headers
            assert headers["cache-control"] == "private, no-cache"
            assert {"Authorization", "Accept"} <= set(headers["vary"].split(", "))
            assert headers["x-content-type-options"] == "nosniff"
            assert "set-cookie" not in headers

    def test_it_comes_compressed_where_the_program_takes_it_so(self, office):
        token = office.token()
        plain = office.get("results", token, accept_encoding="identity")
        assert "content-encoding" not in plain.headers
        for accepted, is_packed in (("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("br", False)):
            answer = office.get("results", token, accept_encoding=accepted)
            assert (answer.headers.get("content-encoding") == "gzip") == is_packed
            assert answer.text == plain.text
            assert answer.headers["etag"] == plain.headers["etag"]
        assert len(gzip.compress(plain.content, 1)) * 5 < len(plain.content)

    def test_behind_a_proxy_the_addresses_have_its_prefix(self, office):
        behind = TestClient(office.web.app, root_path="/peegel")
        found = behind.get("/peegel/api/v1/", headers={"authorization": f"Bearer {office.token()}"}).json()
        assert found["areas"] == "/peegel/api/v1/areas"
        assert behind.get("/peegel/api/v1/openapi.json").json()["servers"] == [{"url": "/peegel/api/v1"}]

    def test_the_municipality_is_that_of_the_token_however_it_was_typed(self, office):
        typed = office.get("areas", office.token(municipality="  põlva  VALD "))
        assert len(typed.json()["areas"]) == len(office.get("areas").json()["areas"])
        assert MUNICIPALITY in typed.text

    @pytest.mark.parametrize("is_invented", [True, False])
    def test_a_demonstration_says_so(self, office, is_invented):
        object.__setattr__(office.house, "is_demonstration", is_invented)
        assert office.get("areas").json()["demonstration"] is is_invented
        name = office.get("areas?format=csv").headers["content-disposition"]
        assert ("demonstration-areas.csv" in name) == is_invented
