"""What a moderator is told to look at."""

import pytest

from assessment.core.flags import flags

PLACES = ("Peri küla", "Põlva vald")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kiik on katki.", ()),
        ("Küsi Marilt.", ("person",)),
        ("kõige rohkem teeb Mari-Liis Õunapuu", ("person",)),
        ("Всё делает Анна Петрова.", ("person",)),
        ("Peri küla on Põlva vald ja MTÜ. Kiik on katki.", ()),
        ("Somewhere I think we could", ()),
        ("Helista 512 3456", ("phone",)),
        ("+372 5123 4567 või (0)79 12345", ("phone",)),
        ("2026. aastal oli 12 talgut ja 150 inimest", ()),
        ("mari@example.ee", ("email",)),
        ("Kirjuta Marile: mari.maasikas@kyla.ee, tel 51234567", ("person", "phone", "email")),
    ],
)
def test_texts_that_may_point_to_a_person_are_flagged(text, found):
    assert flags(text, PLACES) == found
