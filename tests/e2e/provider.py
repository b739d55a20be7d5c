"""A provider of sign-in (OpenID Connect) of our own, on this machine: it lets in whoever `claims` says."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route


@dataclass
class Provider:
    """What the provider says of whoever signs in next, and what it was asked."""

    address: str
    claims: dict[str, object] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self._about),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/jwks", self._keys),
        ]

    async def _about(self, _: Request) -> JSONResponse:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        told = {name: f"{self.address}/{path}" for name, path in places.items()}
        return JSONResponse({"issuer": self.address, "id_token_signing_alg_values_supported": ["RS256"], **told})

    async def _authorize(self, request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        self.asked.append(asked)
        return RedirectResponse(f"{asked['redirect_uri']}?code={secrets.token_urlsafe()}&state={asked['state']}")

    async def _token(self, _: Request) -> JSONResponse:
        now, asked = int(time.time()), self.asked[-1]
        fixed = {"iss": self.address, "aud": asked["client_id"], "iat": now, "exp": now + 40, "nonce": asked["nonce"]}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, {**fixed, **self.claims}, self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    async def _keys(self, _: Request) -> JSONResponse:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@contextmanager
def running_provider() -> Iterator[Provider]:
    """The provider, until the block ends."""
    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        provider = Provider(f"http://localhost:{listening.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=provider.routes()), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
            yield provider
        finally:
            server.should_exit = True
            thread.join(timeout=10)
