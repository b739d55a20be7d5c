"""Random identifiers and codes, and their keyed hashes."""

from __future__ import annotations

import hmac
import os
import secrets
import string
import time
from hashlib import sha256
from pathlib import Path

from assessment.core.errors import StoreError

# No letter or digit that looks or sounds like another: no B/8, G/6, I/1/L, O/0/Q, S/5, Z/2.
ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
LENGTH, GROUP = 12, 3
# A share code stands on a poster: it opens the questions, and shows nothing but the place's name.
SHARE_LENGTH, SHARE_GROUP = 8, 4
# Of a thousand slips one would be hit in seven years of as many tries as `throttle.ALL_TRIES` lets through.
SLIP_LENGTH, SLIP_GROUP = 10, 5


# People shout it across a hall: letters only, and only for as long as the workshop lasts.
LETTERS = "".join(sign for sign in ALPHABET if sign.isalpha())
WORKSHOP_LENGTH = 5


class RandomCodes:
    """Fulfils `core.ports.Codes` with a secret key of this installation."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def identifier(self) -> str:
        """128 random bits as text."""
        return secrets.token_hex(16)

    def resume_code(self) -> str:
        """Twelve signs in groups of three, e.g. `KMP-4TR-X7A-9FD`."""
        return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)), GROUP)

    def share_code(self, round_id: str) -> str:
        """Eight signs in two groups, e.g. `KMPX-4TRA`: made from the round's id, so that only its hash is stored."""
        return self._derived(f"share {round_id}", SHARE_LENGTH, SHARE_GROUP)

    def slip_codes(self, round_id: str, number: int) -> tuple[str, ...]:
        """Ten signs in two groups, e.g. `KMPX4-TRA7D`, made from the round's id too: slips can be printed again."""
        return tuple(self._derived(f"slip {n} of {round_id}", SLIP_LENGTH, SLIP_GROUP) for n in range(number))

    def workshop_code(self, workshop_id: str, number: int = 0) -> str:
        """Five letters, e.g. `KMPXR`, made from the workshop's id: the host sees them on any device."""
        digest = hmac.new(self._key, f"workshop {number} of {workshop_id}".encode(), sha256).digest()
        left, signs = int.from_bytes(digest, "big"), []
        for _ in range(WORKSHOP_LENGTH):
            left, position = divmod(left, len(LETTERS))
            signs.append(LETTERS[position])
        return "".join(signs)

    def projector_key(self, workshop_id: str) -> str:
        """192 bits as text that stands in an address, made from the workshop's id."""
        return hmac.new(self._key, f"projector {workshop_id}".encode(), sha256).hexdigest()[:48]

    def key(self) -> str:
        """192 random bits as text that stands in an address."""
        return secrets.token_urlsafe(24)

    def _derived(self, name: str, length: int, group: int) -> str:
        number = int.from_bytes(hmac.new(self._key, name.encode(), sha256).digest(), "big")
        signs = []
        for _ in range(length):
            number, position = divmod(number, len(ALPHABET))
            signs.append(ALPHABET[position])
        return _grouped("".join(signs), group)

    def digest(self, code: str) -> str:
        """HMAC-SHA256 of the code without case, spaces and dashes.

        Keyed, because a short code's plain hash in a stolen database could be guessed. It is looked up by an index;
        how long that takes tells nothing about the code without the key.
        """
        plain = "".join(sign for sign in code.upper() if sign.isalnum())
        return hmac.new(self._key, plain.encode(), sha256).hexdigest()


def _grouped(signs: str, size: int) -> str:
    return "-".join(signs[i : i + size] for i in range(0, len(signs), size))


def never_used() -> list[str]:
    """The capital letters and digits that no code has, so that a mistyped code can be told at once."""
    return [sign for sign in string.ascii_uppercase + string.digits if sign not in ALPHABET]


def installation_key(file: Path) -> bytes:
    """The secret key in `file`, made at the first start; only its owner may read it."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(file)
        for _ in range(50):  # another process may be writing it now
            key = file.read_bytes().strip()
            if len(key) >= 32:
                return key
            time.sleep(0.1)
    except OSError as error:
        raise StoreError(f"The key file {file} cannot be made or read: {error.strerror}. Or set SECRET_KEY.") from None
    raise StoreError(f"The key file {file} holds no key of 32 signs. Restore it from the backup, or set SECRET_KEY.")


def _make(file: Path) -> None:
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as new:
        new.write(secrets.token_hex(32).encode())
