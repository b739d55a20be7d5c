"""The addresses by which phones in the room reach this computer, on whatever network it is."""

from __future__ import annotations

import ipaddress
import socket
import urllib.request
from collections.abc import Collection
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

import ifaddr

SECONDS = 2.0
LENGTH = 200
# Adapters of programs and not of networks: no phone is there.
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vbox", "vethernet", "hyper-v", "wsl", "utun", "tun", "tap")


@dataclass(frozen=True)
class Own:
    """An address of this computer, and the name of the adapter that it is on."""

    ip: str
    adapter: str


def of_this_computer() -> tuple[Own, ...]:
    """The addresses of this computer, the likeliest first: one that leads out, other networks, those of programs.

    A laptop that is a hotspot itself may lead nowhere, and phones reach it all the same.
    """
    out = _leading_out()
    found = [
        Own(str(ip.ip), adapter.nice_name) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4
    ]
    usable = [one for one in found if not _is_local(one.ip) and not ipaddress.ip_address(one.ip).is_link_local]
    return tuple(sorted(usable, key=lambda one: (_is_virtual(one), one.ip != out, one.adapter, one.ip)))


def _is_virtual(one: Own) -> bool:
    return one.adapter.lower().startswith(_VIRTUAL)


def _leading_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of documentation: nothing is sent, only the way is chosen
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def for_phones(used: str, public: str, port: int) -> dict[str, str]:
    """Addresses that may be given to phones, the likeliest first, each with the adapter that it is on, if it is known.

    `used` is the address by which whoever asks came, `public` the one in the settings. None is localhost.
    """
    came = urlsplit(used)
    origin = f"{came.scheme}://{came.netloc}"
    found = {one: "" for one in (origin, public) if is_for_phones(one)}
    # Who came by localhost knows the port; anybody else may have come through a proxy.
    at = came.port if came.netloc and not is_for_phones(origin) else None
    for one in of_this_computer():
        found[f"http://{one.ip}:{at or port}"] = one.adapter
    return found


def is_for_phones(address: str) -> bool:
    """Whether this is the address of a place on a network: whole, and not one that means each device itself."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or any(sign.isspace() for sign in address))
    return parts.scheme in ("http", "https") and bool(host) and plain and len(address) <= LENGTH and not _is_local(host)


def whole(typed: str) -> str:
    """The address as it was typed, with `http://` where that was left out and without a slash at the end."""
    plain = typed.strip().rstrip("/")
    return plain if "://" in plain or not plain else f"http://{plain}"


def _is_local(host: str) -> bool:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".localdomain"))
    return ip.is_loopback or ip.is_unspecified


def is_own(address: str, known: Collection[str]) -> bool:
    """Whether an address is one of the `known`, or one of this computer's: only these are looked at from here.

    Whoever opens a workshop may type any address, and must not make this computer knock at doors of others.
    """
    host = urlsplit(address).hostname
    return address in known or host in {one.ip for one in of_this_computer()}


def answers(address: str) -> bool:
    """Whether the app answers at this address when it is asked from this computer."""
    try:
        with _OPENER.open(f"{address}/healthz", timeout=SECONDS) as response:
            return bool(response.status == 200 and response.read(8) == b"ok")
    except (OSError, HTTPException, ValueError):
        return False


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """What is sent elsewhere does not answer here."""


# Straight, whatever proxy the system goes through, and only where it was told to go.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
