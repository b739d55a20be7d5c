"""The official file as people have it: in every layout, and with everything that goes wrong with it."""

from __future__ import annotations

import contextlib
import io
import json
import random
import time
import zipfile
from datetime import date

import numpy as np
import pytest
import shapely

from assessment.core.errors import FileError
from assessment.core.register import BOROUGH, TOWN, VILLAGE
from assessment.core.settlements import SettlementFile
from assessment.i18n.texts import words
from assessment.intake import archive, recognising
from assessment.intake.lest97 import to_lonlat
from assessment.intake.settlements import read_settlements
from tests.settlement_files import COLUMNS, KUUSE, PIHLA, ROWS, csv, geojson, layer, square, zipped

NAMES = ["Õunapuu küla", "Žuravli küla / Tränsby", "Kuuse alevik", "Õunapuu küla", "Pihla linn"]
CODES = ["00720101", "00720102", "00720103", "00930201", "00930093"]


def names(file: SettlementFile) -> list[str]:
    return [one.name for one in file.settlements]


def notes(file: SettlementFile) -> dict[str, object]:
    return {note.text.removeprefix("areas.note."): note.values.get("number") for note in file.notes}


def faults(content: bytes, name: str = "file", only: str = "") -> dict[str, dict[str, object]]:
    with pytest.raises(FileError) as caught:
        read_settlements(content, name, only)
    for fault in caught.value.faults:
        assert words("en")(fault.text, **fault.values), "a sentence says it"
    return {fault.text.removeprefix("areas.fault."): dict(fault.values) for fault in caught.value.faults}


def degrees(ring: list[list[float]]) -> list[list[float]]:
    lon, lat = to_lonlat([x for x, _ in ring], [y for _, y in ring])
    return [[float(x), float(y)] for x, y in zip(lon, lat, strict=True)]


