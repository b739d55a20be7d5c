"""The brake on those who guess codes."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# Of one visitor at one kind of code.
OWN_TRIES = RateLimitItemPerMinute(6)
# Behind one address, all kinds together: five hundred people in a hall may each mistype a code twice in a minute.
ADDRESS_TRIES = RateLimitItemPerMinute(1000)
# Of everybody at one kind of code. 22 ** 12 codes: at 6 000 wrong tries a minute it takes forty years to hit one of a
# hundred thousand. So many are let through because whoever used up a narrower limit for all would lock everybody out.
ALL_TRIES = RateLimitItemPerMinute(6000)
# Of one program that was let in: one that asks for everything every second is a mistake.
REQUESTS = RateLimitItemPerMinute(60)
# So many who were let in are remembered, some 3 MB; of more, those who came longest ago are forgotten.
MOST_KNOWN = 10_000

_OF_THIS_PROCESS = secrets.token_bytes(32)


def visitor(seat: str, address: str | None) -> str:
    """Somebody who tries codes: the hash of their seat, and one of the address they come from, if that tells anything.

    Nobody can have the address back: the hash is keyed, and the key ends with the process.
    """
    network = _network(address or "")
    if not network:
        return seat
    return f"{seat}@{hmac.new(_OF_THIS_PROCESS, network.encode(), sha256).hexdigest()}"


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:  # a proxy on this machine that does not say for whom it asks: everybody comes from here
        return ""
    # In IPv6 one line has 2 ** 64 addresses.
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


class MinuteThrottle:
    """Fulfils `core.ports.Throttle`: a few wrong tries a minute for each visitor, and wide limits around them.

    Visitors are told apart by their seat, because a whole hall may sit behind one address. Seats cost nothing, so that
    who guesses is held up by the limits for an address and for all. Who was let in before is not held up by what
    others do.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._known: OrderedDict[tuple[str, str, str], None] = OrderedDict()
        self._knowing = Lock()

    def may_try(self, visitor: str, space: str, code: str) -> bool:
        """Whether the visitor was let in with this code, or no limit is used up."""
        seat, _, address = visitor.partition("@")
        with self._knowing:
            if (seat, space, code) in self._known:
                return True
        if not self._limiter.test(OWN_TRIES, "seat", seat, space):
            return False
        if address and not self._limiter.test(ADDRESS_TRIES, "address", address):
            return False
        return self._limiter.test(ALL_TRIES, "all", space)

    def was_wrong(self, visitor: str, space: str) -> None:
        """Count a wrong try."""
        seat, _, address = visitor.partition("@")
        self._limiter.hit(OWN_TRIES, "seat", seat, space)
        if address:
            self._limiter.hit(ADDRESS_TRIES, "address", address)
        self._limiter.hit(ALL_TRIES, "all", space)

    def let_in(self, visitor: str, space: str, code: str) -> None:
        """Remember the visitor."""
        seat = visitor.partition("@")[0]
        with self._knowing:
            self._known[(seat, space, code)] = None
            self._known.move_to_end((seat, space, code))
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)

    def may_ask(self, program: str) -> bool:
        """Count a request of a program, unless its minute is used up."""
        return self._limiter.hit(REQUESTS, "program", program)
