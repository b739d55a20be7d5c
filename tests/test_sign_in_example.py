"""The example for sign-in is what Streamlit reads, and names what the guide speaks of."""

import tomllib

from assessment.settings import ROOT
from assessment.ui.components.sign_in import NAMES

EXAMPLE = tomllib.loads((ROOT / "deploy" / "secrets.example.toml").read_text(encoding="utf-8"))["auth"]
GUIDE = (ROOT / "deploy" / "sign_in.md").read_text(encoding="utf-8")


def test_the_example_has_each_provider_with_all_that_streamlit_asks_for():
    providers = {name: section for name, section in EXAMPLE.items() if isinstance(section, dict)}
    assert list(providers) == list(NAMES)
    for name, section in providers.items():
        assert {"client_id", "client_secret", "server_metadata_url"} <= set(section)
        assert section["server_metadata_url"].endswith("/.well-known/openid-configuration")
        assert f"**{NAMES[name]}**" in GUIDE


def test_the_example_holds_no_secret_and_leads_back_to_streamlit():
    sections = [EXAMPLE, *(section for section in EXAMPLE.values() if isinstance(section, dict))]
    assert all(
        not section.get(name) for section in sections for name in ("client_id", "client_secret", "cookie_secret")
    )
    assert EXAMPLE["redirect_uri"].endswith("/oauth2callback")


def test_tara_is_asked_for_nothing_that_it_refuses():
    assert EXAMPLE["tara"]["client_kwargs"]["scope"] == "openid"