class TestZip:
    def test_the_official_layout_is_read_whole(self) -> None:
        file = read_settlements(zipped(layer()), "asustusyksus_shp.zip")
        assert names(file) == NAMES
        assert [one.code for one in file.settlements] == CODES
        assert [one.kind for one in file.settlements] == [VILLAGE, VILLAGE, BOROUGH, VILLAGE, TOWN]
        assert [one.municipality for one in file.settlements] == [KUUSE] * 3 + [PIHLA] * 2
        assert file.settlements[0].county == "Metsa maakond"
        assert file.on == date(2026, 4, 1)
        assert file.municipalities == 2
        assert file.notes == ()

    def test_outlines_are_in_degrees_with_a_point_inside_and_a_border_around_all(self) -> None:
        file = read_settlements(zipped(layer()), "a.zip")
        for number, one in enumerate(file.settlements):
            assert one.outline is not None
            drawn = shapely.Polygon(one.outline[0][0])
            assert drawn.contains(shapely.Point(one.point))
            assert np.allclose(drawn.bounds, shapely.Polygon(degrees(square(number))).bounds, atol=2e-5)
        assert set(file.borders) == {KUUSE, PIHLA}
        assert len(file.borders[KUUSE]) == 1
        whole = shapely.Polygon(file.borders[KUUSE][0][0])
        assert whole.area == pytest.approx(3 * shapely.Polygon(degrees(square(0))).area, rel=0.01)

    def test_neighbours_still_share_their_border_when_simplified(self) -> None:
        """A bend of 30 m in the common side: both lose it, or both keep it."""
        west, east = square(0), square(1)
        side = [[651_000.0, 6_450_000.0 + 50 * n] for n in range(1, 20)]
        for n, point in enumerate(side):
            point[0] += 30 * (n % 2)
        west[3:3], east[1:1] = side[::-1], side
        file = read_settlements(zipped(layer(ROWS[:2], shapes=[west, east])), "a.zip")
        one, other = (shapely.Polygon(each.outline[0][0]) for each in file.settlements if each.outline)
        assert one.intersection(other).area == 0
        assert one.distance(other) == 0
        assert shapely.union_all([one, other]).geom_type == "Polygon"
        assert len(one.exterior.coords) < 10

    def test_only_one_municipality_is_taken_if_asked_for_however_it_is_written(self) -> None:
        file = read_settlements(zipped(layer()), "a.zip", "  KUUSE vald")
        assert names(file) == NAMES[:3]
        assert set(file.borders) == {KUUSE}
        assert file.municipalities == 2

    def test_the_table_alone_holds_the_register(self) -> None:
        file = read_settlements(zipped({"dbf": layer()["dbf"]}), "a.zip")
        assert names(file) == NAMES
        assert notes(file) == {"no_outline": 5, "no_point": 5}
        assert names(read_settlements(layer()["dbf"], "asustus_2025-01-31.dbf")) == NAMES

    def test_without_an_index_the_shapes_are_read_too(self) -> None:
        parts = layer()
        del parts["shx"]
        assert all(one.outline for one in read_settlements(zipped(parts), "a.zip").settlements)

    @pytest.mark.parametrize(
        ("encoding", "cpg"),
        [("cp1257", None), ("utf-8", None), ("utf-8", b"UTF-8"), ("cp1257", b"1257"), ("cp1257", b"odd")],
    )
    def test_letters_are_right_in_every_encoding(self, encoding: str, cpg: bytes | None) -> None:
        parts = layer(encoding=encoding) | ({} if cpg is None else {"cpg": cpg})
        assert names(read_settlements(zipped(parts), "a.zip")) == NAMES

    def test_an_encoding_that_is_not_the_files_is_told(self) -> None:
        assert faults(zipped(layer() | {"cpg": b"UTF-8"})) == {"cpg": {"value": "utf-8"}}

    def test_the_date_is_that_of_the_names_else_that_of_the_table(self) -> None:
        assert read_settlements(zipped(layer(), "asustus"), "eilne_2025.03.31.zip").on == date(2025, 3, 31)
        dbf = bytearray(layer()["dbf"])
        dbf[1:4] = bytes((126, 2, 3))
        assert read_settlements(zipped(layer() | {"dbf": bytes(dbf)}, "asustus"), "a.zip").on == date(2026, 2, 3)

    def test_of_several_layers_the_settlements_are_taken(self) -> None:
        parts = {f"asustusyksus.{ending}": held for ending, held in layer().items()}
        parts |= {f"omavalitsus.{ending}": held for ending, held in layer(ROWS[:1]).items()}
        assert names(read_settlements(zipped(parts), "a.zip")) == NAMES
        assert set(faults(zipped({"yks.dbf": b"\x03", "kaks.dbf": b"\x03"}))) == {"zip.several"}

    def test_the_layer_of_municipalities_is_recognised(self) -> None:
        columns = ("ONIMI", "OKOOD", "MNIMI", "MKOOD", "TYYP")
        municipalities = layer([(KUUSE, "0072", "Metsa maakond", "0001", "1")], columns)
        assert set(faults(zipped(municipalities))) == {"layer"}

    def test_a_folder_within_and_what_a_mac_leaves_make_no_difference(self) -> None:
        parts = {f"alla/Asustus.{ending.upper()}": held for ending, held in layer().items()}
        assert names(read_settlements(zipped(parts | {"__MACOSX/alla/._Asustus.dbf": b"x"}), "a.zip")) == NAMES

    def test_another_zip_is_told_with_what_is_in_it(self) -> None:
        found = faults(zipped({"pildid/kiik.jpg": b"x", "loe.txt": b"x"}))
        assert found == {"zip.without_table": {"names": "pildid/kiik.jpg, loe.txt"}}
        assert set(faults(zipped({}))) == {"zip.empty"}
        assert set(faults(zipped({"sees.zip": zipped(layer())}))) == {"zip.without_table"}

    def test_a_table_in_a_zip_is_read(self) -> None:
        assert names(read_settlements(zipped({"asustus_2026-04-01.csv": csv()}), "a.zip")) == NAMES

    def test_half_a_download_is_told(self) -> None:
        whole = zipped(layer())
        assert set(faults(whole[: len(whole) // 2])) == {"zip.damaged"}
        broken = bytearray(whole)
        at = whole.index(b"asustusyksus_20260401.dbf") + 60
        broken[at : at + 20] = bytes(20)
        assert set(faults(bytes(broken))) == {"zip.member"}

    def test_shapes_that_are_not_the_tables_are_told(self) -> None:
        fewer = layer(ROWS[:3])
        assert faults(zipped(layer() | {"shp": fewer["shp"], "shx": fewer["shx"]})) == {
            "shapes.number": {"shapes": 3, "rows": 5}
        }
        assert set(faults(zipped(layer() | {"shp": b"nothing of the kind" * 9}))) == {"shapes"}
        cut = layer()["dbf"]
        assert set(faults(zipped({"dbf": cut[:-150]}))) == {"dbf"}
        assert set(faults(zipped({"dbf": cut[:40]}))) == {"dbf"}

    def test_shapes_of_another_country_or_projection_are_told(self) -> None:
        elsewhere = [[[x - 300_000, y - 5_000_000] for x, y in square(number)] for number in range(5)]
        assert faults(zipped(layer(shapes=elsewhere)))["shapes.elsewhere"]["row"] == 1

    def test_a_settlement_without_a_shape_is_told_and_kept(self) -> None:
        shapes = [square(0), None, square(2), square(3), square(4)]
        file = read_settlements(zipped(layer(shapes=shapes)), "a.zip")
        assert names(file) == NAMES
        assert notes(file) == {"no_outline": 1, "no_point": 1}

    def test_a_shape_that_crosses_itself_is_mended(self) -> None:
        bow = [[650_000.0, 6_450_000.0], [651_000.0, 6_451_000.0], [651_000.0, 6_450_000.0], [650_000.0, 6_451_000.0]]
        file = read_settlements(zipped(layer(ROWS[:1], shapes=[[*bow, bow[0]]])), "a.zip")
        outline = file.settlements[0].outline
        assert outline is not None
        assert all(shapely.Polygon(polygon[0]).is_valid for polygon in outline)


class TestBombs:
    def test_a_zip_that_says_it_is_too_large_is_not_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archive, "MOST_UNPACKED", 100_000)
        assert set(faults(zipped({"a.dbf": bytes(200_000)}))) == {"zip.large"}

    def test_a_zip_that_lies_about_its_size_is_not_unpacked_further(self) -> None:
        whole = zipped({"a.dbf": bytes(50_000_000)})
        lying = whole.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
        assert lying != whole
        assert set(faults(lying)) == {"zip.member"}

    def test_a_method_that_unpacks_without_bounds_is_refused(self) -> None:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as packed:
            packed.writestr("a.dbf", bytes(1000))
        assert set(faults(held.getvalue())) == {"zip.method"}

    def test_very_many_members_are_refused(self) -> None:
        assert set(faults(zipped({f"{number}.txt": b"" for number in range(1100)}))) == {"zip.large"}

    def test_a_large_file_is_refused_before_it_is_looked_at(self) -> None:
        found = faults(b"PK\x03\x04" + bytes(recognising.MOST_BYTES))
        assert found == {"large": {"size": 41, "most": 40}}


class TestText:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16"])
    def test_every_separator_and_encoding(self, delimiter: str, encoding: str) -> None:
        file = read_settlements(csv(delimiter=delimiter, encoding=encoding), "asustus_20260401.csv")
        assert names(file) == NAMES
        assert ("baltic" in notes(file)) == (encoding == "cp1257")
        assert file.on == date(2026, 4, 1)

    def test_columns_in_any_case_and_order_and_others_beside_them(self) -> None:
        columns = ("mnimi", "lisa", "akood", "animi", "tyyp", "liik", "okood", "onimi", "lon", "lat")
        rows = [("Metsa maakond", "x", "0101", "Õunapuu küla", "8", "küla", "0072", KUUSE, "26.5", "58.1")]
        [one] = read_settlements(csv(rows, columns), "a.csv").settlements
        assert (one.code, one.name, one.county, one.point) == (
            "00720101",
            "Õunapuu küla",
            "Metsa maakond",
            (26.5, 58.1),
        )

    @pytest.mark.parametrize(
        ("pair", "cells"),
        [
            (("X_3301", "Y_3301"), ("650000", "6450000")),
            (("x", "y"), ("650000,00", "6450000,00")),
            (("X", "Y"), ("6450000", "650000")),
            (("LON", "LAT"), ("58.1659", "26.5475")),
        ],
    )
    def test_points_are_told_by_their_size(self, pair: tuple[str, str], cells: tuple[str, str]) -> None:
        file = read_settlements(csv([ROWS[0] + cells], (*COLUMNS, *pair), ";"), "a.csv")
        lon, lat = to_lonlat(650_000, 6_450_000)
        assert file.settlements[0].point == pytest.approx((float(lon), float(lat)), abs=2e-3)
        assert ("turned" in notes(file)) == (cells[0] in ("6450000", "58.1659"))

    def test_points_of_elsewhere_are_named_with_their_rows(self) -> None:
        rows = [(*row, "2.35", "48.85") for row in ROWS]
        assert faults(csv(rows, (*COLUMNS, "LON", "LAT")))["coordinates"]["rows"] == "2–6"

    def test_lost_zeros_are_mended_and_told(self) -> None:
        rows = [(row[0], row[1].lstrip("0"), row[2], row[3], row[4].lstrip("0"), *row[5:]) for row in ROWS]
        file = read_settlements(csv(rows), "a.csv")
        assert [one.code for one in file.settlements] == CODES
        assert notes(file)["zeros"] == 10
        excels = csv([("Õunapuu küla", "101.0", "8.0", KUUSE, "72,0", "", "")], delimiter=";")
        assert [one.code for one in read_settlements(excels, "a.csv").settlements] == ["00720101"]

    def test_missing_columns_are_named_with_those_that_are_there(self) -> None:
        found = faults(csv([("Õunapuu küla", "0101")], ("ANIMI", "KOOD")))
        assert found == {"columns.missing": {"columns": "AKOOD, TYYP, ONIMI, OKOOD", "there": "ANIMI, KOOD"}}
        assert set(faults(csv([("a",) * 6], ("ANIMI", "animi", "AKOOD", "TYYP", "ONIMI", "OKOOD")))) == {
            "columns.twice"
        }

    def test_all_faults_are_told_at_once_with_their_rows(self) -> None:
        rows = [
            *ROWS,
            ROWS[0],
            ("", "0104", "8", KUUSE, "0072", "", ""),
            ("Uus küla", "A12", "8", KUUSE, "0072", "", ""),
            ("Null küla", "0", "8", KUUSE, "0072", "", ""),
            ("Viie küla", "12345", "8", KUUSE, "0072", "", ""),
            ("x" * 121, "0107", "8", "?", "0072", "", ""),
        ]
        found = faults(csv(rows))
        assert found["repeated"]["rows"] == "7"
        assert "Õunapuu" in str(found["repeated"]["value"])
        assert found["name.animi"]["rows"] == "12"
        assert found["code.akood"]["number"] == 1
        assert found["name.onimi"]["value"] == "?"

    def test_a_type_that_nobody_knows_is_told_and_kept(self) -> None:
        file = read_settlements(csv([("Uus küla", "0104", "12", KUUSE, "0072", "", "")]), "a.csv")
        assert file.settlements[0].kind == ""
        assert notes(file)["kinds"] == 1

    @pytest.mark.parametrize("torn", ["PÃµlva kÃ¼la", "P\ufffdlva k\ufffdla", "Ð\x9fÅ¡"])
    def test_letters_that_somebody_lost_are_told(self, torn: str) -> None:
        assert set(faults(csv([(torn, *ROWS[0][1:])]))) == {"encoding"}

    @pytest.mark.parametrize("content", [csv(encoding="cp775"), b"\xff\xfe" + csv(encoding="utf-16-le")[:-1]])
    def test_letters_that_are_of_no_known_encoding_are_told(self, content: bytes) -> None:
        assert set(faults(content)) == {"letters"}

    def test_a_name_that_only_looks_odd_is_a_name(self) -> None:
        rows = [("Ääsmäe küla", *ROWS[0][1:]), ("Ã-küla", *ROWS[1][1:]), ("Ülejõe küla ½", *ROWS[2][1:])]
        assert len(read_settlements(csv(rows), "a.csv").settlements) == 3

    def test_a_municipality_that_is_not_there_is_told_with_those_like_it(self) -> None:
        assert faults(csv(), only="Kuuse")["not_there"]["names"] == KUUSE

    def test_a_header_alone_or_nothing_is_told(self) -> None:
        assert set(faults(csv([]))) == {"rows.none"}
        assert set(faults(b"")) == {"empty"}
        assert set(faults(b"\r\n\r\n")) == {"empty"}

    def test_a_quotation_mark_without_its_second_is_told_and_nothing_hangs(self) -> None:
        assert set(faults(csv()[:60] + b'"' + b"x" * 200_000)) <= {"quotes", "columns.missing", "columns.many"}

    def test_ten_thousand_rows_are_read_fast(self) -> None:
        rows = [
            (f"Küla {n}", f"{n % 9999 + 1:04}", "8", f"Vald {n // 100}", f"{n // 100 + 1:04}", "", "")
            for n in range(10_000)
        ]
        content, begun = csv(rows), time.perf_counter()
        assert len(read_settlements(content, "a.csv").settlements) == 10_000
        assert time.perf_counter() - begun < 5

    def test_more_rows_than_any_country_has_are_refused(self) -> None:
        assert set(faults(b"ANIMI,AKOOD\n" + b"a,1\n" * 60_000)) == {"rows"}


class TestGeoJson:
    def test_metres_degrees_and_turned_degrees_are_told_apart(self) -> None:
        rings = [square(number) for number in range(5)]
        metres = read_settlements(geojson(rings), "asustus_20260401.geojson")
        lonlat = read_settlements(geojson([degrees(ring) for ring in rings]), "a.geojson")
        turned = read_settlements(geojson([[[y, x] for x, y in degrees(ring)] for ring in rings]), "a.geojson")
        assert names(metres) == names(lonlat) == names(turned) == NAMES
        assert notes(turned) == {"turned": 5}
        for other in (lonlat, turned):
            for one, same in zip(metres.settlements, other.settlements, strict=True):
                assert np.allclose(one.point, same.point, atol=2e-5)
                bounds = [shapely.Polygon(each.outline[0][0]).bounds for each in (one, same)]
                assert np.allclose(*bounds, atol=3e-5)
        assert metres.on == date(2026, 4, 1)

    def test_lower_case_columns_numbers_and_height_make_no_difference(self) -> None:
        rings = [[[*point, 12.5] for point in square(number)] for number in range(5)]
        held = json.loads(geojson(rings, columns=[column.lower() for column in COLUMNS]))
        held["features"][0]["properties"]["akood"] = 101
        file = read_settlements(json.dumps(held).encode(), "a.json")
        assert [one.code for one in file.settlements] == CODES
        assert notes(file) == {"zeros": 1}

    def test_points_are_taken_as_points_beside_polygons_in_degrees(self) -> None:
        held = json.loads(geojson([degrees(square(number)) for number in range(5)]))
        held["features"][0]["geometry"] = {"type": "Point", "coordinates": [650_500, 6_450_500]}
        held["features"][1]["geometry"] = {"type": "Point", "coordinates": []}
        first, second, third, *_ = read_settlements(json.dumps(held).encode(), "a").settlements
        assert first.point == pytest.approx(third.point, abs=0.05)
        assert (first.outline, second.point) == (None, None)
        assert third.outline is not None

    def test_without_places_it_is_a_table(self) -> None:
        assert notes(read_settlements(geojson([None] * 5), "a")) == {"no_outline": 5, "no_point": 5}

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"{", "json"),
            (b'{"type": "Topology", "objects": {}}', "json.topology"),
            (b'{"type": "FeatureCollection"}', "json.other"),
            (b'{"type": "FeatureCollection", "features": [1]}', "json.other"),
            (b'{"type": "FeatureCollection", "features": []}', "rows.none"),
            (b"[1, 2]", "json.other"),
            (b'{"a": "\xe4"}', "json.encoding"),
            (b"[" * 100_000, "json"),
        ],
    )
    def test_another_json_is_told(self, content: bytes, told: str) -> None:
        assert set(faults(content)) == {told}

    @pytest.mark.parametrize("ring", [[[1]], [["a", "b"]], "x", [[650000, 6450000]] * 2])
    def test_shapes_that_are_none_are_told(self, ring: object) -> None:
        assert set(faults(geojson([ring], ROWS[:1]))) == {"shapes"}

    def test_shapes_of_elsewhere_are_told_wherever_they_stand(self) -> None:
        paris = [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]
        assert faults(geojson([paris], ROWS[:1]))["shapes.elsewhere"]["row"] == 1
        assert faults(geojson([degrees(square(0)), paris], ROWS[:2]))["shapes.elsewhere"]["row"] == 2

    def test_shapes_in_coordinates_of_two_kinds_are_told_as_people_read_them(self) -> None:
        both = [square(0), degrees(square(1))]
        for rings, value in ((both[::-1], "650000 6450000"), (both, "26.5661 58.1646")):
            assert faults(geojson(rings, ROWS[:2]))["shapes.mixed"] == {"row": 2, "value": value}


