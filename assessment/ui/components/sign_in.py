"""Signing in with an account that somebody has elsewhere (OpenID Connect), where the installation offers it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from html import escape

import streamlit as st

from assessment.ui import context
from assessment.ui.context import Visit

# What Streamlit calls the one provider that has no name of its own.
DEFAULT = "default"
SEEN = "signed_in_seen"
JUST_NOW = 60  # seconds
NAMES = {"tara": "TARA", "google": "Google", "microsoft": "Microsoft"}


def providers() -> tuple[str, ...]:
    """The providers of the section `auth` in `secrets.toml`; none without it."""
    if not st.secrets.load_if_toml_exists():
        return ()
    section = st.secrets.get("auth", {})
    named = tuple(name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value)
    return ((DEFAULT,) if "client_id" in section else ()) + named


def claims() -> Mapping[str, object]:
    """The claims of the ID token of whoever signed in, which Streamlit has checked and signed; else none."""
    user = st.user.to_dict()
    return user if user.get("is_logged_in") is True and providers() else {}


def has_just_come() -> bool:
    """Whether somebody comes back from a provider at this moment: Streamlit leads them Home, where they were not."""
    issued = claims().get("iat")
    if not isinstance(issued, int | float) or abs(time.time() - issued) > JUST_NOW or SEEN in st.session_state:
        return False
    st.session_state[SEEN] = True
    return True


def offer(visit: Visit) -> None:
    """The ways to sign in; for who has signed in and has no access, what whoever gives access needs to know."""
    say, found = visit.say, claims()
    if found:
        known = "".join(
            f"<dt>{name}</dt><dd translate='no'>{escape(str(found[name]))}</dd>"
            for name in ("iss", "sub", "email")
            if found.get(name)
        )
        st.html(f"<h2>{say('access.unknown.title')}</h2><p>{say('access.unknown')}</p><dl>{known}</dl>")
        out(visit)
        return
    for provider in providers():
        name = NAMES.get(provider, provider.title())
        label = say("access.sign_in") if provider == DEFAULT else say("access.sign_in.with", provider=name)
        st.button(label, key=f"sign_in_{provider}", type="primary", on_click=_sign_in, args=(provider,))


def out(visit: Visit) -> None:
    """A button that ends what signing in began."""
    st.button(visit.say("access.leave"), key="sign_out", on_click=_sign_out)


def _sign_out() -> None:
    context.goes_away()
    st.logout()


def _sign_in(provider: str) -> None:
    context.goes_away()
    st.login(None if provider == DEFAULT else provider)
