import re
import stat
import threading

import pytest

from assessment.codes import ALPHABET, LETTERS, RandomCodes, installation_key
from assessment.core.errors import StoreError

CODES = RandomCodes(b"k" * 32)


def test_a_code_is_twelve_unambiguous_signs_in_groups_of_three():
    for _ in range(200):
        assert re.fullmatch(rf"[{ALPHABET}]{{3}}(-[{ALPHABET}]{{3}}){{3}}", CODES.resume_code())
    assert not set("0O1IL5S8B6G2Z") & set(ALPHABET)


def test_slips_are_ten_unambiguous_signs_each_and_the_same_for_the_same_round():
    codes = CODES.slip_codes("r", 1000)
    assert len(set(codes)) == 1000
    assert all(re.fullmatch(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code) for code in codes)
    assert CODES.slip_codes("r", 2) == codes[:2]
    assert not set(CODES.slip_codes("other", 1000)) & set(codes)
    assert not set(RandomCodes(b"q" * 32).slip_codes("r", 1000)) & set(codes)


def test_the_code_of_a_workshop_is_five_letters_and_the_same_for_the_same_workshop():
    codes = [CODES.workshop_code("w", number) for number in range(200)]
    assert all(re.fullmatch(rf"[{LETTERS}]{{5}}", code) for code in codes)
    assert CODES.workshop_code("w") == codes[0]
    assert len(set(codes)) > 195
    assert CODES.workshop_code("other") != codes[0] != RandomCodes(b"q" * 32).workshop_code("w")


def test_codes_and_identifiers_do_not_repeat():
    assert len({CODES.resume_code() for _ in range(1000)}) == 1000
    assert len({CODES.identifier() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("typed", ["KMP-4TR-X7A", "kmp4trx7a", " kmp 4tr x7a ", "KMP–4TR–X7A"])
def test_however_a_code_is_typed_it_is_the_same(typed):
    assert CODES.digest(typed) == CODES.digest("KMP-4TR-X7A")


def test_a_hash_is_worth_nothing_without_the_key():
    assert RandomCodes(b"q" * 32).digest("KMP-4TR-X7A") != CODES.digest("KMP-4TR-X7A")
    assert "KMP" not in CODES.digest("KMP-4TR-X7A").upper()


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "data" / "secret.key"
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(installation_key(file))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert len(keys) == 8
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_file_that_is_no_key_is_a_sentence(tmp_path):
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(StoreError, match="holds no key"):
        installation_key(tmp_path / "secret.key")