class TestOtherFiles:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
            (b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
            (b"%PDF-1.7", "picture"),
            (b"\xd0\xcf\x11\xe0" + bytes(100), "old_excel"),
            (b"<!DOCTYPE html><html>", "web_page"),
            (b'<?xml version="1.0"?><gml/>', "xml"),
            (b"\x00\x01\x02\x03" * 20, "unknown"),
            (bytes(100), "empty"),
        ],
    )
    def test_each_is_told_for_what_it_is(self, content: bytes, told: str) -> None:
        assert set(faults(content, "asustusyksus_shp.zip")) == {told}

    def test_a_workbook_is_told_to_be_saved_as_csv(self) -> None:
        assert set(faults(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))) == {"workbook"}


class TestDamage:
    """Whatever a file holds, it is read or told: nothing else is ever raised."""

    @pytest.mark.parametrize("seed", range(40))
    def test_damaged_bytes_are_told(self, seed: int) -> None:
        chance = random.Random(seed)
        parts = layer()
        for name, content in (*parts.items(), ("csv", csv()), ("geojson", geojson([square(n) for n in range(5)]))):
            damaged = bytearray(content)
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(len(damaged))] = chance.choice((0, 255, chance.randrange(256)))
            whole = zipped(parts | {name: bytes(damaged)}) if name in parts else bytes(damaged)
            with contextlib.suppress(FileError):
                read_settlements(whole, "a")
