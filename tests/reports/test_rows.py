"""Rows as a spreadsheet reads them."""

from assessment.reports.rows import as_csv


def test_letters_survive_and_no_cell_is_run_as_a_formula():
    made = as_csv([("Piirkond", "Indeks"), ("=Õ;1+1", 2.1), ('Näpi, "vana"', "")])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").splitlines() == ["Piirkond,Indeks", "'=Õ;1+1,2.1", '"Näpi, ""vana""",']
